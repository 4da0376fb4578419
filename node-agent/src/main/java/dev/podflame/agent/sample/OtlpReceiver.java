package dev.podflame.agent.sample;

import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The OTLP profiles service that the engine sends to, on loopback only. Messages are handed on as bytes: their fields
/// are read once, by [SampleFilter], on the thread that works on them.
public final class OtlpReceiver implements AutoCloseable {
    /// The engine's own limit is 32 MiB; a message of that size would not fit into the agent's heap beside its content.
    static final int MAX_MESSAGE_BYTES = 12 << 20;

    private static final String SERVICE = "opentelemetry.proto.collector.profiles.v1development.ProfilesService";
    /// `ExportProfilesServiceResponse` without a partial failure has no fields.
    private static final byte[] ACCEPTED = {};

    private final Server server;
    private final ExecutorService executor;

    private OtlpReceiver(Server server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /// Listens on a free port of loopback.
    ///
    /// @param messages takes each message; must not block for long
    public static OtlpReceiver start(Consumer<byte[]> messages) throws IOException {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Server server = OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .executor(executor)
                .addService(service(messages))
                .build()
                .start();
        return new OtlpReceiver(server, executor);
    }

    public int port() {
        return server.getPort();
    }

    private static ServerServiceDefinition service(Consumer<byte[]> messages) {
        MethodDescriptor<byte[], byte[]> export = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Export"))
                .build();
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(export, ServerCalls.asyncUnaryCall((byte[] message, StreamObserver<byte[]> answer) -> {
                    messages.accept(message);
                    answer.onNext(ACCEPTED);
                    answer.onCompleted();
                }))
                .build();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    /// Passes messages through as they are.
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (StatusRuntimeException e) {
                throw e;
            } catch (IOException e) {
                throw Status.INTERNAL
                        .withDescription("the message could not be read: " + e.getMessage())
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }
}
