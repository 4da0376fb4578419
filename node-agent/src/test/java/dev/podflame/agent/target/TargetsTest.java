package dev.podflame.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final Candidate FLASK = new Candidate(
            "/usr/bin/python3.11",
            List.of("python3", "/srv/shop/web.py"),
            "www-data",
            33,
            "shop@1.service",
            Optional.empty());

    private static final Candidate CONTAINER = new Candidate(
            "/usr/local/bin/node",
            List.of("node", "index.js"),
            "1000",
            1000,
            "",
            Optional.of(new ContainerIdentity(
                    "a1".repeat(32), "shop-mail-1", "shop/mail:3", Map.of("team", "shop", "tier", "back"))));

    private static Targets targets(String... specs) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < specs.length; i++) {
            yaml.append("---\napiVersion: podflame.dev/v1alpha1\nkind: HostTarget\nmetadata: {name: t%d}\nspec: {%s}\n"
                    .formatted(i, specs[i]));
        }
        HostTargetReader.Reading reading = HostTargetReader.read("t.yaml", yaml.toString());
        assertEquals(List.of(), reading.problems());
        return new Targets(reading.targets());
    }

    private static String winner(Candidate candidate, String... specs) {
        return switch (targets(specs).decide(candidate)) {
            case Selected selected -> selected.targetName();
            case Skip skip -> skip.reason().toString();
        };
    }

    @Test
    void anEntryNeedsAllThatItStatesAndAListAnyOfItsEntries() {
        assertEquals("t0", winner(FLASK, "match: [{executable: python3*, user: www-data}]"));
        assertEquals("NOT_MATCHED", winner(FLASK, "match: [{executable: python3*, user: root}]"));
        assertEquals("t0", winner(FLASK, "match: [{user: root}, {user: www-data}]"));
    }

    @Test
    void everyFieldMatchesWhatItSays() {
        assertEquals("t0", winner(FLASK, "match: [{executable: /usr/bin/*}]"));
        assertEquals("NOT_MATCHED", winner(FLASK, "match: [{executable: /opt/*}]"));
        assertEquals("t0", winner(FLASK, "match: [{commandLine: 'shop/\\w+\\.py$'}]"));
        assertEquals("t0", winner(FLASK, "match: [{user: '33'}]"));
        assertEquals("t0", winner(FLASK, "match: [{systemdUnit: shop@*}]"));
        assertEquals("t0", winner(FLASK, "match: [{systemdUnit: shop@1}]"));
        assertEquals("NOT_MATCHED", winner(FLASK, "match: [{container: '*'}]"));
        assertEquals("t0", winner(CONTAINER, "match: [{container: shop-*}]"));
        assertEquals("t0", winner(CONTAINER, "match: [{image: 'shop/*'}]"));
        assertEquals("t0", winner(CONTAINER, "match: [{label: [team=shop, tier=b*]}]"));
        assertEquals("NOT_MATCHED", winner(CONTAINER, "match: [{label: [team=shop, tier=front]}]"));
        assertEquals("NOT_MATCHED", winner(CONTAINER, "match: [{systemdUnit: '*'}]"));
    }

    @Test
    void aContainerThatNobodyCanNameMatchesNoContainerPattern() {
        Candidate nameless = new Candidate(
                "/bin/x", List.of(), "root", 0, "", Optional.of(ContainerIdentity.unnamed("a1".repeat(32))));
        assertEquals("NOT_MATCHED", winner(nameless, "match: [{container: '*'}, {image: '*'}]"));
    }

    @Test
    void priorityDecidesThenTheTargetThatNamesProcessesThenTheName() {
        assertEquals("t1", winner(FLASK, "all: true", "match: [{user: www-data}]"));
        assertEquals("t0", winner(FLASK, "all: true, priority: 1", "match: [{user: www-data}]"));
        assertEquals("t0", winner(FLASK, "match: [{user: www-data}]", "match: [{user: www-data}]"));
    }

    @Test
    void whatOneTargetLeavesOutAnotherMayTake() {
        assertEquals("EXCLUDED", winner(FLASK, "all: true, exclude: [{user: www-data}]"));
        assertEquals("t0", winner(CONTAINER, "all: true, exclude: [{user: www-data}]"));
        assertEquals("t1", winner(FLASK, "all: true, exclude: [{user: www-data}]", "match: [{executable: python*}]"));
        assertEquals("SUSPENDED", winner(FLASK, "all: true, suspend: true"));
        assertEquals("t1", winner(FLASK, "match: [{user: www-data}], suspend: true", "all: true"));
    }

    @Test
    void aContainerThatOptsOutIsLeftAloneWhateverTheTargetsSay() {
        Candidate optedOut = new Candidate(
                "/bin/x",
                List.of(),
                "root",
                0,
                "",
                Optional.of(new ContainerIdentity("a1".repeat(32), "db", "", Map.of("podflame.dev/profile", "false"))));
        Decision decision =
                targets("all: true", "match: [{container: db}], priority: 9").decide(optedOut);
        assertEquals(
                "container db has the label podflame.dev/profile: \"false\"",
                assertInstanceOf(Skip.class, decision).message());
    }

    @Test
    void aNameTemplateIsFilledInOrGivesWayToTheDefault() {
        Map<String, String> values = Map.of("default", "web", "user", "root", "unit", "");
        assertEquals("web", ServiceName.DEFAULT.of(values));
        assertEquals("web-root", new ServiceName("${default}-${user}", "host").of(values));
        assertEquals("web", new ServiceName("x-${unit}", "host").of(values));
        assertEquals("till", new ServiceName("till", "host").of(values));
    }
}
