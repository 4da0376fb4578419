package dev.podflame.agent.report;

import dev.podflame.agent.attach.EngineFailure;
import dev.podflame.agent.attach.EngineState;
import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.ProcessTable;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.ContainerSamples;
import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.session.JvmState;
import dev.podflame.agent.target.kubernetes.KnownTarget;
import dev.podflame.agent.target.kubernetes.NamedContainer;
import dev.podflame.agent.target.kubernetes.NodeContainers;
import dev.podflame.agent.target.kubernetes.NodeIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts a report together from what the stages say. Belongs to one thread.
public final class ReportBuilder {

    private static final String ENGINE = "ebpf";

    private final NodeIdentity at;
    private final String version;
    private final String boot;
    private final Sources sources;
    private final OverheadMeter meter;
    private final Since<String> since = new Since<>();

    /// What is asked.
    public record Sources(
            Supplier<NodeContainers> containers,
            Supplier<EngineState> engine,
            Supplier<Map<ProcessKey, JvmState>> jvms,
            ProcessTable processes,
            SampleCounts counts,
            ContainerSamples samples) {}

    /// A builder of this agent's reports.
    ///
    /// @param boot one start of the agent
    public ReportBuilder(NodeIdentity at, String version, String boot, Sources sources) {
        this.at = at;
        this.version = version;
        this.boot = boot;
        this.sources = sources;
        this.meter = new OverheadMeter(sources.counts(), sources.samples());
    }

    /// Stays the same for as long as a report would hold no news. Costs next to nothing, unlike a report.
    Object basis() {
        return List.of(
                System.identityHashCode(sources.containers().get()),
                sources.engine().get(),
                sources.samples().containers(),
                words(sources.jvms().get()),
                sources.processes().selected().size());
    }

    /// The states without their costs, which change all the time.
    private static Map<ProcessKey, Object> words(Map<ProcessKey, JvmState> states) {
        Map<ProcessKey, Object> words = new HashMap<>();
        states.forEach((key, state) -> words.put(
                key,
                switch (state) {
                    case JvmState.Attaching attaching -> attaching;
                    case JvmState.Running running -> List.of(running.factor(), running.missing());
                    case JvmState.Refused refused -> refused.reason();
                }));
        return words;
    }

    AgentReport build(Instant now) {
        NodeContainers known = sources.containers().get();
        Set<String> ids = known.named().stream()
                .map(NamedContainer::containerId)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        meter.update(ids);
        sources.samples().retain(known.byContainerId().keySet());
        EngineState engine = sources.engine().get();
        Map<String, Set<String>> runtimes = runtimes();
        Map<String, ContainerJvms> jvms =
                ContainerJvms.of(sources.processes().selected(), sources.jvms().get());
        List<AgentReport.Container> containers = known.named().stream()
                .map(container -> container(
                        container,
                        engine,
                        jvms.getOrDefault(container.containerId(), ContainerJvms.NONE),
                        runtimes.getOrDefault(container.containerId(), Set.of()),
                        now))
                .toList();
        since.retain(Stream.concat(Stream.of(ENGINE), known.named().stream().map(ReportBuilder::key))
                .collect(Collectors.toSet()));
        return new AgentReport(
                at.node(),
                at.cluster(),
                version,
                boot,
                text(now),
                engine(engine, now),
                meter.overhead(),
                known.targets().stream().map(ReportBuilder::target).toList(),
                containers);
    }

    private AgentReport.Engine engine(EngineState state, Instant now) {
        String started = text(since.of(ENGINE, state.getClass(), now));
        return switch (state) {
            case EngineState.Starting() -> new AgentReport.Engine(ENGINE, "starting", started, "", "");
            case EngineState.Running(Instant running) ->
                new AgentReport.Engine(ENGINE, "running", text(running), "", "");
            case EngineState.Failed(EngineFailure failure, Instant retryAt) ->
                new AgentReport.Engine(ENGINE, "failed", started, failure.reason(), failure.cure());
            case EngineState.Stopped() -> new AgentReport.Engine(ENGINE, "stopped", started, "", "");
        };
    }

    private static AgentReport.Target target(KnownTarget known) {
        return new AgentReport.Target(
                known.id().kind(), known.id().namespace(), known.id().name(), known.active(), known.problem());
    }

    private AgentReport.Container container(
            NamedContainer container, EngineState engine, ContainerJvms jvms, Set<String> runtimes, Instant now) {
        Optional<ContainerSamples.Seen> seen = sources.samples().of(container.containerId());
        ContainerState state = ContainerState.of(container, engine, jvms, seen.isPresent());
        Instant began = since.of(key(container), List.of(state.state(), state.reason(), container.containerId()), now);
        return new AgentReport.Container(
                container.namespace(),
                container.pod(),
                container.podUid(),
                container.container(),
                container.containerId(),
                AgentReport.TargetName.of(container.target()),
                container.conflicts().stream().map(AgentReport.TargetName::of).toList(),
                container.service(),
                container.workload(),
                List.copyOf(runtimes),
                state.state(),
                ContainerState.engine(container.decision(), jvms),
                text(began),
                state.reason(),
                state.message(),
                seen.map(samples -> text(ofNanos(samples.lastNanos()))).orElse(""),
                seen.map(ContainerSamples.Seen::samples).orElse(0L),
                meter.percent(container.containerId()) + jvms.cost().cpuPercent(),
                jvms.cost().memoryBytes());
    }

    private static String key(NamedContainer container) {
        return container.podUid() + "/" + container.container();
    }

    /// What runs in each container, by its id.
    private Map<String, Set<String>> runtimes() {
        Map<String, Set<String>> runtimes = new HashMap<>();
        for (SelectedProcess process : sources.processes().selected()) {
            String container = process.attributes().getOrDefault("container.id", "");
            if (!container.isEmpty() && !process.runtime().isEmpty()) {
                runtimes.computeIfAbsent(container, id -> new TreeSet<>()).add(process.runtime());
            }
        }
        return runtimes;
    }

    private static Instant ofNanos(long nanos) {
        return Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(nanos), nanos % TimeUnit.SECONDS.toNanos(1));
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
