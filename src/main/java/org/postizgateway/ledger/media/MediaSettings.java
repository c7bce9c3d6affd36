package org.postizgateway.ledger.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of media jobs.
 *
 * @param concurrency generations that one replica runs at a time
 * @param queue jobs that may wait for a place; more are refused before anything is paid for
 * @param progressInterval time between two progress notifications to a waiting caller
 */
@ConfigurationProperties("media")
public record MediaSettings(
        @DefaultValue("32") int concurrency,
        @DefaultValue("2000") int queue,
        @DefaultValue("8s") Duration progressInterval) {

    public MediaSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException("media.concurrency must be at least 1");
        }
        if (queue < 1) {
            throw new IllegalArgumentException("media.queue must be at least 1");
        }
    }
}
