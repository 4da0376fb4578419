package dev.podflame.agent.target;

import dev.podflame.crds.match.TargetId;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The process is profiled for a target.
public sealed interface Selected extends Decision {

    /// The target's name, for people.
    String targetName();

    /// How often a busy CPU shall be looked at; empty: as often as the engine does.
    OptionalInt frequencyHz();

    /// What is measured.
    Profiling profiling();

    /// By a target of this machine.
    record OnHost(HostTarget target) implements Selected {
        @Override
        public String targetName() {
            return target.name();
        }

        @Override
        public OptionalInt frequencyHz() {
            return OptionalInt.empty();
        }

        @Override
        public Profiling profiling() {
            return target.profiling();
        }
    }

    /// As a process of a container in a Kubernetes pod.
    ///
    /// @param attributes what names the container's series, by OpenTelemetry's names
    record InPod(TargetId target, Map<String, String> attributes, OptionalInt frequencyHz, Profiling profiling)
            implements Selected {
        /// One of which CPU time is measured.
        public InPod(TargetId target, Map<String, String> attributes, OptionalInt frequencyHz) {
            this(target, attributes, frequencyHz, Profiling.DEFAULT);
        }

        public InPod {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }

        @Override
        public String targetName() {
            return target.toString();
        }
    }
}
