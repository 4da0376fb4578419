package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.load.ProfileLoad;
import dev.podflame.collector.load.StackPool;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// gRPC, and resource usage.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherWaysInIT {
    private final int grpcPort;
    private final CollectorProcess collector;
    private final ClickHouse store;

    OtherWaysInIT(@TempDir Path data) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            grpcPort = free.getLocalPort();
        }
        collector = CollectorProcess.start(data, "--grpc-listen", "127.0.0.1:" + grpcPort);
        store = collector.store();
    }

    @AfterAll
    void stop() throws Exception {
        store.close();
        collector.close();
    }

    @Test
    void profilesOverGrpcAreStoredOnceByBatch() throws Exception {
        ProfileLoad.Request request = new ProfileLoad(new StackPool(50, new SplittableRandom(1)), "grpc", 1, 1)
                .request(StoringIT.bucket(0), 9);
        for (int i = 0; i < 2; i++) {
            export("opentelemetry.proto.collector.profiles.v1development.ProfilesService", request.body());
        }
        collector.awaitStored();
        assertEquals(StoredSums.all(request.nanos()), StoredSums.of(store, "grpc"));
    }

    @Test
    void usageMeetsTheProfilesOfItsSeries() throws Exception {
        long bucket = StoringIT.bucket(0);
        ProfileLoad.Request request =
                new ProfileLoad(new StackPool(50, new SplittableRandom(1)), "usage", 1, 1).request(bucket, 9);
        assertEquals(200, collector.sendProfiles(request.body()));
        assertEquals(200, collector.send("/v1/metrics", metrics(bucket)).statusCode());
        collector.awaitStored();
        double[] values = store.query(
                Query.of(
                        "SELECT maxIf(value, metric = 'process.cpu.time'), maxIf(value, metric = 'process.memory.usage'),"
                                + " toFloat64(count()) FROM usage WHERE series_id IN (SELECT series_id FROM samples WHERE"
                                + " service_id IN (SELECT service_id FROM series WHERE service = 'usage'))"),
                rows -> rows.next() ? new double[] {rows.float64(), rows.float64(), rows.float64()} : new double[0]);
        assertEquals(12.5, values[0]);
        assertEquals(4096, values[1]);
        assertEquals(2, values[2]);
        assertTrue(collector.metric("podflame_ingest_rejected_total", "unknown_metric") >= 1);
    }

    private static byte[] metrics(long seconds) {
        ScopeMetrics scope = ScopeMetrics.newBuilder()
                .addMetrics(Metric.newBuilder()
                        .setName("process.cpu.time")
                        .setSum(Sum.newBuilder()
                                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                                .setIsMonotonic(true)
                                .addDataPoints(point(seconds, 12.5))))
                .addMetrics(Metric.newBuilder()
                        .setName("process.memory.usage")
                        .setGauge(Gauge.newBuilder().addDataPoints(point(seconds, 4096))))
                .addMetrics(Metric.newBuilder()
                        .setName("something.else")
                        .setGauge(Gauge.newBuilder().addDataPoints(point(seconds, 1))))
                .build();
        Resource resource = Resource.newBuilder()
                .addAttributes(attribute("service.namespace", "host"))
                .addAttributes(attribute("service.name", "usage"))
                .addAttributes(attribute("host.name", "loadgen"))
                .addAttributes(attribute("process.runtime.name", "OpenJDK Runtime Environment"))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("process.pid")
                        .setValue(AnyValue.newBuilder().setIntValue(1000)))
                .build();
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                        ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope))
                .build()
                .toByteArray();
    }

    private static NumberDataPoint point(long seconds, double value) {
        return NumberDataPoint.newBuilder()
                .setTimeUnixNano(seconds * 1_000_000_000L)
                .setAsDouble(value)
                .build();
    }

    private static KeyValue attribute(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private void export(String service, byte[] body) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", grpcPort)
                .usePlaintext()
                .build();
        try {
            MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(service + "/Export")
                    .setRequestMarshaller(new Raw())
                    .setResponseMarshaller(new Raw())
                    .build();
            Metadata headers = new Metadata();
            headers.put(Metadata.Key.of("Podflame-Batch", Metadata.ASCII_STRING_MARSHALLER), "node/grpc/1");
            ClientCalls.blockingUnaryCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                    method,
                    CallOptions.DEFAULT,
                    body);
        } finally {
            channel.shutdownNow();
        }
    }

    private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
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
