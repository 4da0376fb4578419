package dev.podflame.agent.report;

import dev.podflame.agent.attach.EngineFailure;
import dev.podflame.agent.attach.EngineState;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.JavaEngine;
import dev.podflame.agent.target.Reason;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import dev.podflame.agent.target.kubernetes.NamedContainer;
import java.time.Instant;

/// What becomes of one container, in the words of a report.
///
/// @param state `profiled`, `waiting` or `skipped`
/// @param reason one word; for one that is profiled, about what of its target can't be had, mostly empty
/// @param message the same as a sentence
record ContainerState(String state, String reason, String message) {

    private static final ContainerState NO_SAMPLE_YET = new ContainerState(
            "waiting", "NoSampleYet", "no sample yet: an idle process has none, a busy one has after some seconds");

    /// @param sampled whether samples of it have been kept
    static ContainerState of(NamedContainer container, EngineState engine, ContainerJvms jvms, boolean sampled) {
        return switch (container.decision()) {
            case Skip skip -> new ContainerState("skipped", word(skip.reason()), skip.message());
            case Selected selected -> selected(container, engine, jvms, sampled);
        };
    }

    private static ContainerState selected(
            NamedContainer container, EngineState engine, ContainerJvms jvms, boolean sampled) {
        if (!sampled && !container.notRunning().isEmpty()) {
            return new ContainerState(
                    "waiting", "ContainerNotRunning", "the container isn't running: " + container.notRunning());
        }
        if (sampled && jvms.running()) {
            return profiled(container, jvms);
        }
        if (!sampled && !jvms.reason().isEmpty()) {
            return new ContainerState("waiting", jvms.reason(), jvms.message());
        }
        return switch (engine) {
            case EngineState.Failed(EngineFailure failure, Instant retryAt) ->
                new ContainerState("waiting", "EngineFailed", failure.toString());
            case EngineState.Stopped() -> new ContainerState("waiting", "EngineStopped", "the agent is stopping");
            case EngineState.Starting() ->
                sampled
                        ? profiled(container, jvms)
                        : new ContainerState("waiting", "EngineStarting", "the engine is starting");
            case EngineState.Running(Instant since) -> sampled ? profiled(container, jvms) : NO_SAMPLE_YET;
        };
    }

    private static ContainerState profiled(NamedContainer container, ContainerJvms jvms) {
        String note = container.note();
        String message =
                note.isEmpty() || jvms.message().isEmpty() ? note + jvms.message() : note + "; " + jvms.message();
        return new ContainerState("profiled", jvms.reason(), message);
    }

    /// CamelCase, as Kubernetes writes reasons.
    private static String word(Reason reason) {
        return switch (reason) {
            case NOT_MATCHED -> "NotMatched";
            case EXCLUDED -> "Excluded";
            case SUSPENDED -> "Suspended";
            case OPTED_OUT -> "OptedOut";
            case OUTSIDE_SCHEDULE -> "OutsideSchedule";
            case NOT_SAMPLED -> "NotSampled";
            case PROFILE_TYPE_UNAVAILABLE -> "ProfileTypeUnavailable";
            case POD_UNKNOWN -> "PodUnknown";
            case KERNEL_THREAD -> "KernelThread";
        };
    }

    /// The engine that serves the container; none if it is skipped.
    static String engine(Decision decision, ContainerJvms jvms) {
        if (!(decision instanceof Selected)) {
            return "";
        }
        return jvms.running() ? JavaEngine.ASYNC_PROFILER.label() : JavaEngine.EBPF.label();
    }
}
