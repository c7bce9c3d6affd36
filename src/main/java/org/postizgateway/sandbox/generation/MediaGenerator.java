package org.postizgateway.sandbox.generation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.postizgateway.sandbox.media.FileType;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.state.MediaLibrary;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.ApiFailure;

/**
 * Makes images and videos. A generation goes on when its caller is gone, as in Postiz: the credit
 * is spent and the file lands in the library.
 */
public final class MediaGenerator {

    private static final String FAILED = "AI generation failed, please try again later.";
    private static final String NO_CREDITS =
            "You have reached the maximum number of generated videos for your subscription."
                    + " Please upgrade your subscription to generate more videos.";

    private final Drawings drawings = new Drawings();
    private final MediaLibrary library;
    private final Conditions conditions;
    private final Supplier<String> frontendUrl;
    private final Workers workers;

    public MediaGenerator(
            MediaLibrary library,
            Conditions conditions,
            Workers workers,
            Supplier<String> frontendUrl) {
        this.library = library;
        this.workers = workers;
        this.conditions = conditions;
        this.frontendUrl = frontendUrl;
    }

    public CompletableFuture<Media> image(Organization organization, String prompt) {
        if (!conditions.getSafetyCategories().isEmpty()) {
            return CompletableFuture.failedFuture(unsafe());
        }
        if (conditions.isImageGeneratorDown()) {
            return CompletableFuture.failedFuture(ApiFailure.plain(500, FAILED));
        }
        return workers.after(
                conditions.getImageDuration(),
                () -> store(organization, FileType.PNG, drawings.png(shown(prompt)), prompt));
    }

    /** Books a credit, which comes back when the generation fails. */
    public CompletableFuture<Media> video(Organization organization, VideoRequest request) {
        try {
            admit(organization, request);
        } catch (ApiFailure refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return workers.after(
                conditions.getVideoDuration(), () -> filmBooked(organization, request));
    }

    /**
     * Books a credit, unless the video is refused at once.
     *
     * @throws ApiFailure when it is refused
     */
    void admit(Organization organization, VideoRequest request) {
        if (!conditions.getVideoGenerators().contains(request.type())) {
            throw ApiFailure.plain(500, FAILED);
        }
        if (conditions.isOutOfVideoCredits() || organization.videoCredits() == 0) {
            throw ApiFailure.subscription(NO_CREDITS, frontendUrl.get());
        }
        if (conditions.isTrial() && request.type().equals("veo3")) {
            throw ApiFailure.plain(406, "This video is not available in trial mode");
        }
        if (!request.complaints().isEmpty()) {
            throw ApiFailure.invalid(request.complaints());
        }
        if (!conditions.getSafetyCategories().isEmpty()) {
            throw unsafe();
        }
        if (!organization.bookVideoCredit()) {
            throw ApiFailure.subscription(NO_CREDITS, frontendUrl.get());
        }
    }

    /** Makes a video whose credit is booked, or gives the credit back. */
    Media filmBooked(Organization organization, VideoRequest request) {
        try {
            return film(organization, request);
        } catch (ApiFailure failed) {
            organization.returnVideoCredit();
            throw failed;
        }
    }

    private Media film(Organization organization, VideoRequest request) {
        if (conditions.isVideoGeneratorDown()) {
            throw ApiFailure.plain(500, FAILED);
        }
        byte[] film = drawings.mp4(shown(request.prompt()), request.isVertical());
        return store(organization, FileType.MP4, film, request.prompt());
    }

    private String shown(String prompt) {
        return conditions.isPlainMedia() ? "Sandbox" : prompt;
    }

    private Media store(Organization organization, FileType type, byte[] bytes, String prompt) {
        return library.store(organization, frontendUrl.get(), type, bytes, Optional.of(prompt));
    }

    private ApiFailure unsafe() {
        return ApiFailure.plain(
                422,
                "Your request was rejected by the AI safety system. Flagged categories: "
                        + conditions.getSafetyCategories()
                        + ". Please adjust your prompt and try again.");
    }
}
