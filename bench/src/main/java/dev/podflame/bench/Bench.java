package dev.podflame.bench;

import dev.podflame.bench.part.AgentPart;
import dev.podflame.bench.part.IngestPart;
import dev.podflame.bench.part.JavaPart;
import dev.podflame.bench.part.LargeService;
import dev.podflame.bench.part.QueryPart;
import dev.podflame.bench.part.RunningStore;
import dev.podflame.bench.part.StoragePart;
import dev.podflame.bench.program.Installation;
import dev.podflame.bench.program.Programs;
import dev.podflame.bench.report.Machine;
import dev.podflame.bench.report.MarkdownReport;
import dev.podflame.bench.report.Part;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs all parts of the benchmark and writes what they found.
@Command(
        name = "podflame-bench",
        mixinStandardHelpOptions = true,
        description = "Measures ingest, storage, queries and the agent, and writes the results.")
public final class Bench implements Callable<Integer> {
    private static final long SEED = 20_261_122;
    // Long enough ago that the hour and its margin are over, recent enough that the collector takes it.
    private static final int HOURS_AGO = 2;

    @Parameters(paramLabel = "SIZE", description = "${COMPLETION-CANDIDATES}", defaultValue = "FULL")
    private Size size = Size.FULL;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The checkout.")
    private Path root = Path.of("");

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "For data and logs.")
    private Path work = Path.of("");

    @Option(names = "--libchdb", required = true, paramLabel = "FILE", description = "The ClickHouse engine.")
    private Path libchdb = Path.of("");

    @Option(names = "--results", required = true, paramLabel = "FILE", description = "Where the tables go.")
    private Path results = Path.of("");

    @Option(names = "--command", required = true, paramLabel = "TEXT", description = "What to run for the same.")
    private String command = "";

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PARTS",
            description = "These alone, of ${COMPLETION-CANDIDATES}; results of the others stay.")
    private Set<Choice> only = EnumSet.allOf(Choice.class);

    private boolean failed;

    /// What can be measured alone: ingest, storage and queries are about the same data.
    private enum Choice {
        STORE,
        AGENT,
        JAVA
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.here(root);
        List<Part> parts = new ArrayList<>();
        try (Programs programs = new Programs()) {
            measure(programs, parts);
        }
        String earlier = Files.exists(results) ? Files.readString(results) : "";
        String report = MarkdownReport.of(machine, command, parts, earlier);
        Files.writeString(results, report);
        System.out.println("\n" + report);
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void measure(Programs programs, List<Part> parts) throws IOException, InterruptedException {
        Installation installation = new Installation(root, work, libchdb);
        long start = Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(HOURS_AGO, ChronoUnit.HOURS)
                .getEpochSecond();
        SyntheticProfiles profiles = new SyntheticProfiles(size.shape(), start, SEED);
        RunningStore store = RunningStore.start(installation, programs);
        LargeService large = new LargeService(store.database(), profiles);
        Path batches = installation.work().resolve("batches");
        if (only.contains(Choice.STORE)
                && add(parts, "Ingest", () -> new IngestPart(store, profiles, batches).measure())
                && add(parts, "Storage", () -> new StoragePart(store, large).measure())) {
            add(parts, "Queries", () -> new QueryPart(store, profiles, large, size.queries()).measure());
        }
        int workSeconds = size.workSeconds();
        int rounds = size.rounds();
        if (only.contains(Choice.AGENT)) {
            add(
                    parts,
                    "Agent",
                    () -> new AgentPart(installation, programs, store, size.agentSeconds(), workSeconds, rounds)
                            .measure());
        }
        if (only.contains(Choice.JAVA)) {
            add(parts, "Java", () -> new JavaPart(installation, programs, store, workSeconds, rounds).measure());
        }
    }

    private interface Measuring {
        Part measure() throws IOException, InterruptedException;
    }

    /// Measures a part; one that can't be measured says why, and the others go on.
    private boolean add(List<Part> parts, String name, Measuring measuring) throws InterruptedException {
        System.out.println("Measuring: " + name);
        try {
            parts.add(measuring.measure());
            return true;
        } catch (IOException | RuntimeException e) {
            failed = true;
            // Results are shared; where the checkout lies is nobody's business.
            String reason = String.valueOf(e.getMessage())
                    .replace(root.toAbsolutePath().normalize().toString(), ".");
            parts.add(Part.without(name, reason));
            System.err.println("podflame-bench: " + name + ": " + reason);
            return false;
        }
    }
}
