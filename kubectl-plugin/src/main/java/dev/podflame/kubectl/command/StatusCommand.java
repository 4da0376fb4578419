package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Installation;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.PlainText;
import dev.podflame.kubectl.terminal.Quantity;
import dev.podflame.kubectl.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Says how Podflame itself is doing. Exit code 0 only if all of it is well.
@Command(
        name = "status",
        description = "Say how operator, collector and agents are doing; exit code 1 if one of them isn't well.")
public final class StatusCommand extends ClusterCommand {
    @Mixin
    private final OutputOptions options = new OutputOptions();

    public StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Session session) throws Failure {
        List<Part> parts = Part.all(session.kubectl(), session.installation());
        JsonNode agents = JsonMapper.shared().createArrayNode();
        Failure silent = null;
        try {
            agents = session.collector().ask("agents", Query.NONE).path("agents");
        } catch (Failure failure) {
            silent = failure;
        }
        if (options.output == ScopeOptions.Format.json) {
            json(session.installation(), parts, agents);
        } else {
            print(session.installation(), parts, agents);
        }
        if (silent != null) {
            throw silent;
        }
        return isWell(parts, agents) ? ExitCode.OK : ExitCode.ERROR;
    }

    private void print(Installation installation, List<Part> parts, JsonNode agents) {
        Table table = new Table("PART", "OBJECT", "READY");
        for (Part part : parts) {
            table.add(part.name(), installation.namespace() + "/" + part.object(), part.state());
        }
        table.print(terminal().out());
        if (agents.isEmpty()) {
            say("No agent has reported. Agents run while a target is active: kubectl get profilingtargets -A");
            return;
        }
        terminal().out().println();
        printAgents(agents);
    }

    private void printAgents(JsonNode agents) {
        Age age = new Age(surroundings.clock());
        Table table = new Table(
                "NODE", "ENGINE", "STATE", "SINCE", "PROFILED", "WAITING", "SKIPPED", "NODE-CPU", "MEMORY", "VERSION");
        List<String> reasons = new ArrayList<>();
        for (JsonNode agent : agents) {
            JsonNode engine = agent.path("engine");
            JsonNode containers = agent.path("containers");
            JsonNode overhead = agent.path("overhead");
            boolean silent = agent.path("silent").asBoolean(false);
            table.add(
                    agent.path("node").asString(""),
                    engine.path("name").asString(""),
                    silent ? "silent" : engine.path("state").asString(""),
                    age.since(silent ? agent.path("receivedAt") : engine.path("since")),
                    Integer.toString(containers.path("profiled").asInt(0)),
                    Integer.toString(containers.path("waiting").asInt(0)),
                    Integer.toString(containers.path("skipped").asInt(0)),
                    Quantity.percent(overhead.path("nodeCpuPercent").asDouble(Double.NaN)),
                    Quantity.bytes(overhead.path("memoryBytes").asDouble(Double.NaN)),
                    agent.path("version").asString(""));
            String reason = engine.path("reason").asString("");
            if (!reason.isEmpty()) {
                reasons.add(agent.path("node").asString("") + ": " + reason + " "
                        + engine.path("cure").asString(""));
            }
        }
        table.print(terminal().out());
        reasons.forEach(this::say);
    }

    private void json(Installation installation, List<Part> parts, JsonNode agents) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("namespace", installation.namespace());
        ObjectNode states = root.putObject("parts");
        parts.forEach(part -> states.put(part.name(), part.state()));
        root.set("agents", agents);
        terminal().out().println(root.toPrettyString());
    }

    private static boolean isWell(List<Part> parts, JsonNode agents) {
        for (JsonNode agent : agents) {
            String state = agent.path("engine").path("state").asString("");
            if (agent.path("silent").asBoolean(false) || state.equals("failed")) {
                return false;
            }
        }
        return parts.stream().allMatch(Part::isWell);
    }

    private void say(String line) {
        terminal().out().println(PlainText.of(line));
    }
}
