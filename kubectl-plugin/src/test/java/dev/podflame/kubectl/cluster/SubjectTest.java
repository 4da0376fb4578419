package dev.podflame.kubectl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectTest {
    @Test
    void kindsAreThoseOfKubectlAndAPodNeedsNone() throws Exception {
        assertEquals(new Subject.Pod("web-0"), Subject.parse("web-0"));
        assertEquals(new Subject.Pod("web-0"), Subject.parse("po/web-0"));
        assertEquals(
                new Subject.Workload("deployment", "k8s.deployment.name", "web"), Subject.parse("deployment.apps/web"));
        assertEquals(new Subject.Workload("statefulset", "k8s.statefulset.name", "db"), Subject.parse("sts/db"));
        assertEquals(new Subject.Workload("daemonset", "k8s.daemonset.name", "log"), Subject.parse("DS/log"));
        assertEquals(new Subject.Workload("job", "k8s.job.name", "once"), Subject.parse("job/once"));
        assertEquals(new Subject.Service("front"), Subject.parse("svc/front"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "pod/", "deploy/a/b", "--all", "a b", "../x", "node/n1", "a\"b"})
    void anythingElseIsAUsageError(String text) {
        Failure failure = assertThrows(Failure.class, () -> Subject.parse(text));
        assertEquals(ExitCode.USAGE, failure.exitCode());
    }
}
