package dev.podflame.agent.process;

import dev.podflame.agent.target.Candidate;
import dev.podflame.agent.target.ContainerIdentity;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.ServiceName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The resource attributes that name a process's series, with OpenTelemetry's names.
///
/// A series is a container, or a process outside of any. So the processes of a container that run the same executable
/// share a series, and what tells only processes apart (pid, start time, path) is left out there.
record SeriesAttributes(String hostName, long bootTimeMillis) {

    private static final int MAX_LENGTH = 255;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    Map<String, String> of(ProcessKey key, Candidate candidate, Selected selected, String runtime) {
        Map<String, String> attributes = switch (selected) {
            case Selected.OnHost onHost ->
                ofHost(key, candidate, onHost.target().service());
            case Selected.InPod inPod -> new HashMap<>(inPod.attributes());
        };
        attributes.put("process.executable.name", candidate.executableName());
        attributes.put("process.runtime.name", runtime);
        attributes.values().removeIf(String::isBlank);
        attributes.replaceAll((name, value) -> presentable(value));
        return attributes;
    }

    private Map<String, String> ofHost(ProcessKey key, Candidate candidate, ServiceName service) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("service.name", service.of(placeholders(candidate)));
        attributes.put("service.namespace", service.namespace());
        attributes.put("host.name", hostName);
        candidate
                .container()
                .ifPresentOrElse(in -> putContainer(attributes, in), () -> putProcess(attributes, key, candidate));
        return attributes;
    }

    /// Processes choose much of what they are called: no control characters, and no books.
    private static String presentable(String value) {
        String line = CONTROL.matcher(value).replaceAll("?");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    private static void putContainer(Map<String, String> attributes, ContainerIdentity container) {
        attributes.put("container.id", container.id());
        attributes.put("container.name", container.name());
        attributes.put("container.image.name", container.image());
    }

    private void putProcess(Map<String, String> attributes, ProcessKey key, Candidate candidate) {
        attributes.put("process.pid", Long.toString(key.pid()));
        attributes.put("process.creation.time", creationTime(key).toString());
        attributes.put("process.executable.path", candidate.executable());
        attributes.put("systemd.unit", candidate.systemdUnit());
    }

    Instant creationTime(ProcessKey key) {
        return Instant.ofEpochMilli(bootTimeMillis + key.startTicks() * ProcStat.TICK_NANOS / 1_000_000);
    }

    private static Map<String, String> placeholders(Candidate candidate) {
        Map<String, String> values = new HashMap<>();
        values.put(
                "container", candidate.container().map(ContainerIdentity::name).orElse(""));
        values.put("image", candidate.container().map(ContainerIdentity::image).orElse(""));
        values.put("unit", unitName(candidate.systemdUnit()));
        values.put("program", ProgramName.of(candidate));
        values.put("executable", candidate.executableName());
        values.put("user", candidate.user());
        values.put("default", byDefault(values));
        return values;
    }

    /// Container, systemd unit, program, executable: the first that is there.
    private static String byDefault(Map<String, String> values) {
        for (String source : new String[] {"container", "unit", "program"}) {
            String value = values.getOrDefault(source, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return values.getOrDefault("executable", "");
    }

    /// `worker@3.service` is one of several instances of the service `worker`.
    private static String unitName(String unit) {
        String name = unit.endsWith(".service") ? unit.substring(0, unit.length() - ".service".length()) : unit;
        int instance = name.indexOf('@');
        return instance > 0 ? name.substring(0, instance) : name;
    }
}
