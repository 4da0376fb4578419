package dev.podflame.agent.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.Location;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.otlp.OtlpLimits;
import dev.podflame.profile.otlp.OtlpReader;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A gRPC client in the engine's place, with a message that the real engine sent.
@Timeout(60)
class OtlpReceiverIT {
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private OtlpReceiver receiver;

    @SuppressWarnings("NullAway.Init")
    private ManagedChannel channel;

    @BeforeEach
    void connect() throws IOException {
        receiver = OtlpReceiver.start(received::add);
        channel = OkHttpChannelBuilder.forAddress("127.0.0.1", receiver.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        channel.shutdownNow();
        channel.awaitTermination(5, TimeUnit.SECONDS);
        receiver.close();
    }

    @Test
    void aMessageOfTheRealEngineArrivesAndIsRead() throws Exception {
        byte[] message = captured();
        assertEquals(0, export(message, "gzip").length);
        byte[] arrived = Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS));
        assertArrayEquals(message, arrived);

        Profiles profiles = OtlpReader.read(arrived, OtlpLimits.DEFAULT).profiles();
        assertTrue(profiles.profiles().stream()
                .allMatch(profile -> profile.type() == ProfileType.CPU
                        && profile.attributes().containsKey("process.pid")
                        && profile.samples().total() > 0));
        assertTrue(profiles.locations().stream().anyMatch(OtlpReceiverIT::isPython));
    }

    @Test
    void aMessagePastTheLimitIsRefusedAndTheNextOneTaken() throws Exception {
        assertThrows(
                StatusRuntimeException.class, () -> export(new byte[OtlpReceiver.MAX_MESSAGE_BYTES + 1], "identity"));
        assertTrue(received.isEmpty());
        export(new byte[] {1, 2}, "identity");
        assertArrayEquals(new byte[] {1, 2}, received.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void anEndlessMessagePackedSmallIsRefusedToo() {
        assertThrows(StatusRuntimeException.class, () -> export(new byte[OtlpReceiver.MAX_MESSAGE_BYTES * 4], "gzip"));
        assertTrue(received.isEmpty());
    }

    private static boolean isPython(Location location) {
        return location instanceof Frame frame
                && frame.kind() == FrameKind.PYTHON
                && !frame.name().isEmpty();
    }

    static byte[] captured() throws IOException {
        try (InputStream resource =
                        Objects.requireNonNull(OtlpReceiverIT.class.getResourceAsStream("/engine/python.otlp.gz"));
                GZIPInputStream gzip = new GZIPInputStream(resource)) {
            return gzip.readAllBytes();
        }
    }

    private byte[] export(byte[] message, String compression) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export")
                .build();
        return ClientCalls.blockingUnaryCall(
                channel, method, CallOptions.DEFAULT.withCompression(compression), message);
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
