package org.postizgateway.security.ticket;

/** A text is no ticket that is worth something. */
public final class TicketRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean expired;

    private TicketRefusedException(String message, boolean expired) {
        super(message, null, false, false);
        this.expired = expired;
    }

    static TicketRefusedException forged() {
        return new TicketRefusedException(
                "This is no upload address that the gateway gave out, or a part of it is missing."
                        + " Use uploadUrl as uploadFileTool answered it.",
                false);
    }

    static TicketRefusedException expired() {
        return new TicketRefusedException(
                "This upload address has expired. Call uploadFileTool for a new one.", true);
    }

    /** Whether it was one once. */
    public boolean isExpired() {
        return expired;
    }
}
