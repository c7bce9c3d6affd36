package org.postizgateway.postiz.content.document;

/** How letters look. */
public enum Style {
    BOLD,
    UNDERLINE,
    ITALIC,
    STRIKE,
    CODE
}
