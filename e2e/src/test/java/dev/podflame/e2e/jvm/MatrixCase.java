package dev.podflame.e2e.jvm;

import dev.podflame.e2e.jvm.SplitJvm.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One kind of JVM that an agent meets.
///
/// @param name also the service's
/// @param java version of the runtime
/// @param refusal why it stays with eBPF; empty if it is profiled
/// @param setting what is special about it
record MatrixCase(String name, int java, String refusal, Setting setting) {
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    private static final Path MOUNTED = Path.of("/mnt");

    /// Changes how the JVM is started.
    interface Setting {
        Launch of(Launch plain, Workspace workspace) throws IOException;
    }

    static List<MatrixCase> all(MemoryGroup little) {
        List<MatrixCase> cases = new ArrayList<>();
        cases.add(new MatrixCase("other-user", 17, "", (plain, in) -> plain.around(NOBODY)));
        cases.add(new MatrixCase("other-user-25", 25, "", (plain, in) -> plain.around(NOBODY)));
        cases.add(new MatrixCase(
                "other-user-8", 8, "", (plain, in) -> readable(plain).around(NOBODY)));
        cases.add(new MatrixCase("own-mounts", 17, "", (plain, in) -> plain.around(tmp("mode=1777"))));
        cases.add(new MatrixCase("read-only-tmp", 17, "ReadOnlyTmp", (plain, in) -> plain.around(tmp("ro"))));
        cases.add(new MatrixCase("noexec-tmp", 25, "NoExecTmp", (plain, in) -> plain.around(tmp("noexec"))));
        cases.add(new MatrixCase(
                "attach-disabled", 25, "AttachDisabled", (plain, in) -> plain.options("-XX:+DisableAttachMechanism")));
        // It listens from its start on, so no signal would be needed; but who asks for few signals gets none.
        cases.add(new MatrixCase("reduced-signals", 17, "SigquitIgnored", (plain, in) -> plain.options("-Xrs")));
        cases.add(new MatrixCase("other-profiler", 17, "OtherProfilerPresent", MatrixCase::withProfiler));
        cases.add(new MatrixCase(
                "little-headroom",
                17,
                "NoHeadroom",
                (plain, in) -> plain.around(little.around()).options("-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch")));
        cases.add(new MatrixCase("thousand-threads", 17, "", (plain, in) -> plain.work("threads=1000")));
        cases.add(new MatrixCase("allocation-storm", 25, "", (plain, in) -> plain.work("alloc=1024")));
        return cases;
    }

    boolean isProfiled() {
        return refusal.isEmpty();
    }

    SplitJvm start(Workspace workspace, Ends ends) throws IOException, InterruptedException {
        String cpu = isProfiled() ? "cpu=0.12" : "cpu=0.08";
        Launch plain = Launch.of(name, JavaRuntime.of(java)).work(cpu, "alloc=32");
        return SplitJvm.start(setting.of(plain, workspace), workspace, ends);
    }

    /// With a `/tmp` of its own.
    static List<String> tmp(String options) {
        return inMounts("mount -t tmpfs -o " + options + " tmpfs /tmp");
    }

    private static List<String> inMounts(String script) {
        return List.of("unshare", "--mount", "sh", "-c", script + " && exec \"$@\"", "sh");
    }

    /// Where every user can read it: a fetched runtime lies in the home of the user who fetched it.
    private static Launch readable(Launch plain) {
        List<String> bind = inMounts("mount --bind '" + plain.java().home() + "' " + MOUNTED);
        return Launch.of(plain.name(), new JavaRuntime(plain.java().version(), MOUNTED))
                .work(plain.work().toArray(String[]::new))
                .around(bind);
    }

    /// With async-profiler in it already, from a path of somebody else's.
    private static Launch withProfiler(Launch plain, Workspace workspace) throws IOException {
        Path folder = workspace.open("other");
        Path library = ProfilerLibrary.unpack(folder);
        return plain.options("-agentpath:" + library + "=start,event=itimer,interval=1s,jfr,quiet,file="
                + Files.createFile(folder.resolve("other.jfr")) + ",log=" + folder.resolve("log"));
    }
}
