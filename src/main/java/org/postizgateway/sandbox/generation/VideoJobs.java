package org.postizgateway.sandbox.generation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.postizgateway.sandbox.state.Conditions;
import org.postizgateway.sandbox.state.Ids;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.state.organization.Organization;

/**
 * Videos that are made behind the back of whoever asked for them. A job is as old as the sandbox's
 * clock says: tests that move it need not wait.
 */
public final class VideoJobs {

    private static final Status PENDING = new Status(Optional.empty(), Optional.empty());

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final MediaGenerator generator;
    private final Workers workers;
    private final Conditions conditions;
    private final Clock clock;

    public VideoJobs(
            MediaGenerator generator, Workers workers, Conditions conditions, Clock clock) {
        this.generator = generator;
        this.workers = workers;
        this.conditions = conditions;
        this.clock = clock;
    }

    /**
     * How a job is getting on.
     *
     * @param media what it made
     * @param failure why it made nothing
     */
    public record Status(Optional<Media> media, Optional<Throwable> failure) {

        public boolean isPending() {
            return media.isEmpty() && failure.isEmpty();
        }
    }

    /**
     * Books a credit and begins. A video that takes no time is there before its job has an id.
     *
     * @return the id of the job, which names its organization
     * @throws org.postizgateway.sandbox.web.ApiFailure when it is refused at once
     */
    public String start(Organization organization, VideoRequest request) {
        generator.admit(organization, request);
        String id = "video_" + organization.id() + "_" + Ids.token(12);
        Duration duration = conditions.getVideoDuration();
        Job job = new Job(organization, request, clock.instant().plus(duration));
        jobs.put(id, job);
        if (duration.isZero()) {
            job.finish(generator);
        } else {
            workers.after(duration, () -> job.finish(generator));
        }
        return id;
    }

    /** Empty for a job that is unknown, another organization's, or finished too long ago. */
    public Optional<Status> status(String id, Organization organization) {
        Instant now = clock.instant();
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> job.organization.id().equals(organization.id()))
                .filter(job -> now.isBefore(job.due.plus(conditions.getVideoJobRetention())))
                .map(job -> now.isBefore(job.due) ? PENDING : job.finish(generator));
    }

    public void clear() {
        jobs.clear();
    }

    private static final class Job {

        private final Organization organization;
        private final VideoRequest request;
        private final Instant due;
        private Status end;

        Job(Organization organization, VideoRequest request, Instant due) {
            this.organization = organization;
            this.request = request;
            this.due = due;
        }

        /** Makes the video, or fails to, once. */
        synchronized Status finish(MediaGenerator generator) {
            if (end == null) {
                try {
                    end =
                            new Status(
                                    Optional.of(generator.filmBooked(organization, request)),
                                    Optional.empty());
                } catch (RuntimeException e) {
                    end = new Status(Optional.empty(), Optional.of(e));
                }
            }
            return end;
        }
    }
}
