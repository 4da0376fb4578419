package dev.podflame.kubectl.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class PodsTest {
    @Test
    void aWorkloadsSelectorIsWrittenAsKubectlTakesIt() {
        assertEquals("app=web,tier in (a,b),canary notin (yes),stable,!old", selector("""
                {"matchLabels": {"app": "web"}, "matchExpressions": [
                  {"key": "tier", "operator": "In", "values": ["a", "b"]},
                  {"key": "canary", "operator": "NotIn", "values": ["yes"]},
                  {"key": "stable", "operator": "Exists"},
                  {"key": "old", "operator": "DoesNotExist"}]}
                """));
    }

    @Test
    void aServicesSelectorIsPlainLabels() {
        assertEquals("app=web,tier=front", selector("{\"app\": \"web\", \"tier\": \"front\"}"));
    }

    @Test
    void noSelectorSelectsNothing() {
        assertEquals("", selector("{}"));
        assertEquals("", selector("null"));
    }

    private static String selector(String json) {
        return Pods.selector(JsonMapper.shared().readTree(json));
    }
}
