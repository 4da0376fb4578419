package dev.podflame.agent.target;

import dev.podflame.crds.match.SkipReason;
import dev.podflame.crds.match.TargetId;

/// Why a process isn't profiled, in words a person can act on.
public sealed interface Skip extends Decision {

    Reason reason();

    /// One sentence without a full stop: what holds it back and what would change that.
    String message();

    record NotMatched() implements Skip {
        @Override
        public Reason reason() {
            return Reason.NOT_MATCHED;
        }

        @Override
        public String message() {
            return "no target matches it";
        }
    }

    record Excluded(String targetName) implements Skip {
        @Override
        public Reason reason() {
            return Reason.EXCLUDED;
        }

        @Override
        public String message() {
            return "target " + targetName + " matches it, and its exclude list takes it out again";
        }
    }

    record Suspended(String targetName) implements Skip {
        @Override
        public Reason reason() {
            return Reason.SUSPENDED;
        }

        @Override
        public String message() {
            return "target " + targetName + " is suspended; set suspend: false to profile it";
        }
    }

    record OptedOut(String containerName) implements Skip {
        @Override
        public Reason reason() {
            return Reason.OPTED_OUT;
        }

        @Override
        public String message() {
            return "container " + containerName + " has the label podflame.dev/profile: \"false\"";
        }
    }

    /// A target of the cluster names its container, and something keeps it from being profiled.
    record InPod(TargetId target, SkipReason why) implements Skip {
        @Override
        public Reason reason() {
            return switch (why) {
                case OPTED_OUT -> Reason.OPTED_OUT;
                case SUSPENDED -> Reason.SUSPENDED;
                case OUTSIDE_SCHEDULE -> Reason.OUTSIDE_SCHEDULE;
                case NOT_SAMPLED -> Reason.NOT_SAMPLED;
            };
        }

        @Override
        public String message() {
            return target + " names its container; " + why.message();
        }
    }

    /// A target of the cluster has its container, and asks only for what can't be measured here.
    record TypeUnavailable(TargetId target, String types) implements Skip {
        @Override
        public Reason reason() {
            return Reason.PROFILE_TYPE_UNAVAILABLE;
        }

        @Override
        public String message() {
            return target + " asks for " + types + ", which no engine of this agent measures; add {type: cpu}";
        }
    }

    /// It is in a container that no pod's status lists; a pod that was just started is soon known.
    record PodUnknown() implements Skip {
        @Override
        public Reason reason() {
            return Reason.POD_UNKNOWN;
        }

        @Override
        public String message() {
            return "its container isn't in the status of any pod of this node yet";
        }
    }

    record KernelThread() implements Skip {
        @Override
        public Reason reason() {
            return Reason.KERNEL_THREAD;
        }

        @Override
        public String message() {
            return "it is a kernel thread";
        }
    }
}
