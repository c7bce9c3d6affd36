package org.postizgateway.security.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import org.postizgateway.plain.Hmac;

/**
 * Writes tickets as texts for addresses, and reads them: their fields, and an HMAC-SHA256 of these
 * that nobody makes without the secret. Nothing of a ticket is kept, so each process that holds the
 * same secret reads it.
 */
public final class UploadTickets {

    /** Other texts that are signed with the same secret hold no line break. */
    private static final String PURPOSE = "upload-ticket\n";

    private static final String SEPARATOR = "|";
    private static final int FIELDS = 5;
    private static final int LONGEST = 512;
    private static final int ID_BYTES = 16;

    private final Hmac hmac;
    private final Duration lifetime;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param lifetime how long a ticket is worth something
     */
    public UploadTickets(byte[] secret, Duration lifetime, Clock clock) {
        this.hmac = new Hmac(secret);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A new ticket. */
    public UploadTicket issue(String tenant, String type, long size) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Instant end = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        return new UploadTicket(HexFormat.of().formatHex(id), tenant, type, size, end);
    }

    /** A ticket as a segment of a path. Whoever has it may send the file. */
    public String write(UploadTicket ticket) {
        String fields =
                String.join(
                        SEPARATOR,
                        ticket.id(),
                        ticket.tenant(),
                        ticket.type(),
                        String.valueOf(ticket.size()),
                        String.valueOf(ticket.expiresAt().getEpochSecond()));
        return base64(fields.getBytes(StandardCharsets.UTF_8)) + "." + base64(signature(fields));
    }

    /**
     * @throws TicketRefusedException when it was not written here, was changed, or has expired
     */
    public UploadTicket read(String text) throws TicketRefusedException {
        UploadTicket ticket = signed(text);
        if (!clock.instant().isBefore(ticket.expiresAt())) {
            throw TicketRefusedException.expired();
        }
        return ticket;
    }

    private UploadTicket signed(String text) throws TicketRefusedException {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            throw TicketRefusedException.forged();
        }
        try {
            byte[] fields = Base64.getUrlDecoder().decode(text.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
            String written = new String(fields, StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(signature, signature(written))) {
                return ticket(written.split("\\" + SEPARATOR, FIELDS));
            }
        } catch (IllegalArgumentException e) {
            // no base64
        }
        throw TicketRefusedException.forged();
    }

    private static UploadTicket ticket(String[] fields) {
        return new UploadTicket(
                fields[0],
                fields[1],
                fields[2],
                Long.parseLong(fields[3]),
                Instant.ofEpochSecond(Long.parseLong(fields[4])));
    }

    private byte[] signature(String fields) {
        return hmac.of(PURPOSE + fields);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
