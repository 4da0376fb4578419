package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A collector that can't start says why and what helps, in one line, and ends with code 1.
class StartIT {
    @TempDir
    Path folder;

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            String log = failedStart("--listen", address);
            assertTrue(log.contains("can't listen on " + address), log);
            assertTrue(log.contains("--listen"), log);
            log = failedStart("--grpc-listen", address);
            assertTrue(log.contains("--grpc-listen"), log);
        }
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        String log = failedStart(file.resolve("data"));
        assertTrue(log.contains("can't write to the folder " + file.resolve("data")), log);
        assertTrue(log.contains("--data"), log);
    }

    @Test
    void aMissingLibraryIsNamed() throws Exception {
        String log = failedStart("--libchdb", folder.resolve("none.so").toString());
        assertTrue(log.contains("none.so"), log);
        assertTrue(log.contains("fetch-libchdb.sh"), log);
    }

    @Test
    void aLibraryThatIsNoneIsNamed() throws Exception {
        Path fake = Files.writeString(folder.resolve("libchdb.so"), "not a library");
        String log = failedStart("--libchdb", fake.toString());
        assertTrue(log.contains(fake.toString()), log);
    }

    @Test
    void aWrongOptionIsNamed() throws Exception {
        CollectorProcess collector = CollectorProcess.launch(folder.resolve("data"), "--listen", "nonsense");
        assertEquals(2, collector.exitCode());
        assertTrue(collector.log().contains("host:port"), collector.log());
        collector.close();
    }

    @Test
    void anAddressForOtherMachinesNeedsAWordOnWhoMayAsk() throws Exception {
        for (String option : new String[] {"--listen", "--grpc-listen"}) {
            String log = failedStart(option, "0.0.0.0:0");
            assertTrue(log.contains("nothing says who may ask"), log);
            assertTrue(log.contains("--auth none"), log);
        }
        try (CollectorProcess open =
                CollectorProcess.start(folder.resolve("data"), "--listen", "0.0.0.0:0", "--auth", "none")) {
            assertTrue(open.log().contains("Podflame is at http://0.0.0.0:"), open.log());
        }
    }

    @Test
    void whatKubernetesNeedsAndIsntThereIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        String[] account = {"--kubernetes-ca", file.toString(), "--kubernetes-token", file.toString()};
        assertTrue(failedStart("--auth", "kubernetes").contains("can't read /var/run/secrets"));
        assertTrue(failedStart(with(account, "--auth", "kubernetes")).contains("--kubernetes-url"));
        String[] placed = with(account, "--auth", "kubernetes", "--kubernetes-url", "https://127.0.0.1:1");
        assertTrue(failedStart(placed).contains("--agent-account NAMESPACE:NAME"));
        assertTrue(
                failedStart(with(placed, "--agent-account", "podflame")).contains("not a service account: podflame"));
        assertTrue(failedStart(with(placed, "--agent-account", "a:b", "--metrics-account", "c"))
                .contains("not a service account: c"));
        String grpc = failedStart(with(placed, "--agent-account", "a:b", "--grpc-listen", "127.0.0.1:0"));
        assertTrue(grpc.contains("OTLP over gRPC can't ask for tokens"), grpc);
    }

    @Test
    void aCertificateThatCannotBeUsedIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        String alone = failedStart("--tls-cert", file.toString());
        assertTrue(alone.contains("without its key"), alone);
        String missing = failedStart(
                "--tls-cert",
                file.toString(),
                "--tls-key",
                folder.resolve("none").toString());
        assertTrue(missing.contains("none isn't there"), missing);
        String none = failedStart("--tls-cert", file.toString(), "--tls-key", file.toString());
        assertTrue(none.contains("the certificate can't be used"), none);
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void aSecondCollectorOnTheSameFolderIsRefused() throws Exception {
        Path data = folder.resolve("data");
        try (CollectorProcess first = CollectorProcess.start(data)) {
            String log = failedStart(data);
            assertTrue(log.contains("another collector uses the folder"), log);
            assertEquals(200, first.get("/health/live").statusCode());
        }
    }

    private String failedStart(String... options) throws Exception {
        return failedStart(folder.resolve("data"), options);
    }

    private static String failedStart(Path data, String... options) throws Exception {
        CollectorProcess collector = CollectorProcess.launch(data, options);
        assertEquals(1, collector.exitCode());
        String log = collector.log();
        collector.close();
        assertTrue(log.contains("podflame-collector: "), log);
        assertFalse(log.contains("\tat "), "no stack trace: " + log);
        return log;
    }
}
