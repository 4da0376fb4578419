package dev.podflame.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the tour promises, held against the machine. The fix comes last: it changes the story for good.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoE2E {
    private static final Duration FIRST_SAMPLES = Duration.ofSeconds(90);

    private final Api api = new Api(System.getProperty("podflame.url", ""));
    private final Path services = Path.of(System.getProperty("podflame.demo.data", ""), "run", "services");

    @BeforeAll
    void everyServiceHasSamples() throws Exception {
        Set<String> wanted = Set.of("biggest-numbers", "prices", "report", "checksum", "mandel");
        Waiting.until(
                FIRST_SAMPLES,
                "not all of " + wanted + " have samples",
                () -> serviceNames("now-5m").containsAll(wanted));
    }

    @ParameterizedTest(name = "{0} shows {2}")
    @Order(1)
    @CsvSource({
        "biggest-numbers, python, five_biggest",
        "prices, jvm, shop.Prices",
        "report, node, makeUpOrders",
        "checksum, go, main.rollingChecksum",
        "mandel, native, escape_time",
    })
    void functionsHaveTheirNames(String service, String kind, String function) throws Exception {
        Waiting.until(Duration.ofSeconds(90), service + " has no " + kind + " frame named " + function, () -> {
            FlameGraph graph = flameGraph(service, "from=now-5m&to=now");
            return graph.kinds().contains(kind) && graph.names().stream().anyMatch(name -> name.contains(function));
        });
    }

    @Test
    @Order(2)
    void theSlowFunctionIsTheWidestPythonFrame() throws Exception {
        Waiting.until(
                Duration.ofSeconds(60),
                "five_biggest is not the widest Python frame",
                () -> flameGraph("biggest-numbers", "from=now-5m&to=now")
                        .widestSelf("python")
                        .contains("five_biggest"));
    }

    @Test
    @Order(2)
    void nativeFramesOfLibrariesAreNamedNotNumbered() throws Exception {
        FlameGraph graph = flameGraph("mandel", "from=now-5m&to=now");
        long named = 0;
        long numbered = 0;
        for (int i = 1; i < graph.nodes(); i++) {
            if (graph.kind(i).equals("native")) {
                if (graph.name(i).contains("+0x")) {
                    numbered += graph.self(i);
                } else {
                    named += graph.self(i);
                }
            }
        }
        assertTrue(named > 10 * numbered, named + " ns in named native frames, " + numbered + " ns in numbered ones");
    }

    @Test
    @Order(2)
    void theKernelIsInTheSameView() throws Exception {
        assertTrue(flameGraph("mandel", "from=now-5m&to=now").kinds().contains("kernel"));
    }

    @Test
    @Order(3)
    void theRootIsTheSumOfAllSamplesOfTheRange() throws Exception {
        long to = Waiting.bucket(System.currentTimeMillis()) - 20_000;
        String range = "from=" + (to - 30_000) + "&to=" + to;
        for (String service : List.of("biggest-numbers", "prices", "report", "checksum", "mandel")) {
            Waiting.until(
                    Duration.ofSeconds(60),
                    service + " has no samples in the range",
                    () -> flameGraph(service, range).value(0) > 0);
            FlameGraph graph = flameGraph(service, range);
            JsonNode timeline = api.get("timeline?namespace=demo&service=" + service + "&" + range);
            long samples = 0;
            for (JsonNode value : timeline.path("values")) {
                samples += value.asLong();
            }
            assertEquals(graph.value(0), graph.selfSum(), service);
            assertEquals(graph.value(0), samples, service);
            assertEquals(graph.value(0), graph.json().path("total").asLong(), service);
        }
    }

    @Test
    @Order(3)
    void everyExportHasTheSameTotal() throws Exception {
        long to = Waiting.bucket(System.currentTimeMillis()) - 30_000;
        String range = "namespace=demo&service=biggest-numbers&from=" + (to - 30_000) + "&to=" + to;
        long folded = api.text("flamegraph.folded?" + range)
                .lines()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();

        assertEquals(api.get("flamegraph.json?" + range).path("total").asLong(), folded);
        assertTrue(api.text("flamegraph.svg?" + range).contains("five_biggest"));
    }

    @Test
    @Order(3)
    void nothingThatIsNotSelectedIsStored() throws Exception {
        Process unselected = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            DemoProcess.Stretch watched = new DemoProcess(services, "mandel").watch(20);
            Set<String> known = new TreeSet<>(Set.of(
                    "biggest-numbers",
                    "prices",
                    "report",
                    "checksum",
                    "mandel",
                    "load",
                    "collector",
                    "clickhouse",
                    "node-agent",
                    "ebpf-profiler"));
            Waiting.until(
                    Duration.ofSeconds(60),
                    "no samples newer than the unselected process",
                    () -> lastSample("mandel") >= watched.fromMillis() + 10_000);
            Set<String> unknown = new TreeSet<>(serviceNames("now-10m"));
            unknown.removeAll(known);
            assertTrue(unknown.isEmpty(), "services that no target names: " + unknown);
        } finally {
            unselected.destroyForcibly().waitFor();
        }
    }

    @Test
    @Order(4)
    void theCpuChartAgreesWithProc() throws Exception {
        DemoProcess.Stretch stretch = new DemoProcess(services, "biggest-numbers").watch(40);
        String range =
                "namespace=demo&service=biggest-numbers&from=" + stretch.fromMillis() + "&to=" + stretch.toMillis();
        Waiting.until(
                Duration.ofSeconds(40), "the usage of the stretch is not complete", () -> usage(range).length >= 4);
        double charted = Arrays.stream(usage(range)).average().orElse(0);

        assertEquals(stretch.cores(), charted, 0.1 * stretch.cores(), "cores by /proc and by the chart");
    }

    @Test
    @Order(4)
    void theProfileAgreesWithProc() throws Exception {
        DemoProcess.Stretch stretch = new DemoProcess(services, "biggest-numbers").watch(120);
        String range = "from=" + stretch.fromMillis() + "&to=" + stretch.toMillis();
        Waiting.until(
                Duration.ofSeconds(60),
                "the stretch is not complete",
                () -> lastSample("biggest-numbers") >= stretch.toMillis());
        double profiled = flameGraph("biggest-numbers", range).value(0) / 1e9;

        // 19 samples a second of a third of a core are 750 in two minutes: their spread is 3.7 %.
        assertEquals(stretch.cpuSeconds(), profiled, 0.2 * stretch.cpuSeconds(), "CPU seconds by /proc and by samples");
    }

    @Test
    @Order(9)
    void theFixHalvesTheCpuPerRequest() throws Exception {
        DemoProcess service = new DemoProcess(services, "biggest-numbers");
        DemoProcess.Stretch slow = service.watch(30);
        Process fix = new ProcessBuilder(System.getProperty("podflame.root", "") + "/demo/demo.sh", "fix")
                .redirectErrorStream(true)
                .start();
        String said = new String(fix.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, fix.waitFor(), said);
        DemoProcess.Stretch fast = service.watch(30);
        Waiting.until(
                Duration.ofSeconds(60),
                "no samples after the fix",
                () -> lastSample("biggest-numbers") >= fast.toMillis());

        double slowCpu = profiledPerRequest(slow);
        double fastCpu = profiledPerRequest(fast);
        System.out.printf(
                "CPU per request: %.2f ms before, %.2f ms after the fix (by /proc %.2f and %.2f)%n",
                1e3 * slowCpu,
                1e3 * fastCpu,
                1e3 * slow.cpuSeconds() / slow.requests(),
                1e3 * fast.cpuSeconds() / fast.requests());
        assertTrue(fastCpu < slowCpu / 2, slowCpu + " s a request before, " + fastCpu + " s after");
        assertFalse(flameGraph("biggest-numbers", range(fast)).names().isEmpty());
    }

    private double profiledPerRequest(DemoProcess.Stretch stretch) throws Exception {
        return flameGraph("biggest-numbers", range(stretch)).value(0) / 1e9 / stretch.requests();
    }

    private static String range(DemoProcess.Stretch stretch) {
        return "from=" + stretch.fromMillis() + "&to=" + stretch.toMillis();
    }

    private FlameGraph flameGraph(String service, String range) throws Exception {
        return new FlameGraph(api.get("flamegraph.json?namespace=demo&service=" + service + "&" + range));
    }

    private double[] usage(String range) throws Exception {
        JsonNode cores = api.get("usage?" + range).path("cpuCores");
        return StreamSupport.stream(cores.spliterator(), false)
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private long lastSample(String service) throws Exception {
        for (JsonNode node : api.get("services?from=now-10m").path("services")) {
            if (node.path("service").asString().equals(service)) {
                return node.path("lastSample").asLong();
            }
        }
        return 0;
    }

    private Set<String> serviceNames(String from) throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonNode node : api.get("services?from=" + from).path("services")) {
            names.add(node.path("service").asString());
        }
        return names;
    }
}
