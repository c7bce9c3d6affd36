package org.postizgateway.sandbox;

import java.util.List;
import java.util.function.Consumer;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.postizgateway.sandbox.api.AccountApi;
import org.postizgateway.sandbox.api.ApiKeyGate;
import org.postizgateway.sandbox.api.ChannelApi;
import org.postizgateway.sandbox.api.ChannelHelperApi;
import org.postizgateway.sandbox.api.ChannelHelpers;
import org.postizgateway.sandbox.api.ChannelRows;
import org.postizgateway.sandbox.api.FreeSlots;
import org.postizgateway.sandbox.api.MediaApi;
import org.postizgateway.sandbox.api.MediaFiles;
import org.postizgateway.sandbox.api.MediaPages;
import org.postizgateway.sandbox.api.PostChangesApi;
import org.postizgateway.sandbox.api.PostsApi;
import org.postizgateway.sandbox.api.RemoteUrlRules;
import org.postizgateway.sandbox.api.VideoApi;
import org.postizgateway.sandbox.generation.MediaGenerator;
import org.postizgateway.sandbox.generation.ProxiedAnswer;
import org.postizgateway.sandbox.generation.VideoCatalog;
import org.postizgateway.sandbox.generation.VideoJobs;
import org.postizgateway.sandbox.generation.Workers;
import org.postizgateway.sandbox.mcp.AppResources;
import org.postizgateway.sandbox.mcp.ChannelTools;
import org.postizgateway.sandbox.mcp.LibraryTools;
import org.postizgateway.sandbox.mcp.McpDispatcher;
import org.postizgateway.sandbox.mcp.McpDoor;
import org.postizgateway.sandbox.mcp.McpEndpoint;
import org.postizgateway.sandbox.mcp.MediaTools;
import org.postizgateway.sandbox.mcp.PostTools;
import org.postizgateway.sandbox.mcp.ScheduleTool;
import org.postizgateway.sandbox.mcp.Toolbox;
import org.postizgateway.sandbox.mcp.UploadTool;
import org.postizgateway.sandbox.oauth.AuthorizeApi;
import org.postizgateway.sandbox.oauth.DiscoveryApi;
import org.postizgateway.sandbox.oauth.RegistrationApi;
import org.postizgateway.sandbox.oauth.TokenApi;
import org.postizgateway.sandbox.posting.MediaUrls;
import org.postizgateway.sandbox.posting.PastDates;
import org.postizgateway.sandbox.posting.PostChecks;
import org.postizgateway.sandbox.posting.PostCreation;
import org.postizgateway.sandbox.posting.PostListing;
import org.postizgateway.sandbox.posting.PostRequestShape;
import org.postizgateway.sandbox.posting.PostWriter;
import org.postizgateway.sandbox.posting.SettingsUpdate;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.web.Answers;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Puts the parts of the sandbox together and says which request goes to which. */
final class SandboxRoutes implements AutoCloseable {

    private final PostizSandbox sandbox;
    private final Conditions conditions;
    private final PlatformCatalog platforms = PlatformCatalog.load();
    private final ChannelHelpers helpers = new ChannelHelpers();
    private final Workers workers = new Workers();
    private final MediaGenerator generator;
    private final ProxiedAnswer proxied;
    private final VideoCatalog videos;
    private final MediaUrls mediaUrls;
    private final PostChecks checks;
    private final PostWriter writer;
    private final PostListing listing;
    private final SettingsUpdate settingsUpdate;
    private final PastDates pastDates;
    private final MediaPages mediaPages;
    private final VideoJobs jobs;

