package org.postizgateway.sandbox.state;

import java.time.Duration;

/**
 * How the workflows that publish posts misbehave.
 *
 * @param indexLag for how long a run that was started cannot be found, and so not be stopped
 * @param startsLost runs do not start; the hourly sweep picks the posts up
 * @param errorFlipsAfter how long after a failure a run tries once more and succeeds; zero: never
 * @param commentsFail posts are published, then their comments fail
 */
public record Publishing(
        Duration indexLag, boolean startsLost, Duration errorFlipsAfter, boolean commentsFail) {

    /** As on a quiet day. */
    public static final Publishing STANDARD =
            new Publishing(Duration.ofSeconds(3), false, Duration.ZERO, false);

    public Publishing {
        indexLag = indexLag == null ? STANDARD.indexLag() : indexLag;
        errorFlipsAfter = errorFlipsAfter == null ? Duration.ZERO : errorFlipsAfter;
    }

    /** The same with an index that lags by this. */
    public Publishing lagging(Duration lag) {
        return new Publishing(lag, startsLost, errorFlipsAfter, commentsFail);
    }

    /** The same with failures that turn into successes. */
    public Publishing flippingAfter(Duration pause) {
        return new Publishing(indexLag, startsLost, pause, commentsFail);
    }
}
