package dev.podflame.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One service of the demo, seen from outside: its process and its answered requests.
///
/// @param state folder of `run-services.sh`
/// @param name name of the service
record DemoProcess(Path state, String name) {
    private static final long TICKS_PER_SECOND = 100; // USER_HZ, fixed for all Linux programs

    long pid() throws IOException {
        String pidAndStart = Files.readString(state.resolve("run/" + name + ".pid"));
        return Long.parseLong(pidAndStart.split("\\s+", 2)[0]);
    }

    /// User and system time of the process so far, in seconds: fields 14 and 15 of `/proc/PID/stat` (proc(5)).
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    /// Requests answered since the load started.
    long answered() throws IOException {
        JsonNode totals = JsonMapper.builder().build().readTree(Files.readString(state.resolve("requests.json")));
        return totals.path(name).path("answered").asLong();
    }

    /// CPU and requests of a stretch of time.
    record Stretch(long fromMillis, long toMillis, double cpuSeconds, long requests) {
        double cores() {
            return cpuSeconds * TimeUnit.SECONDS.toMillis(1) / (toMillis - fromMillis);
        }
    }

    /// Watches the process until `seconds` are over. The stretch begins and ends with the 10 s buckets of the store.
    Stretch watch(int seconds) throws IOException, InterruptedException {
        Waiting.untilMillis(Waiting.nextBucket(System.currentTimeMillis()));
        long from = Waiting.bucket(System.currentTimeMillis());
        double cpu = cpuSeconds();
        long requests = answered();
        long to = from + TimeUnit.SECONDS.toMillis(seconds);
        Waiting.untilMillis(to);
        return new Stretch(from, to, cpuSeconds() - cpu, answered() - requests);
    }
}
