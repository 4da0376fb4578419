package dev.podflame.agent.target;

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
