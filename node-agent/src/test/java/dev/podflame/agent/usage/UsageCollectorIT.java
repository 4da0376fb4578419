package dev.podflame.agent.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.podflame.agent.process.Containers;
import dev.podflame.agent.process.Eventually;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcStat;
import dev.podflame.agent.process.ProcessScanner;
import dev.podflame.agent.target.TargetFiles;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Usage of real processes, and of a real cgroup that is named as Docker names its containers.
class UsageCollectorIT {

    private static final String BUSY = "while :; do :; done # ";

    @TempDir
    Path folder;

    private final String marker = "podflame-usage-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private final List<byte[]> sent = new CopyOnWriteArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private final List<Path> groups = new ArrayList<>();
    private ProcessScanner scanner;
    private UsageCollector usage;

    @BeforeEach
    void selectByMarker() throws IOException {
        Path targets = Files.writeString(folder.resolve("targets.yaml"), """
                apiVersion: podflame.dev/v1alpha1
                kind: HostTarget
                metadata: {name: it}
                spec: {match: [{commandLine: "%s$"}]}
                """.formatted(marker));
        scanner = new ProcessScanner(new TargetFiles(targets), new Containers(List.of()), "here");
        usage = new UsageCollector(scanner, CgroupMounts.find(), sent::add);
        scanner.start();
    }

    @AfterEach
    void endAll() throws IOException, InterruptedException {
        usage.close();
        scanner.close();
        for (Process process : started) {
            process.destroyForcibly();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        }
        for (Path group : groups) {
            Files.delete(group);
        }
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        Eventually.that(
                "pid " + process.pid() + " is selected",
                () -> scanner.find(process.pid()).isPresent());
        return process;
    }

    /// The points of the last request by metric, of the process or container with this attribute.
    private Map<String, NumberDataPoint> lastPoints(String attribute, String value) {
        try {
            Map<String, NumberDataPoint> points = new HashMap<>();
            for (ResourceMetrics resource :
                    ExportMetricsServiceRequest.parseFrom(sent.getLast()).getResourceMetricsList()) {
                if (attributes(resource)
                        .filter(pair -> pair.getKey().equals(attribute)
                                && pair.getValue().getStringValue().equals(value))
                        .findAny()
                        .isPresent()) {
                    for (Metric metric : resource.getScopeMetrics(0).getMetricsList()) {
                        points.put(
                                metric.getName(),
                                metric.hasSum()
                                        ? metric.getSum().getDataPoints(0)
                                        : metric.getGauge().getDataPoints(0));
                    }
                }
            }
            return points;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("what was sent isn't OTLP", e);
        }
    }

    private static Stream<KeyValue> attributes(ResourceMetrics resource) {
        return resource.getResource().getAttributesList().stream();
    }

    private static NumberDataPoint point(Map<String, NumberDataPoint> points, String metric) {
        return Optional.ofNullable(points.get(metric))
                .orElseThrow(() -> new AssertionError("no " + metric + " in " + points.keySet()));
    }

    private static double seconds(Map<String, NumberDataPoint> points, String metric) {
        return point(points, metric).getAsDouble();
    }

    private void awaitCpu(Process process, double seconds) {
        ProcFiles proc = new ProcFiles();
        Eventually.that(
                "it has used " + seconds + " s of CPU",
                () -> proc.stat(process.pid()).map(ProcStat::cpuNanos).orElse(0L) >= seconds * 1e9);
    }

