package org.postizgateway.mcp;

import java.util.concurrent.CompletionException;

/** Reads what stages and futures ended with. */
public final class Futures {

    private Futures() {}

    /**
     * What was thrown, without the {@link CompletionException} that was put around it on its way
     * from stage to stage.
     *
     * @param failure may be null
     * @return the failure itself when it is no {@link CompletionException}, or one without a cause
     */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
