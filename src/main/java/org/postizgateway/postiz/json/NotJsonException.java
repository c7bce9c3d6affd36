package org.postizgateway.postiz.json;

import java.util.Locale;

/** An answer that should have been a certain JSON value and was not. Does not carry its text. */
public final class NotJsonException extends RuntimeException {

    private final boolean html;

    NotJsonException(String text) {
        super("the answer is not the expected JSON");
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        this.html = start.startsWith("<!doctype") || start.startsWith("<html");
    }

    /** Whether a web page came instead, as from a front end or a proxy. */
    public boolean isHtml() {
        return html;
    }
}
