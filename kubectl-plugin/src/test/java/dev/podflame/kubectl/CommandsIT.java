package dev.podflame.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.TestCluster.Run;
import dev.podflame.kubectl.TestCollector.Answer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as users run them: a process, a kubectl, a port-forward, a collector with TLS.
final class CommandsIT {
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

    @TempDir
    Path folder;

    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(folder);
        cluster.collector
                .answers("functions", Answers.FUNCTIONS)
                .answers("flamegraph.svg", asked -> new Answer(200, "image/svg+xml", SVG))
                .answers("services", Answers.services())
                .answers("targets", asked -> Answer.json(200, Answers.targets(asked)))
                .answers("agents", Answers.agents("running", ""));
        cluster.kubectl(List.of("get", "deployments,statefulsets,daemonsets"), """
                {"items": [
                 {"kind": "Deployment", "metadata": {"name": "podflame-operator"}, "spec": {"replicas": 2}, "status": {"readyReplicas": 2}},
                 {"kind": "StatefulSet", "metadata": {"name": "podflame-collector"}, "spec": {"replicas": 1}, "status": {"readyReplicas": 1}},
                 {"kind": "DaemonSet", "metadata": {"name": "podflame-agent"}, "status": {"desiredNumberScheduled": 2, "numberReady": 1}}]}
                """);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void svgWritesThePodsFlameGraphIntoAFileNamedAfterIt() throws Exception {
        Run run = cluster.run("svg", "checkout-7d9-abc");
        assertEquals(new Run(0, "checkout-7d9-abc-cpu.svg\n", ""), run);
        assertEquals(SVG, Files.readString(folder.resolve("checkout-7d9-abc-cpu.svg")));
        assertEquals(
                List.of("namespace=shop&pod=checkout-7d9-abc&type=cpu&from=now-900s"),
                cluster.collector.queries("flamegraph.svg"));
    }

    @Test
    void svgTakesNamespaceTimeTypeAndFile() throws Exception {
        Run run = cluster.run("svg", "pod/web-0", "-n", "other", "--since=1h30m", "--type", "alloc", "-o", "-");
        assertEquals(new Run(0, SVG, ""), run);
        assertEquals(
                List.of("namespace=other&pod=web-0&type=alloc&from=now-5400s"),
                cluster.collector.queries("flamegraph.svg"));
    }

    @Test
    void svgOfADeploymentAsksForTheServiceOfItsPodsSoThatGonePodsCountToo() throws Exception {
        cluster.kubectl(
                        List.of("get", "deployment", "checkout"),
                        "{\"spec\": {\"selector\": {\"matchLabels\": {\"app\": \"checkout\"}}}}")
                .kubectl(
                        List.of("get", "pods", "-l", "app=checkout"),
                        "{\"items\": [{\"metadata\": {\"name\": \"a\"}}]}");
        cluster.collector.answers(
                "series", "{\"series\": [{\"labels\": {\"service.name\": \"shop-checkout\"}}], \"facets\": []}");
        assertEquals(0, cluster.run("svg", "deploy/checkout").exit());
        assertEquals(
                List.of(
                        "namespace=shop&service=shop-checkout&label.k8s.deployment.name=checkout&type=cpu&from=now-900s"),
                cluster.collector.queries("flamegraph.svg"));
    }

    @Test
    void svgOfAServiceThatPodflameDoesNotListAsksForThePodsOfTheKubernetesService() throws Exception {
        cluster.collector.answers("services", "{\"services\": []}");
        cluster.kubectl(List.of("get", "service", "front", "name"), "service/front\n")
                .kubectl(List.of("get", "service", "front", "json"), "{\"spec\": {\"selector\": {\"app\": \"web\"}}}")
                .kubectl(
                        List.of("get", "pods", "-l", "app=web"),
                        "{\"items\": [{\"metadata\": {\"name\": \"a\"}}, {\"metadata\": {\"name\": \"b\"}}]}");
        assertEquals(0, cluster.run("svg", "svc/front").exit());
        assertEquals(
                List.of("namespace=shop&pod=a&pod=b&type=cpu&from=now-900s"),
                cluster.collector.queries("flamegraph.svg"));
    }

    @Test
    void withoutSamplesTheExitCodeIsThreeAndTheAgentsReasonIsSaid() throws Exception {
        cluster.collector.answers("functions", Answers.NO_FUNCTIONS);
        cluster.kubectl(List.of("get", "pod", "checkout-7d9-x2x"), "pod/checkout-7d9-x2x\n");
        Run run = cluster.run("svg", "checkout-7d9-x2x");
        assertEquals(3, run.exit());
        assertEquals("""
                error: there are no cpu samples of shop/checkout-7d9-x2x in this time
                  Container app is skipped: OptedOut (the pod is annotated).
                """, run.err());
        assertFalse(Files.exists(folder.resolve("checkout-7d9-x2x-cpu.svg")));
    }

    @Test
    void aPodThatIsNotThereIsSaidToBeGone() throws Exception {
        cluster.collector.answers("functions", Answers.NO_FUNCTIONS);
        cluster.kubectl(
                List.of("get", "pod", "nothing"), 1, "", "Error from server (NotFound): pods \"nothing\" not found\n");
        Run run = cluster.run("svg", "nothing");
        assertEquals(3, run.exit());
        assertTrue(run.err().contains("There is no such pod now"), run.err());
    }

