package dev.podflame.collector.api;

import dev.podflame.collector.CollectorProcess;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.TimeSlots;
import dev.podflame.profile.otlp.OtlpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Samples as an agent sends them of JVMs: on stacks that begin with their thread and, of wall time, its state. Written
/// as `@thread;!state;main;work`, gathered, and sent as one batch.
final class JvmLoad {
    private static final long NANOS = 1_000_000_000;
    private static final long MILLION = 1_000_000;

    private final Profiles.Dictionary dictionary = new Profiles.Dictionary();
    private final List<ResourceProfile> profiles = new ArrayList<>();
    private final String service;

    JvmLoad(String service) {
        this.service = service;
    }

    /// One sample of a process of the service `demo/SERVICE`, which has no time of its own within its ten seconds.
    JvmLoad add(ProfileType type, int pid, long seconds, String stack, long value) {
        return add(type, pid, seconds * NANOS, seconds * NANOS, stack, value);
    }

    /// The same of one that has, in milliseconds since the epoch; as agents send it, it lies in its 20 ms.
    JvmLoad addTimed(ProfileType type, int pid, long millis, String stack, long value) {
        long bucket = millis - millis % 10_000;
        long middle = millis - millis % TimeSlots.MILLIS + TimeSlots.MILLIS / 2;
        return add(type, pid, bucket * MILLION, middle * MILLION, stack, value);
    }

    private JvmLoad add(ProfileType type, int pid, long startNanos, long timeNanos, String stack, long value) {
        List<Frame> frames = new ArrayList<>();
        for (String name : stack.split(";", -1)) {
            frames.add(frame(name));
        }
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(frames), timeNanos, value)
                .build();
        profiles.add(new ResourceProfile(attributes(pid), type, startNanos, 10 * NANOS, samples));
        return this;
    }

    /// Sends all and waits until it is stored.
    void send(CollectorProcess collector) throws Exception {
        int status = collector.sendProfiles(OtlpWriter.write(dictionary.profiles(profiles)));
        if (status != 200) {
            throw new AssertionError("the collector answered " + status);
        }
        collector.awaitStored();
    }

    private Map<String, String> attributes(int pid) {
        return Map.of(
                "service.name", service,
                "service.namespace", "demo",
                "process.pid", Integer.toString(pid),
                "process.executable.name", "java",
                "process.runtime.name", "OpenJDK Runtime Environment");
    }

    private static Frame frame(String name) {
        return switch (name.charAt(0)) {
            case '@' -> Frame.of(name.substring(1), "", FrameKind.THREAD);
            case '!' -> Frame.of(name.substring(1), "", FrameKind.THREAD_STATE);
            default -> Frame.of(name, "shop.jar", FrameKind.JVM);
        };
    }
}
