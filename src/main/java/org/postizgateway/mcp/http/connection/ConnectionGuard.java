package org.postizgateway.mcp.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postizgateway.mcp.limit.LimitListener;

/**
 * Watches one HTTP/1.1 connection: closes it when a head, the next request or the caller's reading
 * takes too long, when too many requests are sent ahead, and after an answer that came before the
 * whole body. It takes nothing from a caller who does not read, so that what waits to be sent stays
 * bounded.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    /** Requests sent ahead of their answers; clients in the field send none. */
    private static final int MAX_PIPELINED = 8;

    /** An unread body up to this length is read and dropped rather than the connection closed. */
    private static final long SMALL_BODY = 64 * 1024;

    /** How long what a caller still sends is dropped, so that it can read the answer first. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final ConnectionLimits limits;
    private final Connections connections;
    private final LimitListener listener;
    private ChannelHandlerContext context;
    private String address;
    private Future<?> deadline;
    private int unanswered;
    private boolean bodyIncomplete;
    private boolean bodyMayBeLong;
    private boolean lastAnswer;
    private boolean lingering;
    private boolean readHeld;

    ConnectionGuard(ConnectionLimits limits, Connections connections, LimitListener listener) {
        this.limits = limits;
        this.connections = connections;
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        address = Peers.name(ctx.channel().remoteAddress());
        if (connections.admit(address, ctx.channel())) {
            await("head", limits.head());
            connections.idle(address, ctx.channel());
        } else {
            listener.exceeded("connections");
            lingering = true;
            ctx.writeAndFlush(Answers.tooManyConnections()).addListener(sent -> linger());
        }
    }

    /** The first byte of a request has come. */
    void headBegins() {
        if (!lingering && unanswered == 0) {
            await("head", limits.head());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (lingering) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(request);
            if (unanswered > MAX_PIPELINED) {
                ReferenceCountUtil.release(message);
                listener.exceeded("pipelined");
                ctx.close();
                return;
            }
        }
        boolean complete = message instanceof LastHttpContent;
        if (complete) {
            bodyIncomplete = false;
        }
        ctx.fireChannelRead(message);
        if (complete) {
            awaitRequestIfDone();
        }
    }

    private void begin(HttpRequest request) {
        unanswered++;
        bodyIncomplete = true;
        bodyMayBeLong =
                HttpUtil.isTransferEncodingChunked(request)
                        || HttpUtil.getContentLength(request, 0L) > SMALL_BODY;
        stopWaiting();
        connections.busy(address, context.channel());
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            if (bodyIncomplete && bodyMayBeLong && unanswered == 1) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            lastAnswer =
                    response.headers()
                            .containsValue(
                                    HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        ChannelPromise written = promise.unvoid();
        countUnsent(message, written);
        if (message instanceof LastHttpContent) {
            unanswered--;
            lingering = lastAnswer;
            written.addListener(
                    sent -> {
                        if (lingering) {
                            linger();
                        } else {
                            awaitRequestIfDone();
                        }
                    });
        }
        ctx.write(message, written);
    }

    private void countUnsent(Object message, ChannelPromise written) {
        long bytes = length(message);
        if (bytes == 0) {
            return;
        }
        List<ChannelHandlerContext> slowest = connections.waits(context, bytes);
        written.addListener(sent -> connections.waitsNoMore(context, bytes));
        for (ChannelHandlerContext slow : slowest) {
            listener.exceeded("unsent");
            slow.close();
        }
    }

    private static long length(Object message) {
        if (message instanceof ByteBufHolder holder) {
            return holder.content().readableBytes();
        }
        return message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    }

    private long unsentHere() {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** What is next read could be answered, and that could not be sent. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() || lingering) {
            ctx.read();
        } else {
            readHeld = true;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (readHeld && ctx.channel().isWritable()) {
            readHeld = false;
            ctx.read();
        }
        ctx.fireChannelWritabilityChanged();
    }

    /** The idle events of this pipeline are all meant for this handler. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            ctx.fireUserEventTriggered(event);
        } else if (unsentHere() > 0) {
            listener.exceeded("stalled");
            ctx.close();
        }
    }

    private void awaitRequestIfDone() {
        if (lingering || unanswered > 0) {
            return;
        }
        if (bodyIncomplete) {
            await("drain", LINGER);
        } else {
            await("keep-alive", limits.keepAlive());
            connections.idle(address, context.channel());
        }
    }

    /** Says that nothing more is sent and drops what still comes, for a little while. */
    private void linger() {
        await("linger", LINGER);
        context.channel().config().setAutoRead(true);
        context.read();
        if (context.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
    }

    private void await(String what, Duration time) {
        stopWaiting();
        deadline =
                context.executor()
                        .schedule(() -> timedOut(what), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void timedOut(String what) {
        if (what.equals("head")) {
            listener.exceeded("head");
        }
        context.close();
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopWaiting();
        connections.closed(address, ctx.channel());
        ctx.fireChannelInactive();
    }
}
