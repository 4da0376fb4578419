package dev.podflame.collector.ingest;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// OTLP over gRPC, for senders other than our own agent. Messages stay bytes: the receiver reads them itself.
public final class OtlpGrpcServer implements AutoCloseable {
    private static final Metadata.Key<String> BATCH = Metadata.Key.of(BatchId.HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> BATCH_OF_CALL = Context.key(BatchId.HEADER);
    private static final int STOP_SECONDS = 5;

    private final Receiver receiver;
    private final Server server;

    /// Starts it.
    ///
    /// @throws IOException if the address can't be listened on
    public OtlpGrpcServer(Receiver receiver, InetSocketAddress address) throws IOException {
        this.receiver = receiver;
        this.server = NettyServerBuilder.forAddress(address)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .maxInboundMessageSize(BatchDecoder.MAX_BODY_BYTES)
                .addService(service(
                        "opentelemetry.proto.collector.profiles.v1development.ProfilesService", Signal.PROFILES))
                .addService(service("opentelemetry.proto.collector.metrics.v1.MetricsService", Signal.METRICS))
                .build()
                .start();
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private ServerServiceDefinition service(String name, Signal signal) {
        MethodDescriptor<byte[], byte[]> export = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(name, "Export"))
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
        ServerServiceDefinition definition = ServerServiceDefinition.builder(name)
                .addMethod(export, ServerCalls.asyncUnaryCall((request, answer) -> receive(signal, request, answer)))
                .build();
        return ServerInterceptors.intercept(definition, new BatchHeader());
    }

    private void receive(Signal signal, byte[] request, StreamObserver<byte[]> answer) {
        switch (receiver.receive(signal, BATCH_OF_CALL.get(), false, request)) {
            case Outcome.Accepted(int rejected, String message) ->
                succeed(answer, OtlpAnswer.success(signal, rejected, message));
            case Outcome.Repeated repeated -> succeed(answer, OtlpAnswer.success(signal, 0, ""));
            case Outcome.Malformed(String reason) -> fail(answer, Status.INVALID_ARGUMENT, reason);
            case Outcome.TooLarge(String reason) -> fail(answer, Status.INVALID_ARGUMENT, reason);
            // UNAVAILABLE, because OTLP clients give up on RESOURCE_EXHAUSTED without retry details.
            case Outcome.Overloaded(String reason, int seconds) -> fail(answer, Status.UNAVAILABLE, reason);
            case Outcome.Unavailable(String reason, int seconds) -> fail(answer, Status.UNAVAILABLE, reason);
        }
    }

    private static void succeed(StreamObserver<byte[]> answer, byte[] body) {
        answer.onNext(body);
        answer.onCompleted();
    }

    private static void fail(StreamObserver<byte[]> answer, Status status, String reason) {
        answer.onError(status.withDescription(reason).asRuntimeException());
    }

    /// Hands the header to the call's handler, which sees only the message.
    private static final class BatchHeader implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            Context context = Context.current().withValue(BATCH_OF_CALL, headers.get(BATCH));
            return Contexts.interceptCall(context, call, headers, next);
        }
    }
}
