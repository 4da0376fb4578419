package dev.podflame.agent;

import dev.podflame.agent.attach.EngineCommand;
import dev.podflame.agent.attach.EngineFailure;
import dev.podflame.agent.process.Containers;
import dev.podflame.agent.send.CollectorClient;
import dev.podflame.agent.usage.CgroupMounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at what the agent needs besides the kernel.
final class MachineChecks {
    private MachineChecks() {}

    static StartupReport report(AgentOptions options) throws InterruptedException {
        List<Check> checks = new ArrayList<>(KernelChecks.all());
        checks.add(engine(new EngineCommand(options.nativeFolder, options.frequencyHz)));
        checks.add(demangler(options.nativeFolder.resolve(AgentOptions.DEMANGLER)));
        checks.addAll(targets(options));
        checks.add(cgroups());
        checks.add(data(options.data));
        checks.add(collector(options));
        return new StartupReport(checks);
    }

    private static List<Check> targets(AgentOptions options) {
        if (options.kubernetes) {
            return KubernetesChecks.all(String.valueOf(options.node));
        }
        return new Containers(Containers.SOCKETS)
                .status().stream().map(status -> Check.ok("containers", status)).toList();
    }

    private static Check engine(EngineCommand command) {
        Optional<EngineFailure> missing = command.missing();
        return missing.isPresent()
                ? Check.not("engine", missing.get().reason(), missing.get().cure())
                : Check.ok("engine", "eBPF profiler in " + command.folder());
    }

    private static Check demangler(Path program) {
        return Files.isExecutable(program)
                ? Check.ok("demangler", program.toString())
                : Check.note("demangler", program + " is missing", "C++ and Rust names stay mangled");
    }

    private static Check cgroups() {
        String mode = CgroupMounts.find().mode();
        return mode.equals("none")
                ? Check.note("cgroups", "none", "containers have no usage and no limits")
                : Check.ok("cgroups", mode);
    }

    private static Check data(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "check", ""));
            return Check.ok("data folder", folder.toAbsolutePath().toString());
        } catch (IOException e) {
            return Check.not("data folder", folder + " can't be written: " + e, "name another one by --data");
        }
    }

    private static Check collector(AgentOptions options) throws InterruptedException {
        try (CollectorClient client = new CollectorClient(options.address())) {
            Optional<String> trouble = client.check();
            return trouble.isEmpty()
                    ? Check.ok("collector", options.collector.toString())
                    : Check.note(
                            "collector",
                            options.collector + " can't be reached: " + trouble.get(),
                            "batches wait on disk until it can");
        }
    }
}
