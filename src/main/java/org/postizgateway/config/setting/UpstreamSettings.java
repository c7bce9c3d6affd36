package org.postizgateway.config.setting;

import java.time.Duration;
import org.postizgateway.postiz.policy.UpstreamCircuitBreakers;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When calls to Postiz are held back for a while.
 *
 * @param window how many of the last calls are looked at
 * @param minimumCalls fewer than these prove nothing
 * @param failureRate percentage of them that must have failed
 * @param openFor how long calls then fail at once
 * @param halfOpenCalls how many calls try it afterwards
 * @param halfOpenFor how long these may keep all others out
 * @param longestWait a call that Postiz wants to be repeated later than this fails instead
 */
@ConfigurationProperties("policies.upstream")
public record UpstreamSettings(
        @DefaultValue("20") int window,
        @DefaultValue("10") int minimumCalls,
        @DefaultValue("50") float failureRate,
        @DefaultValue("15s") Duration openFor,
        @DefaultValue("3") int halfOpenCalls,
        @DefaultValue("30s") Duration halfOpenFor,
        @DefaultValue("20s") Duration longestWait) {

    public UpstreamCircuitBreakers.Limits limits() {
        return new UpstreamCircuitBreakers.Limits(
                window, minimumCalls, failureRate, openFor, halfOpenCalls, halfOpenFor);
    }
}
