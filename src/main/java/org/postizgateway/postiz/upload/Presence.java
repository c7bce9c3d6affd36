package org.postizgateway.postiz.upload;

/** Whether a file is at an address. */
public enum Presence {
    THERE,
    /** Its server says that it is not (HTTP 404 or 410). */
    ABSENT,
    /** It cannot be asked for from here, or there was no answer. */
    UNKNOWN
}
