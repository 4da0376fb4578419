package dev.podflame.embedded.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The listener on loopback: one event loop, and a thread per request being served, since the engine's calls block.
// A write that fails closes the channel, which is where that is noticed.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpServer implements AutoCloseable {
    private static final int LINE_BYTES = 1 << 20;
    private static final int HEADER_BYTES = 1 << 16;
    private static final int PIECE_BYTES = 1 << 16;
    private static final int IDLE_SECONDS = 600;

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService workers;
    private final Channel listener;

    /// Listens.
    ///
    /// @param port 0 for any
    /// @throws IOException when the port is in use
    public HttpServer(int port, int mostRequests, Router router) throws IOException {
        workers = new ThreadPoolExecutor(
                0,
                mostRequests,
                60,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name("request-", 0).daemon().factory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 256)
                // Without it an answer of two segments waits for the client's delayed acknowledgement.
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(256 << 10, 1 << 20))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        prepare(channel, router);
                    }
                });
        ChannelFuture bound = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IOException("cannot listen on 127.0.0.1:" + port, bound.cause());
        }
        listener = bound.channel();
    }

    private void prepare(SocketChannel channel, Router router) {
        HttpDecoderConfig limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxChunkSize(PIECE_BYTES);
        channel.pipeline()
                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                .addLast(new HttpServerCodec(limits))
                .addLast(new HttpServerExpectContinueHandler())
                .addLast(new ChannelHandler(exchange -> workers.execute(() -> router.serve(exchange))));
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Takes no more clients; those that are there are served on.
    public void stopListening() {
        listener.close().syncUninterruptibly();
    }

    /// Ends what is left after the requests being served have had a moment to send their answers.
    @Override
    public void close() {
        workers.shutdown();
        try {
            workers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        // A loop that is told to end closes its channels before it looks at what waits: so the answers go out first.
        loop.forEach(each -> each.submit(() -> {}).awaitUninterruptibly(2, TimeUnit.SECONDS));
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
