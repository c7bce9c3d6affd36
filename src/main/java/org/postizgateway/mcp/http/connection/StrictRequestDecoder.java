package org.postizgateway.mcp.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import org.postizgateway.mcp.http.head.UnknownVersionException;

/**
 * Fails a head with a folded line, which a server that is no proxy must refuse or unfold (RFC 9112,
 * 5.2) and which the decoder of Vert.x joins without a trace, and one of an unknown version, which
 * Vert.x would answer in that version. Tells when a head begins.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private static final DecoderResult FOLDED =
            DecoderResult.failure(
                    new IllegalArgumentException("A line of the head is folded (RFC 9112, 5.2)"));

    private final Runnable headBegins;
    private boolean inHead = true;
    private boolean begun;
    private boolean lineEnded;
    private boolean folded;

    /**
     * @param headBegins told of the first byte of each head
     */
    StrictRequestDecoder(HttpServerOptions options, Runnable headBegins) {
        super(options);
        this.headBegins = headBegins;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
            throws Exception {
        int from = buffer.readerIndex();
        int produced = out.size();
        if (inHead && !begun && buffer.isReadable()) {
            begun = true;
            headBegins.run();
        }
        super.decode(ctx, buffer, out);
        if (inHead) {
            look(buffer, from);
        }
        for (Object part : out.subList(produced, out.size())) {
            if (part instanceof HttpRequest request) {
                inHead = false;
                if (request.decoderResult().isSuccess()) {
                    judge(request);
                }
            }
            if (part instanceof LastHttpContent) {
                nextHead();
            }
        }
    }

    private void judge(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (folded) {
            request.setDecoderResult(FOLDED);
        } else if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            request.setDecoderResult(
                    DecoderResult.failure(new UnknownVersionException(version.text())));
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
    }

    private void look(ByteBuf buffer, int from) {
        for (int i = from; i < buffer.readerIndex(); i++) {
            byte next = buffer.getByte(i);
            folded |= lineEnded && (next == ' ' || next == '\t');
            lineEnded = next == '\n';
        }
    }

    private void nextHead() {
        inHead = true;
        begun = false;
        lineEnded = false;
        folded = false;
    }
}
