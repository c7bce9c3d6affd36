package org.postizgateway.sandbox.state;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How this Postiz is set up and how it feels today. Tests call the setters, people post the same
 * names as JSON to {@code /sandbox/conditions}. Durations are ISO 8601 or seconds in JSON.
 */
public final class Conditions {

    /** Generators that exist when all credentials are configured. */
    public static final List<String> ALL_VIDEO_GENERATORS = List.of("image-text-slides", "veo3");

    private static final String NOT_NULL = "must not be null";

    private volatile boolean databaseDown;
    private volatile boolean queueDown;
    private volatile boolean trial;
    private volatile boolean outOfVideoCredits;
    private volatile boolean imageGeneratorDown;
    private volatile boolean videoGeneratorDown;
    private volatile boolean plainMedia;
    private volatile boolean publisherStopped;
    private volatile boolean findSlotNeverAnswers;
    private volatile String safetyCategories;
    private volatile String restrictedUploadDomain;
    private volatile String publishError;
    private volatile Storing storing;
    private volatile Publishing publishing;
    private volatile int rateLimit;
    private volatile Duration imageDuration;
    private volatile Duration videoDuration;
    private volatile Duration proxyReadTimeout;
    private volatile Duration videoJobRetention;
    private volatile Set<String> videoGenerators;
    private volatile boolean inContainer;
    private volatile PostizVersion postiz;
    private volatile Set<Feature> features;
    private final Map<String, TokenState> tokens = new ConcurrentHashMap<>();

    public Conditions() {
        reset();
    }

    /** Back to a healthy, fully configured Postiz. */
    public void reset() {
        databaseDown = false;
        queueDown = false;
        trial = false;
        outOfVideoCredits = false;
        imageGeneratorDown = false;
        videoGeneratorDown = false;
        plainMedia = false;
        publisherStopped = false;
        findSlotNeverAnswers = false;
        safetyCategories = "";
        restrictedUploadDomain = "";
        publishError = "";
        storing = Storing.UNCHANGED;
        publishing = Publishing.STANDARD;
        rateLimit = 90;
        imageDuration = Duration.ZERO;
        videoDuration = Duration.ZERO;
        proxyReadTimeout = Duration.ZERO;
        videoJobRetention = Duration.ofDays(3);
        videoGenerators = new LinkedHashSet<>(ALL_VIDEO_GENERATORS);
        inContainer = false;
        setPostiz(PostizVersion.AUGUST_2026);
        tokens.clear();
    }

    /** Credential look-ups fail: 401 without a body on REST, 500 on MCP. */
    public boolean isDatabaseDown() {
        return databaseDown;
    }

    public void setDatabaseDown(boolean databaseDown) {
        this.databaseDown = databaseDown;
    }

    /** Creates get no answer while it lasts and are carried out afterwards; all else works. */
    public boolean isQueueDown() {
        return queueDown;
    }

    public void setQueueDown(boolean down) {
        this.queueDown = down;
    }

    /** The organizations are on trial, which refuses some generators with 406. */
    public boolean isTrial() {
        return trial;
    }

    public void setTrial(boolean trial) {
        this.trial = trial;
    }

    /** Videos are refused with 402, as for an organization without a subscription. */
    public boolean isOutOfVideoCredits() {
        return outOfVideoCredits;
    }

    public void setOutOfVideoCredits(boolean out) {
        this.outOfVideoCredits = out;
    }

    /** Image generation fails with 500. */
    public boolean isImageGeneratorDown() {
        return imageGeneratorDown;
    }

    public void setImageGeneratorDown(boolean down) {
        this.imageGeneratorDown = down;
    }

    /** Video generation fails with 500 after its duration; the credit is returned. */
    public boolean isVideoGeneratorDown() {
        return videoGeneratorDown;
    }

    public void setVideoGeneratorDown(boolean down) {
        this.videoGeneratorDown = down;
    }

    /** Media do not show their prompts and are drawn only once: for generations by the thousand. */
    public boolean isPlainMedia() {
        return plainMedia;
    }

    public void setPlainMedia(boolean plain) {
        this.plainMedia = plain;
    }

    /** Nothing gets published: due posts stay QUEUE. */
    public boolean isPublisherStopped() {
        return publisherStopped;
    }

