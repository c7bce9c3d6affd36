package org.postizgateway.postiz.mapping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.postizgateway.postiz.failure.IncompleteAnswerException;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.failure.PostizMcpAnswer;
import org.postizgateway.postiz.failure.VideoFailedException;

/**
 * A video that a newer Postiz makes in the background: started once, then asked for until it is
 * there (contract of the newer one, section 2.3). From the moment Postiz has named the job nothing
 * that goes wrong proves that there will be no video, but for Postiz's own word that it failed.
 */
public final class VideoJob {

    /** Exchange property: Postiz's id of the job; empty when Postiz made the video at once. */
    public static final String ID = "PostizVideoJob";

    private static final String PENDING = "PostizVideoPending";
    private static final String SINCE = "PostizVideoSince";

    /** Postiz gives a job 40 minutes; beyond that it is Postiz that does not answer. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final PostizMcpAnswer answers = new PostizMcpAnswer();
    private final PostizErrors errors;
    private final Clock clock;

    public VideoJob(PostizErrors errors, Clock clock) {
        this.errors = errors;
        this.clock = clock;
    }

    /**
     * Notes what {@code generateVideoTool} answered: the job to follow in the property {@link #ID}
     * and in the body, or, from a Postiz that blocks, the video itself in the body.
     *
     * @throws org.postizgateway.postiz.failure.PostizMcpException when it was refused
     */
    public void started(Exchange exchange) {
        Map<String, Object> answer = answers.structured(exchange.getMessage().getBody());
        String job = text(answer.get("jobId"));
        exchange.setProperty(ID, job);
        if (job.isEmpty() && text(answer.get("url")).isEmpty()) {
            throw new IncompleteAnswerException(
                    "Postiz began a video without naming its job. Look into its media library.");
        }
        exchange.getMessage().setBody(job.isEmpty() ? file(answer) : Map.of("jobId", job));
    }

    /** Begins to follow the job that the body names in {@code jobId}. */
    public void follow(Exchange exchange) {
        Map<?, ?> body = exchange.getMessage().getBody(Map.class);
        exchange.setProperty(ID, text(body.get("jobId")));
        exchange.setProperty(PENDING, true);
        exchange.setProperty(SINCE, clock.instant());
    }

    /** Whether the job that is followed has to be asked for again. */
    public boolean isPending(Exchange exchange) {
        return exchange.getProperty(PENDING, false, Boolean.class);
    }

    /** Arguments of {@code videoStatusTool}. */
    public Map<String, Object> question(Exchange exchange) {
        return Map.of("jobId", exchange.getProperty(ID, String.class));
    }

    /**
     * Notes what {@code videoStatusTool} answered; a video that is there becomes the body, as the
     * HTTP API describes files.
     *
     * @throws VideoFailedException when there will be none
     * @throws IncompleteAnswerException when Postiz does not know the job any more
     */
    public void note(Exchange exchange) {
        Map<String, Object> answer = answers.unchecked(exchange.getMessage().getBody());
        switch (text(answer.get("status"))) {
            case "completed" -> {
                exchange.setProperty(PENDING, false);
                exchange.getMessage().setBody(file(answer));
            }
            case "failed" -> throw new VideoFailedException(text(answer.get("error")));
            case "" -> {
                String error = text(answer.get("error"));
                if (!error.isEmpty()) {
                    throw lost("Postiz says: " + error + ".");
                }
                requireTime(exchange);
            }
            // pending, or a word yet to come
            default -> requireTime(exchange);
        }
    }

    /**
     * Decides what it means that Postiz could not be asked: nothing, if it may answer later.
     *
     * @throws RuntimeException which keeps the outcome open, when it will not
     */
    public void missed(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (caught instanceof VideoFailedException || caught instanceof IncompleteAnswerException) {
            throw (RuntimeException) caught;
        }
        if (!errors.failure(exchange).temporary()) {
            throw lost(errors.failure(exchange).sentence());
        }
        requireTime(exchange);
    }

    private void requireTime(Exchange exchange) {
        Instant since = exchange.getProperty(SINCE, Instant.class);
        if (clock.instant().isAfter(since.plus(LONGEST))) {
            throw lost("Postiz has not finished it within " + LONGEST.toHours() + " hours.");
        }
    }

    private static IncompleteAnswerException lost(String why) {
        return new IncompleteAnswerException(
                "The video was begun, and what came of it cannot be found out. "
                        + why
                        + " Look into the media library of Postiz.");
    }

    private static Map<String, Object> file(Map<String, Object> answer) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("id", text(answer.get("id")));
        file.put("path", text(answer.get("url")));
        return file;
    }

    private static String text(Object value) {
        return Objects.toString(value, "");
    }
}