    SandboxRoutes(PostizSandbox sandbox) {
        this.sandbox = sandbox;
        this.conditions = sandbox.conditions();
        this.generator = new MediaGenerator(sandbox.media(), conditions, workers, sandbox::baseUrl);
        this.proxied = new ProxiedAnswer(conditions, workers);
        this.videos = new VideoCatalog(conditions);
        this.mediaUrls = new MediaUrls(conditions);
        this.checks = new PostChecks(platforms);
        this.writer = new PostWriter(sandbox.posts(), conditions, sandbox.clock());
        this.listing = new PostListing(sandbox.posts());
        this.pastDates = new PastDates(conditions, sandbox.clock());
        this.mediaPages = new MediaPages(sandbox.media());
        this.jobs = new VideoJobs(generator, workers, conditions, sandbox.clock());
        this.settingsUpdate = new SettingsUpdate(sandbox.posts(), checks, sandbox.clock());
    }

    RouterFunction<ServerResponse> router() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        routes.path("/public/v1", this::restApi);
        new McpDoor(sandbox.credentials(), mcp(), conditions).routes(routes);
        routes.add(oauth());
        new MediaFiles(sandbox.media()).routes(routes);
        routes.path("/sandbox", new ControlApi(sandbox)::routes);
        new PlainPages(sandbox).routes(routes);
        return routes.build();
    }

    private void restApi(RouterFunctions.Builder routes) {
        PostRequestShape shape = new PostRequestShape(platforms, mediaUrls);
        List<Consumer<RouterFunctions.Builder>> areas =
                List.of(
                        new ChannelApi(platforms, sandbox.posts(), new ChannelRows(sandbox.clock()))
                                ::routes,
                        new ChannelHelperApi(platforms, helpers, conditions)::routes,
                        new FreeSlots(sandbox.posts(), conditions, sandbox.clock())::routes,
                        new PostsApi(
                                        sandbox.posts(),
                                        listing,
                                        new PostCreation(
                                                shape, checks, writer, sandbox.posts(), pastDates),
                                        conditions)
                                ::routes,
                        new PostChangesApi(
                                        sandbox.posts(),
                                        settingsUpdate,
                                        pastDates,
                                        mediaUrls,
                                        conditions)
                                ::routes,
                        new MediaApi(
                                        sandbox.media(),
                                        mediaPages,
                                        new RemoteUrlRules(mediaUrls, sandbox.remoteWeb()),
                                        sandbox.remoteWeb(),
                                        sandbox::baseUrl,
                                        conditions)
                                ::routes,
                        new VideoApi(generator, videos, proxied)::routes,
                        new AccountApi(conditions, sandbox.posts())::routes);
        areas.forEach(area -> area.accept(routes));
        routes.filter(new ApiKeyGate(sandbox.credentials(), sandbox.rateLimiter()));
    }

    private RouterFunction<ServerResponse> oauth() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        new RegistrationApi(sandbox.oauth(), conditions, sandbox.clock()).routes(routes);
        new AuthorizeApi(sandbox.oauth(), sandbox.organizations()).routes(routes);
        new TokenApi(sandbox.oauth(), conditions).routes(routes);
        new DiscoveryApi(sandbox::baseUrl, sandbox::backendUrl, conditions).routes(routes);
        return routes.onError(Throwable.class, (failure, request) -> Answers.failure(failure))
                .build();
    }

    private McpEndpoint mcp() {
        Toolbox toolbox =
                new Toolbox(
                        new ChannelTools(platforms, helpers, conditions),
                        new PostTools(listing, settingsUpdate, sandbox.posts(), conditions),
                        new ScheduleTool(checks, writer, mediaUrls, pastDates),
                        new MediaTools(generator, videos, jobs, conditions),
                        new LibraryTools(mediaPages),
                        new UploadTool(
                                sandbox.remoteWeb(), sandbox.media(), sandbox::baseUrl, conditions),
                        conditions);
        return new McpEndpoint(
                new McpDispatcher(toolbox, new AppResources(conditions, sandbox::baseUrl)),
                proxied);
    }

    /** Drops generations that were asked for before a reset. */
    void reset() {
        workers.forget();
        jobs.clear();
    }

    @Override
    public void close() {
        workers.close();
    }
}
