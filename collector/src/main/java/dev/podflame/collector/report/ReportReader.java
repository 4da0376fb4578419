package dev.podflame.collector.report;

import dev.podflame.collector.access.ForeignJson;
import dev.podflame.collector.report.AgentReport.Container;
import dev.podflame.collector.report.AgentReport.Engine;
import dev.podflame.collector.report.AgentReport.Overhead;
import dev.podflame.collector.report.AgentReport.Target;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a report and checks it. Fields that aren't known are left alone: newer agents may send more.
/// Thread-safe.
final class ReportReader {
    private static final int MOST = 5_000;
    private static final int MOST_NAMES = 100;
    private static final Set<String> ENGINE_STATES = new TreeSet<>(Set.of("starting", "running", "failed", "stopped"));
    private static final Set<String> STATES =
            new TreeSet<>(Set.of(Container.PROFILED, Container.WAITING, Container.SKIPPED));
    private static final Set<String> KINDS = new TreeSet<>(Set.of(TargetName.NAMESPACED, TargetName.CLUSTER));

    AgentReport read(byte[] body) throws BadReportException {
        try {
            return report(Fields.of("", ForeignJson.read(body)));
        } catch (IOException e) {
            throw new BadReportException("the body isn't JSON: " + e.getMessage());
        }
    }

    private static AgentReport report(Fields fields) throws BadReportException {
        Optional<Fields> overhead = fields.maybeObject("overhead");
        return new AgentReport(
                fields.text("node"),
                fields.maybeText("cluster"),
                fields.maybeText("version"),
                fields.maybeText("boot"),
                fields.time("time"),
                engine(fields.object("engine")),
                overhead.isPresent() ? overhead(overhead.get()) : new Overhead(null, null, null, null, null),
                fields.list("targets", MOST, ReportReader::target),
                fields.list("containers", MOST, ReportReader::container));
    }

    private static Engine engine(Fields fields) throws BadReportException {
        return new Engine(
                fields.text("name"),
                fields.choice("state", ENGINE_STATES),
                fields.maybeTime("since"),
                fields.maybeText("reason"),
                fields.maybeText("cure"));
    }

    private static Overhead overhead(Fields fields) throws BadReportException {
        return new Overhead(
                fields.maybeNumber("agentCores"),
                fields.maybeNumber("engineCores"),
                fields.maybeNumber("memoryBytes"),
                fields.maybeNumber("nodeCpuPercent"),
                fields.maybeNumber("nodeCores"));
    }

    private static Target target(Fields fields) throws BadReportException {
        TargetName name = targetName(fields);
        return new Target(
                name.kind(), name.namespace(), name.name(), fields.flag("active"), fields.maybeText("problem"));
    }

    private static TargetName targetName(Fields fields) throws BadReportException {
        String kind = fields.choice("kind", KINDS);
        // A cluster's target lies in no namespace, so one that it claims would only open or hide it.
        String namespace = kind.equals(TargetName.CLUSTER) ? "" : fields.text("namespace");
        return new TargetName(kind, namespace, fields.text("name"));
    }

    private static Container container(Fields fields) throws BadReportException {
        return new Container(
                fields.text("namespace"),
                fields.text("pod"),
                fields.maybeText("podUid"),
                fields.text("container"),
                fields.maybeText("containerId"),
                targetName(fields.object("target")),
                fields.list("conflicts", MOST_NAMES, ReportReader::targetName),
                fields.maybeText("service"),
                fields.maybeText("workload"),
                fields.texts("runtimes", MOST_NAMES),
                fields.choice("state", STATES),
                fields.maybeText("engine"),
                fields.maybeTime("since"),
                fields.maybeText("reason"),
                fields.maybeText("message"),
                fields.maybeTime("lastSample"),
                fields.count("samples"),
                fields.maybeNumber("cpuPercent"),
                fields.maybeNumber("memoryBytes"));
    }
}
