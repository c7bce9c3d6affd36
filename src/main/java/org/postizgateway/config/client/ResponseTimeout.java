package org.postizgateway.config.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;

/**
 * Keeps the response timeout of a call off its socket. There it would hold between two bytes only,
 * so that a head that trickles could keep its caller for ever; and each read would set a precise
 * timer and call it off, which wakes other threads where a virtual one reads. Here it holds for the
 * whole head, and in the body between two pieces.
 */
final class ResponseTimeout implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        RequestConfig config = scope.clientContext.getRequestConfigOrDefault();
        Timeout timeout = config.getResponseTimeout();
        if (timeout == null || !timeout.isEnabled()) {
            return chain.proceed(request, scope);
        }
        Duration time = timeout.toDuration();
        ClassicHttpResponse response;
        scope.clientContext.setRequestConfig(
                RequestConfig.copy(config).setResponseTimeout(Timeout.DISABLED).build());
        Deadline deadline = new Deadline(time, scope.execRuntime);
        try (deadline) {
            response = chain.proceed(request, scope);
        } catch (IOException e) {
            throw deadline.reason(e);
        } finally {
            scope.clientContext.setRequestConfig(config);
        }
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new TimedEntity(entity, time, scope.execRuntime));
        }
        return response;
    }

    private static final class TimedEntity extends HttpEntityWrapper {

        private final Duration time;
        private final ExecRuntime connection;

        TimedEntity(HttpEntity entity, Duration time, ExecRuntime connection) {
            super(entity);
            this.time = time;
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            Deadline deadline = new Deadline(time, connection);
            return new WatchedInputStream(super.getContent(), deadline) {
                @Override
                void came(int bytes) {
                    deadline.restart();
                }
            };
        }
    }
}
