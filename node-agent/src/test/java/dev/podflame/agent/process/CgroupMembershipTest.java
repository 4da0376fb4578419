package dev.podflame.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.target.Placement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CgroupMembershipTest {

    private static final String ID = "a1b2c3d4e5f60718".repeat(4);

    @TestFactory
    Stream<DynamicTest> readsThePathsOfEveryEngineDriverAndNesting() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/process/cgroups.txt"))) {
            String[] cases = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", -1);
            return Stream.of(cases).skip(1).map(CgroupMembershipTest::goldenCase);
        }
    }

    private static DynamicTest goldenCase(String text) {
        String name = text.substring(2, text.indexOf('\n'));
        int expectation = text.indexOf("\n=> ");
        String content = text.substring(text.indexOf('\n') + 1, expectation + 1);
        return DynamicTest.dynamicTest(
                name, () -> assertEquals(text.substring(expectation + 4).strip(), inWords(content)));
    }

    private static String inWords(String content) {
        CgroupMembership membership = CgroupMembership.parse(content);
        ContainerCgroup none = new ContainerCgroup("", "", "");
        ContainerCgroup container = membership.container().orElse(none);
        return "container=%s engine=%s pod=%s unit=%s"
                .formatted(container.id(), container.engine(), container.podUid(), membership.systemdUnit());
    }

    @Test
    void theGroupOfAContainerEndsAtTheContainer() {
        CgroupMembership membership = CgroupMembership.parse(
                "4:memory:/docker/%s/inner\n2:cpu,cpuacct:/docker/%s\n0::/x/docker-%s.scope/init\n"
                        .formatted(ID, ID, ID));
        assertEquals(Optional.of("/docker/" + ID), membership.groupOf("memory"));
        assertEquals(Optional.of("/docker/" + ID), membership.groupOf("cpuacct"));
        assertEquals(Optional.of("/x/docker-" + ID + ".scope"), membership.unifiedGroup());
        assertEquals(Optional.empty(), membership.groupOf("pids"));
    }

    @Test
    void theContainersAroundAProcessAreListedFromTheInnermostOut() {
        String inner = "0f1e2d3c4b5a6978".repeat(4);
        String pod = "/kubepods/burstable/pod6f1d2c3b-4a59-4e68-9d77-1c2b3a495867/";
        assertEquals(
                new Placement(List.of(inner, ID), "6f1d2c3b-4a59-4e68-9d77-1c2b3a495867"),
                CgroupMembership.parse("0::/\n4:memory:" + pod + ID + "/docker/" + inner + "\n")
                        .placement());
        assertEquals(
                new Placement(List.of(inner, ID), "6f1d2c3b-4a59-4e68-9d77-1c2b3a495867"),
                CgroupMembership.parse("4:memory:/docker/" + ID + pod + "crio-" + inner + ".scope/container\n")
                        .placement());
        assertEquals(
                Placement.MACHINE,
                CgroupMembership.parse("0::" + pod + "crio-conmon-" + ID + ".scope\n")
                        .placement());
    }

    @Property
    void anyTextIsReadWithoutFailing(@ForAll String text) {
        assertTrue(CgroupMembership.parse(text).container().isEmpty());
        assertTrue(CgroupMembership.parse("0::/" + text).hierarchies().size() >= 1);
    }
}
