package dev.podflame.agent.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.batch.EncodedBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolCrashIT {
    private static final Spool.Limits LIMITS = new Spool.Limits(1 << 28, Duration.ofDays(1));

    @TempDir
    Path folder;

    /// Appends without end and prints the number of each batch once it is in the spool.
    static final class Appender {
        public static void main(String[] args) throws IOException {
            Spool spool = Spool.open(Path.of(args[0]), "n", "b", LIMITS);
            for (int i = 1; ; i++) {
                spool.append(new EncodedBatch(
                        EncodedBatch.Encoding.OTLP_PROFILES,
                        ("batch " + i + " ").repeat(500).getBytes(StandardCharsets.UTF_8)));
                System.out.println(i);
            }
        }
    }

    @Test
    void everyBatchThatWasAppendedIsThereAfterKillMinusNine() throws Exception {
        Process appender = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int acknowledged = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(appender.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged < 200) {
                acknowledged = Integer.parseInt(String.valueOf(lines.readLine()));
            }
            // Through the handle: the process object would close the output, which has more to say.
            appender.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Integer.parseInt(line);
            }
        }
        appender.waitFor();

        Spool spool = Spool.open(folder, "n", "c", LIMITS);
        assertTrue(spool.size() >= acknowledged, spool.size() + " of " + acknowledged);
        for (int i = 1; i <= acknowledged; i++) {
            SpooledBatch batch = spool.awaitOldest();
            assertEquals("n/b/" + i, batch.name().toString());
            assertEquals(("batch " + i + " ").repeat(500), new String(batch.read(), StandardCharsets.UTF_8));
            spool.remove(batch);
        }
    }
}
