package org.postizgateway.config;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends an HTTP call of a route with an {@link IOException} once more of its answer has come than a
 * route may hold in memory, counted after decompression, or once its body has been coming for
 * longer than a call may take: a time limit between two bytes alone would let an answer that
 * trickles keep its caller for ever.
 */
final class BoundedAnswers implements HttpClientConfigurer {

    private final long maxBytes;
    private final Duration longest;

    /**
     * @param longest from the head of an answer to its last byte
     */
    BoundedAnswers(long maxBytes, Duration longest) {
        this.maxBytes = maxBytes;
        this.longest = longest;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addExecInterceptorFirst(
                "bounded-answer",
                (request, scope, chain) -> {
                    ClassicHttpResponse response = chain.proceed(request, scope);
                    HttpEntity entity = response.getEntity();
                    if (entity != null) {
                        response.setEntity(new BoundedEntity(entity, scope.execRuntime));
                    }
                    return response;
                });
    }

    private final class BoundedEntity extends HttpEntityWrapper {

        private final ExecRuntime connection;

        BoundedEntity(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new BoundedInputStream(super.getContent(), connection);
        }
    }

    private final class BoundedInputStream extends FilterInputStream {

        private final ExecRuntime connection;
        private final long start = System.nanoTime();
        private long count;

        BoundedInputStream(InputStream in, ExecRuntime connection) {
            super(in);
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            count += read;
            // Closing the stream would read the rest, in the hope of keeping the connection.
            if (count > maxBytes) {
                connection.discardEndpoint();
                throw new IOException("The answer is longer than " + maxBytes + " bytes");
            }
            if (System.nanoTime() - start > longest.toNanos()) {
                connection.discardEndpoint();
                throw new InterruptedIOException("The answer takes longer than " + longest);
            }
        }
    }
}
