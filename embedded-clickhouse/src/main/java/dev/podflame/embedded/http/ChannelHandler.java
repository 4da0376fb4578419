package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns what the event loop reads from one client into exchanges, one at a time, and tells them when the client is
/// gone. Runs on the event loop only; the work is done by the executor behind `dispatch`.
// A write that fails closes the channel, which is where that is noticed.
@SuppressWarnings("FutureReturnValueIgnored")
final class ChannelHandler extends ChannelInboundHandlerAdapter {
    private final Consumer<Exchange> dispatch;
    private @Nullable Exchange current;
    private boolean receiving;
    private boolean dispatched;
    private boolean closing;

    ChannelHandler(Consumer<Exchange> dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(context, request);
        }
        if (message instanceof HttpContent content) {
            receive(content);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(context, request.decoderResult());
            return;
        }
        if (current != null) {
            // A pipelined request: not served; the client sees the connection close after the response to its first.
            closing = true;
            current.closeAfterwards();
            return;
        }
        RequestBody body = new RequestBody(on -> context.channel().config().setAutoRead(on));
        try {
            Parameters parameters = Parameters.parse(request.uri());
            RequestHead head = RequestHead.of(request.method().name(), parameters, request.headers());
            Exchange exchange = new Exchange(context.channel(), head, body, HttpUtil.isKeepAlive(request));
            current = exchange;
            receiving = true;
            dispatched = false;
        } catch (ChdbException e) {
            refuse(context, HttpStatus.of(e.code()), e);
        }
    }

    /// A small request is whole by now, so that even one that is refused leaves the connection usable.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Exchange exchange = current;
        if (exchange == null || dispatched) {
            return;
        }
        dispatched = true;
        try {
            dispatch.accept(exchange);
        } catch (RejectedExecutionException e) {
            current = null;
            refuse(context, 503, ChdbException.of(202, "Too many requests at once", "TOO_MANY_SIMULTANEOUS_QUERIES"));
        }
    }

    private void receive(HttpContent content) {
        Exchange exchange = current;
        if (exchange == null || !receiving) {
            content.release();
            return;
        }
        if (content.decoderResult().isFailure()) {
            content.release();
            exchange.body().fail("it is not valid HTTP: " + reason(content.decoderResult()));
            exchange.closeAfterwards();
            closing = true;
            return;
        }
        exchange.body().add(content.content());
        if (content instanceof LastHttpContent) {
            receiving = false;
            exchange.body().complete();
        }
    }

    private void refuse(ChannelHandlerContext context, DecoderResult result) {
        int status = result.cause() instanceof TooLongHttpLineException
                ? 414
                : result.cause() instanceof TooLongHttpHeaderException ? 431 : 400;
        refuse(context, status, ChdbException.of(36, "Not a valid HTTP request: " + reason(result), "BAD_ARGUMENTS"));
    }

    private static String reason(DecoderResult result) {
        Throwable cause = result.cause();
        String message = cause == null ? null : cause.getMessage();
        return message == null ? "malformed" : message;
    }

    private void refuse(ChannelHandlerContext context, int status, ChdbException error) {
        closing = true;
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(error.text() + "\n", StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set("X-ClickHouse-Exception-Code", error.code());
        context.writeAndFlush(response).addListener(Exchange.LINGER);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Exchange.ExchangeEnd end) {
            current = null;
            closing |= end == Exchange.ExchangeEnd.CLOSE;
        } else if (event instanceof IdleStateEvent && current == null) {
            context.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (current != null) {
            current.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (current != null) {
            current.disconnect();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset connection, or a bug in a handler; either way this client's exchange is over.
        if (current != null) {
            current.disconnect();
        }
        context.close();
    }
}
