package org.postizgateway.mcp.http.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.postizgateway.mcp.Futures;
import org.postizgateway.mcp.McpConstants;
import org.postizgateway.mcp.http.head.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step of a door that begins with the head of a request: puts the body into a file, which is the
 * body of the message from then on ({@link java.io.File}) and is deleted when the exchange ends.
 * How many bytes it has to have is the exchange property {@value #LENGTH}; it counts on the share
 * of the principal. A body that is not taken is answered here and ends the route.
 */
public final class StoredBody extends AsyncProcessorSupport {

    /** Exchange property (Long): bytes of the body. */
    public static final String LENGTH = "CamelMcpBodyLength";

    private static final Logger LOG = LoggerFactory.getLogger(StoredBody.class);

    private final Path directory;
    private final BodyShares shares;

    /**
     * @param directory for the files; what a process that ended left there is deleted
     * @param shares bounds of the bytes on disk
     */
    public StoredBody(Path directory, BodyShares shares) {
        this.directory = directory;
        this.shares = shares;
    }

    @Override
    protected void doStart() {
        Instant longAgo = Instant.now().minus(shares.limits().time().multipliedBy(2));
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> left = Files.list(directory)) {
            left.filter(file -> isOlder(file, longAgo)).forEach(StoredBody::delete);
        } catch (IOException e) {
            LOG.warn("Uploads that were left in {} cannot be listed", directory, e);
        }
    }

    private static boolean isOlder(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        VertxRequestBody body = exchange.getProperty(RequestBody.PROPERTY, VertxRequestBody.class);
        long length = exchange.getProperty(LENGTH, Long.class);
        String owner = exchange.getProperty(McpConstants.PRINCIPAL, Principal.class).getName();
        Path file = directory.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            exchange.setException(new UncheckedIOException(e));
            callback.done(true);
            return true;
        }
        // Before the first byte: the request may end at any time.
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange ended) {
                                delete(file);
                            }
                        });
        body.store(owner, length, file, shares)
                .whenComplete(
                        (stored, failure) -> {
                            if (failure == null) {
                                keep(exchange, stored);
                            } else {
                                refuse(exchange, body, failure);
                            }
                            callback.done(false);
                        });
        return false;
    }

    private static void keep(Exchange exchange, Path file) {
        // However long the caller took to send it, what follows has its time.
        Instant complete = Instant.now();
        Supplier<Duration> waited = () -> Duration.between(complete, Instant.now());
        exchange.setProperty(McpConstants.WAITED, waited);
        exchange.getMessage().setBody(file.toFile());
    }

    private static void refuse(Exchange exchange, VertxRequestBody body, Throwable failure) {
        Throwable reason = Futures.cause(failure);
        if (reason instanceof BodyRefusedException refused) {
            Refusal refusal = refused.refusal();
            body.answer(refusal);
            exchange.setRouteStop(true);
        } else {
            exchange.setException(reason);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The upload {} cannot be deleted", file, e);
        }
    }
}