    @Test
    void cpuTimeAgreesWithProcAndMemoryIsItsResidentSet() throws IOException {
        Process busy = start("bash", "-c", BUSY, marker);
        awaitCpu(busy, 1);
        long before = new ProcFiles().stat(busy.pid()).orElseThrow().cpuNanos();
        usage.tick();
        long after = new ProcFiles().stat(busy.pid()).orElseThrow().cpuNanos();
        Map<String, NumberDataPoint> points = lastPoints("process.pid", Long.toString(busy.pid()));
        double measured = seconds(points, "process.cpu.time");
        assertTrue(before / 1e9 <= measured && measured <= after / 1e9, before + " <= " + measured + " <= " + after);
        long resident = point(points, "process.memory.usage").getAsInt();
        long status = Files.readAllLines(Path.of("/proc/" + busy.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
        assertEquals((double) status, (double) resident, status * 0.25);
    }

    @Test
    void theRateBetweenTwoReadingsIsTheShareOfACpuThatWasUsed() throws IOException {
        Process busy = start("bash", "-c", BUSY, marker);
        String pid = Long.toString(busy.pid());
        ProcFiles proc = new ProcFiles();
        usage.tick();
        NumberDataPoint first = point(lastPoints("process.pid", pid), "process.cpu.time");
        long procFirst = proc.stat(busy.pid()).orElseThrow().cpuNanos();
        awaitCpu(busy, procFirst / 1e9 + 2);
        usage.tick();
        NumberDataPoint second = point(lastPoints("process.pid", pid), "process.cpu.time");
        long procSecond = proc.stat(busy.pid()).orElseThrow().cpuNanos();
        double used = second.getAsDouble() - first.getAsDouble();
        assertEquals((procSecond - procFirst) / 1e9, used, 0.1 * used);
        assertEquals(first.getStartTimeUnixNano(), second.getStartTimeUnixNano());
        assertTrue(second.getTimeUnixNano() > first.getTimeUnixNano());
    }

    @Test
    void theLastReadingOfAProcessThatEndedBetweenTwoIsSent() throws IOException {
        Process brief = start("bash", "-c", "read line", marker);
        String pid = Long.toString(brief.pid());
        brief.destroyForcibly().onExit().join();
        Eventually.that("its end is noticed", () -> scanner.selected().isEmpty());
        usage.tick();
        assertTrue(lastPoints("process.pid", pid).containsKey("process.cpu.time"));
        int requests = sent.size();
        usage.tick();
        assertEquals(requests, sent.size(), "it must not be sent again");
    }

    @Test
    void aContainerHasItsCgroupsUsageLimitsAndThrottling() throws IOException {
        String id = Long.toHexString(System.nanoTime() | 1L << 60).repeat(4);
        Path cpu = group("cpu", id);
        Path memory = group("memory", id);
        Path account = group("cpuacct", id);
        Files.writeString(cpu.resolve("cpu.cfs_quota_us"), "20000");
        Files.writeString(memory.resolve("memory.limit_in_bytes"), "67108864");
        String join = "for g in %s %s %s; do echo $$ > $g/cgroup.procs; done; ".formatted(cpu, memory, account);
        Process busy = start("bash", "-c", join + BUSY, marker);
        Eventually.that(
                "the container is known",
                () -> scanner.find(busy.pid())
                        .filter(process -> process.attributes().containsKey("container.id"))
                        .isPresent());
        awaitCpu(busy, 0.3);
        usage.tick();
        Map<String, NumberDataPoint> points = lastPoints("container.id", id);
        assertEquals(0.2, seconds(points, "container.cpu.limit"), 0.001);
        assertTrue(seconds(points, "container.cpu.time") >= 0.25);
        assertTrue(seconds(points, "container.cpu.throttled.time") > 0);
        assertEquals(67108864, point(points, "container.memory.limit").getAsInt());
        assertTrue(point(points, "container.memory.working_set").getAsInt() > 0);
        assertTrue(points.containsKey("container.cpu.periods"));
        assertTrue(points.containsKey("container.cpu.throttled.periods"));
    }

    /// A v1 group as Docker would make it.
    private Path group(String controller, String id) throws IOException {
        Path root = Path.of("/sys/fs/cgroup", controller);
        assumeTrue(Files.isWritable(root), "no writable cgroup v1 hierarchy of " + controller);
        Path docker = root.resolve("docker");
        if (Files.notExists(docker)) {
            Files.createDirectory(docker);
            groups.addFirst(docker);
        }
        Path group = Files.createDirectory(docker.resolve(id));
        groups.addFirst(group);
        return group;
    }

    @Test
    void itReadsByItselfOnTheTensOfSeconds() throws IOException {
        Process busy = start("bash", "-c", "read line", marker);
        usage.start();
        Eventually.that("a reading was sent", () -> !sent.isEmpty());
        long seconds = point(lastPoints("process.pid", Long.toString(busy.pid())), "process.cpu.time")
                        .getTimeUnixNano()
                / 1_000_000_000;
        assertTrue(seconds % 10 <= 2, "read at second " + seconds);
    }
}
