package org.postizgateway.sandbox;

import java.time.Duration;
import java.util.List;
import org.postizgateway.sandbox.state.PostizVersion;
import org.postizgateway.sandbox.state.organization.OrganizationSeed;

/**
 * How a sandbox starts.
 *
 * @param address interface to listen on
 * @param port 0 for any free one
 * @param imageDuration how long drawing an image takes
 * @param videoDuration how long making a video takes
 * @param rateLimit creates per organization and hour
 * @param postiz which Postiz it is
 */
public record SandboxSettings(
        String address,
        int port,
        Duration imageDuration,
        Duration videoDuration,
        int rateLimit,
        List<OrganizationSeed> organizations,
        PostizVersion postiz) {

    /** System property with the version that tests get which do not ask for one. */
    public static final String VERSION_PROPERTY = "sandbox.postiz";

    /** For tests: any free port, media at once, two organizations with many channels. */
    public static SandboxSettings forTests() {
        return new SandboxSettings(
                "127.0.0.1",
                0,
                Duration.ZERO,
                Duration.ZERO,
                90,
                DefaultOrganizations.all(),
                PostizVersion.of(System.getProperty(VERSION_PROPERTY, "2026-08")));
    }

    public SandboxSettings postiz(PostizVersion version) {
        return new SandboxSettings(
                address, port, imageDuration, videoDuration, rateLimit, organizations, version);
    }

    public SandboxSettings onPort(int newPort) {
        return new SandboxSettings(
                address, newPort, imageDuration, videoDuration, rateLimit, organizations, postiz);
    }

    public SandboxSettings onAddress(String newAddress) {
        return new SandboxSettings(
                newAddress, port, imageDuration, videoDuration, rateLimit, organizations, postiz);
    }

    public SandboxSettings imagesTake(Duration duration) {
        return new SandboxSettings(
                address, port, duration, videoDuration, rateLimit, organizations, postiz);
    }

    public SandboxSettings videosTake(Duration duration) {
        return new SandboxSettings(
                address, port, imageDuration, duration, rateLimit, organizations, postiz);
    }

    public SandboxSettings rateLimit(int createsPerHour) {
        return new SandboxSettings(
                address, port, imageDuration, videoDuration, createsPerHour, organizations, postiz);
    }

    public SandboxSettings organizations(List<OrganizationSeed> seeds) {
        return new SandboxSettings(
                address, port, imageDuration, videoDuration, rateLimit, List.copyOf(seeds), postiz);
    }
}