    public void setPublisherStopped(boolean stopped) {
        this.publisherStopped = stopped;
    }

    /** find-slot hangs for every channel, not only for disabled and unknown ones. */
    public boolean isFindSlotNeverAnswers() {
        return findSlotNeverAnswers;
    }

    public void setFindSlotNeverAnswers(boolean never) {
        this.findSlotNeverAnswers = never;
    }

    /** Categories for which the safety system rejects every prompt (422); empty for none. */
    public String getSafetyCategories() {
        return safetyCategories;
    }

    public void setSafetyCategories(String categories) {
        this.safetyCategories = Objects.requireNonNull(categories, NOT_NULL);
    }

    /** Text that every media URL has to contain; empty for no restriction. */
    public String getRestrictedUploadDomain() {
        return restrictedUploadDomain;
    }

    public void setRestrictedUploadDomain(String domain) {
        this.restrictedUploadDomain = Objects.requireNonNull(domain, NOT_NULL);
    }

    /** Reason with which every due post ends as ERROR; empty to publish. */
    public String getPublishError() {
        return publishError;
    }

    public void setPublishError(String reason) {
        this.publishError = Objects.requireNonNull(reason, NOT_NULL);
    }

    /** How what is stored differs from what was sent. */
    public Storing getStoring() {
        return storing;
    }

    public void setStoring(Storing storing) {
        this.storing = Objects.requireNonNull(storing, NOT_NULL);
    }

    /** How publishing misbehaves. */
    public Publishing getPublishing() {
        return publishing;
    }

    public void setPublishing(Publishing publishing) {
        this.publishing = Objects.requireNonNull(publishing, NOT_NULL);
    }

    /** Creates per organization and hour. */
    public int getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(int rateLimit) {
        this.rateLimit = rateLimit;
    }

    /** How long drawing an image takes. */
    public Duration getImageDuration() {
        return imageDuration;
    }

    public void setImageDuration(Duration duration) {
        this.imageDuration = Objects.requireNonNull(duration, NOT_NULL);
    }

    /** How long making a video takes. */
    public Duration getVideoDuration() {
        return videoDuration;
    }

    public void setVideoDuration(Duration duration) {
        this.videoDuration = Objects.requireNonNull(duration, NOT_NULL);
    }

    /** After how long the proxy in front answers 504 to a generation; zero for no proxy. */
    public Duration getProxyReadTimeout() {
        return proxyReadTimeout;
    }

    public void setProxyReadTimeout(Duration timeout) {
        this.proxyReadTimeout = Objects.requireNonNull(timeout, NOT_NULL);
    }

    /** How long a finished video job can be asked for. */
    public Duration getVideoJobRetention() {
        return videoJobRetention;
    }

    public void setVideoJobRetention(Duration retention) {
        this.videoJobRetention = Objects.requireNonNull(retention, NOT_NULL);
    }

    /** Whether it runs as the official container: the backend below {@code /api}. */
    public boolean isInContainer() {
        return inContainer;
    }

    public void setInContainer(boolean inContainer) {
        this.inContainer = inContainer;
    }

    /** The version last chosen, whose features may have been changed since. */
    public PostizVersion getPostiz() {
        return postiz;
    }

    /** Becomes another version, with all of its features. */
    public final void setPostiz(PostizVersion version) {
        this.postiz = Objects.requireNonNull(version, NOT_NULL);
        this.features = version.features();
    }

    /** What it does beyond the oldest Postiz: for those between two versions. */
    public Set<Feature> getFeatures() {
        return features;
    }

    public void setFeatures(Set<Feature> features) {
        this.features = Set.copyOf(Objects.requireNonNull(features, NOT_NULL));
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Configured generators, a subset of {@link #ALL_VIDEO_GENERATORS}. */
    public Set<String> getVideoGenerators() {
        return videoGenerators;
    }

    public void setVideoGenerators(Set<String> generators) {
        this.videoGenerators = new LinkedHashSet<>(Objects.requireNonNull(generators, NOT_NULL));
    }

    /** Token states by channel id; channels that are not named have a valid token. */
    public Map<String, TokenState> getTokens() {
        return tokens;
    }

    public TokenState token(String channelId) {
        return tokens.getOrDefault(channelId, TokenState.VALID);
    }
}
