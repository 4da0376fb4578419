package dev.podflame.kubectl.command;

import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.PlainText;
import dev.podflame.kubectl.terminal.Quantity;
import dev.podflame.kubectl.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Lists what is to be profiled, as the agents see it, or the containers of one target.
@Command(
        name = "targets",
        description = "List the targets and how many containers are profiled or skipped; with NAME, its containers.")
public final class TargetsCommand extends ClusterCommand {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "a target, whose containers are listed with their engine or the reason for none")
    private @Nullable String name;

    @Mixin
    private final ScopeOptions scope = new ScopeOptions();

    public TargetsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Session session) throws Failure {
        String namespace = scope.allNamespaces ? "" : session.namespace();
        List<JsonNode> targets = new ArrayList<>();
        for (JsonNode target : session.collector().ask("targets", Query.NONE).path("targets")) {
            boolean wanted = name == null || name.equals(target.path("name").asString(""));
            if (wanted && (scope.allNamespaces || TargetRows.concerns(target, namespace))) {
                targets.add(target);
            }
        }
        if (targets.isEmpty()) {
            throw Failure.error(
                    name == null ? "no agent has seen a target" : "no agent has seen a target named " + name,
                    "kubectl get profilingtargets,clusterprofilingtargets -A lists those there are, and"
                            + " kubectl podflame status says how the agents are.");
        }
        if (name != null) {
            return containers(session, targets);
        }
        if (scope.output == ScopeOptions.Format.json) {
            return json(targets);
        }
        print(targets);
        return ExitCode.OK;
    }

    private void print(List<JsonNode> targets) {
        Age age = new Age(surroundings.clock());
        Table table = new Table(
                "NAMESPACE",
                "NAME",
                "KIND",
                "ACTIVE",
                "PODS",
                "PROFILED",
                "WAITING",
                "SKIPPED",
                "ENGINES",
                "OVERHEAD",
                "LAST-SAMPLE");
        for (JsonNode target : targets) {
            JsonNode containers = target.path("containers");
            table.add(
                    target.path("namespace").asString(""),
                    target.path("name").asString(""),
                    target.path("kind").asString(""),
                    Boolean.toString(target.path("active").asBoolean(false)),
                    target.path("pods").path("profiled").asInt(0) + "/"
                            + target.path("pods").path("matched").asInt(0),
                    Integer.toString(containers.path("profiled").asInt(0)),
                    Integer.toString(containers.path("waiting").asInt(0)),
                    Integer.toString(containers.path("skipped").asInt(0)),
                    TargetRows.engines(target),
                    Quantity.percent(target.path("overheadCpuPercent").asDouble(Double.NaN)),
                    age.since(target.path("lastSample")));
        }
        table.print(terminal().out());
        targets.forEach(this::explain);
    }

    /// What a row of numbers leaves open: problems, conflicts and why containers are skipped.
    private void explain(JsonNode target) {
        String title = target.path("name").asString("") + ": ";
        String problem = target.path("problem").asString("");
        if (!problem.isEmpty()) {
            say(title + problem);
        }
        int conflicts = target.path("conflicts").asInt(0);
        if (conflicts > 0) {
            say(title + conflicts + " containers belong to another target");
        }
        for (JsonNode skipped : target.path("skipped")) {
            String example = skipped.path("example").asString("");
            say(title + skipped.path("count").asInt(0) + " skipped, "
                    + skipped.path("reason").asString("") + (example.isEmpty() ? "" : ", such as " + example));
        }
    }

    private void say(String line) {
        terminal().out().println(PlainText.of(line));
    }

    private ExitCode containers(Session session, List<JsonNode> targets) throws Failure {
        List<JsonNode> containers = new ArrayList<>();
        for (JsonNode target : targets) {
            containers.addAll(TargetRows.containers(session.collector(), target));
        }
        if (scope.output == ScopeOptions.Format.json) {
            return json(containers);
        }
        Age age = new Age(surroundings.clock());
        Table table = new Table(
                "NAMESPACE",
                "POD",
                "CONTAINER",
                "NODE",
                "STATE",
                "ENGINE",
                "SINCE",
                "LAST-SAMPLE",
                "REASON",
                "MESSAGE");
        for (JsonNode container : containers) {
            table.add(
                    container.path("namespace").asString(""),
                    container.path("pod").asString(""),
                    container.path("container").asString(""),
                    container.path("node").asString(""),
                    container.path("state").asString(""),
                    container.path("engine").asString(""),
                    age.since(container.path("since")),
                    age.since(container.path("lastSample")),
                    container.path("reason").asString(""),
                    container.path("message").asString(""));
        }
        table.print(terminal().out());
        return ExitCode.OK;
    }

    private ExitCode json(List<JsonNode> rows) {
        ArrayNode array = JsonMapper.shared().createArrayNode().addAll(rows);
        terminal().out().println(array.toPrettyString());
        return ExitCode.OK;
    }
}
