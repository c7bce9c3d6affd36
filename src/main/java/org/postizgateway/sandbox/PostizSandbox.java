package org.postizgateway.sandbox;

import org.postizgateway.sandbox.api.RateLimiter;
import org.postizgateway.sandbox.faults.Faults;
import org.postizgateway.sandbox.faults.HeldRequests;
import org.postizgateway.sandbox.oauth.OAuthState;
import org.postizgateway.sandbox.posting.PublishedPosts;
import org.postizgateway.sandbox.remote.RemoteWeb;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Credentials;
import org.postizgateway.sandbox.state.MediaLibrary;
import org.postizgateway.sandbox.state.SandboxClock;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.state.organization.Organizations;
import org.postizgateway.sandbox.state.post.Posts;
import org.postizgateway.sandbox.state.post.Publisher;
import org.postizgateway.sandbox.web.ContainerFilter;
import org.postizgateway.sandbox.web.RequestLog;

/**
 * An embedded Postiz that callers of its REST API, its MCP server and its OAuth endpoints cannot
 * tell from the real one. It lives in memory, has a port of its own, and many can run at once.
 *
 * <pre>{@code
 * try (PostizSandbox sandbox = new PostizSandbox(SandboxSettings.forTests()).start()) {
 *     sandbox.faults().add(FaultRule.of(Fault.RESET).on(Operation.CREATE_POST).afterwards());
 *     call(sandbox.baseUrl());
 *     assertThat(sandbox.posts().all()).hasSize(1);
 * }
 * }</pre>
 */
public final class PostizSandbox implements AutoCloseable {

    private final SandboxSettings settings;
    private final SandboxClock clock = new SandboxClock();
    private final Conditions conditions = new Conditions();
    private final Organizations organizations;
    private final Credentials credentials;
    private final OAuthState oauth;
    private final Posts posts;
    private final PublishedPosts publishedPosts;
    private final MediaLibrary media;
    private final RemoteWeb remoteWeb = new RemoteWeb(this::baseUrl);
    private final RateLimiter rateLimiter;
    private final Faults faults = new Faults();
    private final HeldRequests held = new HeldRequests();
    private final RequestLog requests = new RequestLog();
    private final SandboxServer server;

    public PostizSandbox(SandboxSettings settings) {
        this.settings = settings;
        this.organizations = new Organizations(settings.organizations());
        this.credentials = new Credentials(organizations, conditions);
        this.oauth = new OAuthState(credentials, clock);
        this.posts = new Posts(new Publisher(organizations, conditions), conditions, clock);
        this.publishedPosts = new PublishedPosts(organizations);
        this.media = new MediaLibrary(clock);
        this.rateLimiter = new RateLimiter(conditions, clock);
        applySettings();
        this.server = new SandboxServer(this);
    }

    /**
     * @return this, listening
     */
    public PostizSandbox start() {
        server.start();
        return this;
    }

    public void stop() {
        held.drop();
        server.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** Origin of everything that the sandbox serves, without a slash at the end. */
    public String baseUrl() {
        boolean everywhere = settings.address().equals("0.0.0.0");
        return "http://" + (everywhere ? "localhost" : settings.address()) + ":" + server.port();
    }

    /** Base URL of the API, which is below the origin where the sandbox runs as a container. */
    public String backendUrl() {
        return baseUrl() + (conditions.isInContainer() ? ContainerFilter.BACKEND : "");
    }

    public SandboxSettings settings() {
        return settings;
    }

    /** Time as the sandbox sees it; tests move it. */
    public SandboxClock clock() {
        return clock;
    }

    /** How Postiz is set up: generators, credits, tokens, limits. */
    public Conditions conditions() {
        return conditions;
    }

    /** What goes wrong on the way between Postiz and its caller. */
    public Faults faults() {
        return faults;
    }

    /** Everything that was asked of the sandbox. */
    public RequestLog requests() {
        return requests;
    }

    /**
     * @throws IllegalArgumentException when no organization has this key
     */
    public Organization organization(String apiKey) {
        return organizations
                .byKey(apiKey)
                .orElseThrow(() -> new IllegalArgumentException("No organization has this key"));
    }

    public Organizations organizations() {
        return organizations;
    }

    public Credentials credentials() {
        return credentials;
    }

    public Posts posts() {
        return posts;
    }

    /** What the networks get of the posts. */
    public PublishedPosts publishedPosts() {
        return publishedPosts;
    }

    public MediaLibrary media() {
        return media;
    }

    /** The web from which files are fetched by URL. */
    public RemoteWeb remoteWeb() {
        return remoteWeb;
    }

    HeldRequests held() {
        return held;
    }

    OAuthState oauth() {
        return oauth;
    }

    RateLimiter rateLimiter() {
        return rateLimiter;
    }

    /** Back to the state after the start; the port stays. */
    public void reset() {
        server.reset();
        held.drop();
        clock.reset();
        faults.clear();
        requests.clear();
        posts.clear();
        media.clear();
        remoteWeb.clear();
        organizations.reset();
        credentials.clear();
        oauth.clear();
        rateLimiter.reset();
        conditions.reset();
        applySettings();
    }

    private void applySettings() {
        conditions.setPostiz(settings.postiz());
        conditions.setRateLimit(settings.rateLimit());
        conditions.setImageDuration(settings.imageDuration());
        conditions.setVideoDuration(settings.videoDuration());
    }
}