    @Test
    void topListsServicesByCpu() throws Exception {
        assertGolden("top", cluster.run("top"));
        assertEquals(List.of("from=now-900s&namespace=shop"), cluster.collector.queries("services"));
    }

    @Test
    void topOfAllNamespacesNamesNone() throws Exception {
        assertEquals(0, cluster.run("top", "-A", "-o", "json").exit());
        assertEquals(List.of("from=now-900s"), cluster.collector.queries("services"));
    }

    @Test
    void topListsAPodsFunctions() throws Exception {
        assertGolden("functions", cluster.run("top", "--functions", "checkout-7d9-abc", "--limit", "2"));
    }

    @Test
    void targetsListsThoseOfTheNamespaceAndOfTheClusterAndSaysWhatIsWrong() throws Exception {
        assertGolden("targets", cluster.run("targets"));
    }

    @Test
    void targetsOfANameListsItsContainersWithTheirReasons() throws Exception {
        assertGolden("containers", cluster.run("targets", "checkout"));
    }

    @Test
    void statusIsAnErrorWhileAnAgentIsNotReady() throws Exception {
        Run run = cluster.run("status");
        assertEquals(golden("status"), run.out());
        assertEquals(1, run.exit());
    }

    @Test
    void statusSaysWhyAnEngineFailed() throws Exception {
        cluster.collector.answers("agents", Answers.agents("failed", "This kernel has no BTF."));
        Run run = cluster.run("status");
        assertTrue(run.out().contains("node1: This kernel has no BTF. Load a kernel with BTF."), run.out());
        assertEquals(1, run.exit());
    }

    @Test
    void whoMayNotReadIsToldWhichRightIsMissing() throws Exception {
        cluster.collector.answers(
                "services",
                asked -> Answer.json(403, "{\"error\": \"no right to get pods in other\", \"cure\": \"Ask for it.\"}"));
        Run run = cluster.run("top", "-n", "other");
        assertEquals(
                new Run(4, "", "error: the collector answered 403: no right to get pods in other\n  Ask for it.\n"),
                run);
    }

    @Test
    void whoMayNotForwardPortsIsToldSo() throws Exception {
        cluster.kubectl(
                List.of("port-forward"),
                1,
                "",
                "Error from server (Forbidden): pods \"podflame-collector-0\" is forbidden\n");
        Run run = cluster.run("top");
        assertEquals(4, run.exit());
        assertTrue(run.err().contains("pods \"podflame-collector-0\" is forbidden"), run.err());
    }

    @Test
    void anInstallationThatIsMissingIsSaidToBe() throws Exception {
        cluster.kubectl(List.of("services", "-l"), "{\"items\": []}");
        Run run = cluster.run("top");
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("Podflame isn't installed in this cluster"), run.err());
    }

    @Test
    void wrongArgumentsAreUsageErrors() throws Exception {
        assertEquals(2, cluster.run().exit());
        assertEquals(2, cluster.run("svg").exit());
        assertEquals(2, cluster.run("svg", "cronjob/nightly").exit());
        assertEquals(2, cluster.run("svg", "web-0", "--since", "soon").exit());
        assertEquals(2, cluster.run("svg", "web-0", "-o", "graph.bmp").exit());
        assertEquals(2, cluster.run("top", "-n", "../secrets").exit());
        assertEquals(2, cluster.run("record", "web-0", "--for", "2h").exit());
        assertFalse(Files.exists(folder.resolve("calls.jsonl")), "kubectl was called for nothing");
    }

    @Test
    void wrongArgumentsAreSaidInTwoLinesThatNameTheHelp() throws Exception {
        Run run = cluster.run("svg");
        assertEquals(new Run(2, "", """
                error: Missing required parameter: 'POD|KIND/NAME'
                  kubectl podflame svg --help says how it is used.
                """), run);
        Run help = cluster.run("svg", "--help");
        assertEquals(0, help.exit());
        assertTrue(help.out().startsWith("Usage: kubectl podflame svg "), help.out());
        assertTrue(cluster.run("help", "top").out().startsWith("Usage: kubectl podflame top "));
    }

    @Test
    void kubectlGetsTheClusterFlags() throws Exception {
        cluster.run("top", "--context", "prod", "--kubeconfig", "other.conf");
        String[] calls = cluster.calls().strip().split("\n", -1);
        assertTrue(calls.length >= 4, cluster.calls());
        for (String call : calls) {
            assertTrue(call.contains("\"--context=prod\", \"--kubeconfig=other.conf\""), call);
        }
    }

    @Test
    void theChildThatForwardsThePortEndsWithTheCommand() throws Exception {
        cluster.run("top");
        for (long pid : cluster.forwards()) {
            ProcessHandle.of(pid)
                    .ifPresent(left -> left.onExit()
                            .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                            .join());
        }
        assertFalse(cluster.forwards().isEmpty());
    }

    @Test
    void versionNeedsNoCluster() throws Exception {
        Run run = cluster.run("version");
        assertEquals(0, run.exit());
        assertTrue(run.out().matches("kubectl-podflame \\d+\\.\\d+\\.\\d+.*\n"), run.out());
        assertFalse(Files.exists(folder.resolve("calls.jsonl")));
    }

    private static void assertGolden(String name, Run run) throws Exception {
        assertEquals("", run.err());
        assertEquals(golden(name), run.out());
        assertEquals(0, run.exit());
    }

    private static String golden(String name) throws Exception {
        try (InputStream in = CommandsIT.class.getResourceAsStream("/golden/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
