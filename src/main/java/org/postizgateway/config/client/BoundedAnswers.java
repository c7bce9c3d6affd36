package org.postizgateway.config.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.postizgateway.postiz.failure.AnswersFullException;

/**
 * Ends an HTTP call of a route with an {@link IOException} once more of its answer, or of all
 * answers, has come than may be held in memory, counted after decompression, or once it takes too
 * long: the head by {@link ResponseTimeout}, the body by a limit of its own.
 */
final class BoundedAnswers implements HttpClientConfigurer {

    private final long maxBytes;
    private final AnswerBytes inAll;
    private final Duration longest;

    /**
     * @param inAll what all answers may hold
     * @param longest from the head of an answer to its last byte
     */
    BoundedAnswers(long maxBytes, AnswerBytes inAll, Duration longest) {
        this.maxBytes = maxBytes;
        this.inAll = inAll;
        this.longest = longest;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(), "response-timeout", new ResponseTimeout());
        client.addExecInterceptorFirst("bounded-answer", this::bounded);
    }

    private ClassicHttpResponse bounded(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new BoundedEntity(entity, scope.execRuntime));
        }
        return response;
    }

    private final class BoundedEntity extends HttpEntityWrapper {

        private final ExecRuntime connection;

        BoundedEntity(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new BoundedInputStream(
                    super.getContent(), connection, new Deadline(longest, connection));
        }
    }

    private final class BoundedInputStream extends WatchedInputStream {

        private final ExecRuntime connection;
        private final AnswerBytes.Share share = inAll.new Share();
        private long count;

        BoundedInputStream(InputStream in, ExecRuntime connection, Deadline deadline) {
            super(in, deadline);
            this.connection = connection;
            // also where somebody who reads it stops without closing it
            deadline.afterwards(share::close);
        }

        @Override
        void came(int bytes) throws IOException {
            count += bytes;
            if (count > maxBytes) {
                // Closing the stream would read the rest, in the hope of keeping the connection.
                connection.discardEndpoint();
                throw new IOException("The answer is longer than " + maxBytes + " bytes");
            }
            try {
                share.grow(count);
            } catch (AnswersFullException e) {
                connection.discardEndpoint();
                throw e;
            }
        }
    }
}
