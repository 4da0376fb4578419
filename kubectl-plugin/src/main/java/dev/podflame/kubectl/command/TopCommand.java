package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Subject;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Quantity;
import dev.podflame.kubectl.terminal.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Lists services by CPU, or the functions of one subject by their own weight.
@Command(name = "top", description = "List services by CPU, or the functions of a pod, a workload or a service.")
public final class TopCommand extends ClusterCommand {
    /// Which weight decides the order.
    enum Sort {
        self,
        total
    }

    @Option(
            names = "--functions",
            paramLabel = "POD|KIND/NAME",
            description = "list the functions of a pod, or of deploy/NAME, sts/NAME, ds/NAME, job/NAME, svc/NAME")
    private @Nullable String functions;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "how far back, such as 90s, 15m, 1h30m (default: 15m)")
    private Duration since = Duration.ofMinutes(15);

    @Option(names = "--limit", paramLabel = "NUMBER", description = "how many functions (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    @Option(
            names = "--sort",
            paramLabel = "WEIGHT",
            description = "order of functions: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Sort sort = Sort.self;

    @Mixin
    private final ProfileOptions profile = new ProfileOptions();

    @Mixin
    private final ScopeOptions scope = new ScopeOptions();

    public TopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() throws Failure {
        if (functions != null) {
            Subject.parse(functions);
            if (scope.allNamespaces) {
                throw Failure.usage("functions are those of one namespace", "Give -n in place of -A.");
            }
        }
    }

    @Override
    ExitCode run(Session session) throws Failure {
        String from = "now-" + since.toSeconds() + "s";
        return functions == null ? services(session, from) : functions(session, Subject.parse(functions), from);
    }

    private ExitCode services(Session session, String from) throws Failure {
        Query query = Query.NONE.with("from", from);
        Query chosen = scope.allNamespaces ? query : query.with("namespace", session.namespace());
        JsonNode answer = session.collector().ask("services", chosen);
        if (scope.output == ScopeOptions.Format.json) {
            terminal().out().println(answer.toPrettyString());
            return answer.path("services").isEmpty() ? ExitCode.NO_SAMPLES : ExitCode.OK;
        }
        List<JsonNode> rows = new ArrayList<>();
        answer.path("services").forEach(rows::add);
        rows.sort(Comparator.comparingDouble(
                (JsonNode row) -> -row.path("cpuCores").asDouble(0)));
        Age age = new Age(surroundings.clock());
        Table table = new Table("NAMESPACE", "SERVICE", "RUNTIMES", "SERIES", "CPU", "MEMORY", "LAST-SAMPLE");
        for (JsonNode row : rows) {
            table.add(
                    row.path("namespace").asString(""),
                    row.path("service").asString(""),
                    texts(row.path("runtimes")),
                    Long.toString(row.path("series").asLong(0)),
                    Quantity.cores(row.path("cpuCores").asDouble(Double.NaN)),
                    Quantity.bytes(row.path("memoryBytes").asDouble(Double.NaN)),
                    age.since(row.path("lastSample")));
        }
        if (table.isEmpty()) {
            throw new Failure(
                    ExitCode.NO_SAMPLES,
                    "no service has samples in this time",
                    "kubectl podflame targets says what is profiled, and what isn't and why.");
        }
        table.print(terminal().out());
        return ExitCode.OK;
    }

    private ExitCode functions(Session session, Subject subject, String from) throws Failure {
        String namespace = session.namespace();
        Query query = new SubjectQuery(session, namespace, from)
                .of(subject)
                .with("from", from)
                .with("type", profile.type)
                .with("sort", sort.name())
                .with("limit", limit);
        JsonNode answer = session.collector().ask("functions", query);
        long total = answer.path("total").asLong(0);
        if (total == 0) {
            throw new Failure(
                    ExitCode.NO_SAMPLES,
                    "there are no " + profile.type + " samples of " + namespace + "/" + subject.name()
                            + " in this time",
                    new MissingSamples(session, namespace).reason(subject));
        }
        if (scope.output == ScopeOptions.Format.json) {
            terminal().out().println(answer.toPrettyString());
            return ExitCode.OK;
        }
        String unit = answer.path("unit").asString("");
        Table table = new Table("SELF", "SELF%", "TOTAL%", "KIND", "FUNCTION", "WHERE");
        for (JsonNode row : answer.path("functions")) {
            String file = row.path("file").asString("");
            table.add(
                    Quantity.weight(row.path("self").asLong(0), unit),
                    Quantity.share(row.path("self").asLong(0), total),
                    Quantity.share(row.path("total").asLong(0), total),
                    row.path("kind").asString(""),
                    row.path("name").asString(""),
                    file.isEmpty() ? row.path("module").asString("") : file);
        }
        table.print(terminal().out());
        return ExitCode.OK;
    }

    private static String texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(text -> text.asString(""))
                .collect(Collectors.joining(","));
    }
}
