package dev.podflame.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.TestCluster.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Completion by a real bash, and in the form that kubectl asks for.
final class CompletionIT {
    @TempDir
    Path folder;

    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(folder);
        cluster.kubectl(List.of("get", "pods", "-o", "name"), "pod/cart-1\npod/checkout-1\npod/checkout-2\n");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void kubectlGetsCandidatesAndADirective() throws Exception {
        Run run = cluster.run("__complete", "svg", "-n", "shop", "che");
        assertEquals(new Run(0, "checkout-1\ncheckout-2\n:4\n", ""), run);
        assertTrue(cluster.calls().contains("\"-n\", \"shop\""), cluster.calls());
    }

    @Test
    void aClusterThatCannotBeAskedHasNoNamesAndNoMessages() throws Exception {
        cluster.kubectl(List.of("get", "pods"), 1, "", "Unable to connect to the server\n");
        assertEquals(new Run(0, ":4\n", ""), cluster.run("__complete", "svg", ""));
    }

    @Test
    void bashCompletesCommandsOptionsValuesAndPods() throws Exception {
        assertEquals("status svg", bash("kubectl-podflame s"));
        assertEquals("checkout-1 checkout-2", bash("kubectl-podflame svg ch"));
        assertEquals("--since", bash("kubectl-podflame svg web-0 --si"));
        assertEquals("wall", bash("kubectl-podflame svg web-0 --type w"));
        assertEquals("live live_objects lock lock_contentions", bash("kubectl-podflame svg web-0 --type=l"));
    }

    @Test
    void everyScriptIsPrintedAndOthersAreRefused() throws Exception {
        for (String shell : List.of("bash", "zsh", "fish", "kubectl")) {
            Run run = cluster.run("completion", shell);
            assertEquals(0, run.exit());
            assertTrue(run.out().contains("kubectl-podflame __complete"), run.out());
        }
        assertEquals(2, cluster.run("completion", "csh").exit());
    }

    /// The sorted candidates that bash has for the line.
    private String bash(String line) throws Exception {
        String plugin = Path.of(System.getProperty("podflame.root"), "kubectl-plugin/bin")
                .toString();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source <(kubectl-podflame completion bash); COMP_LINE=$1; COMP_POINT=${#1};"
                                + " __kubectl_podflame; printf '%s\\n' \"${COMPREPLY[@]}\" | sort | paste -sd ' '",
                        "bash",
                        line)
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("bash.out").toFile());
        builder.environment()
                .put("PATH", folder.resolve("bin") + ":" + plugin + ":/usr/bin:/bin:" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        assertEquals(0, builder.start().waitFor());
        return Files.readString(folder.resolve("bash.out"), StandardCharsets.UTF_8)
                .strip();
    }
}
