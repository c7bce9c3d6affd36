package org.postizgateway.config.command.doctor;

import java.util.Locale;

/**
 * What one check of the doctor says.
 *
 * @param check what was looked at
 * @param status how it is
 * @param says one sentence or figure for an operator
 */
record Finding(String check, Status status, String says) {

    /** WRONG keeps callers from being served; ODD may, or is not known. */
    enum Status {
        OK,
        ODD,
        WRONG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String says) {
        return new Finding(check, Status.OK, says);
    }

    static Finding odd(String check, String says) {
        return new Finding(check, Status.ODD, says);
    }

    static Finding wrong(String check, String says) {
        return new Finding(check, Status.WRONG, says);
    }
}
