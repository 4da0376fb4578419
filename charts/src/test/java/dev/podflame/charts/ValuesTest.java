package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that make no sense are refused before anything is installed, in words that say which one and why.
class ValuesTest {
    /// Maps with keys of the user's.
    private static final List<String> OPEN =
            List.of("operator.resources", "collector.resources", "agent.resources", "agent.nodeSelector");

    @Test
    void helmLintFindsNothing() {
        LintResult result = new Helm(PodflameChart.FOLDER).lint().strict().call();
        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            agent: {security: maximal}                                   | at '/agent/security': value must be one of 'minimal', 'privileged'
            agent: {capabilities: [CAP_BPF]}                             | at '/agent/capabilities/0'
            agent: {frequencyHz: 0}                                      | at '/agent/frequencyHz': minimum: got 0, want 1
            agent: {tolerate: []}                                        | at '/agent': additional properties 'tolerate' not allowed
            agents: {}                                                   | additional properties 'agents' not allowed
            clickhouse: {mode: remote}                                   | at '/clickhouse/mode': value must be one of 'embedded', 'external'
            clickhouse: {external: {url: "clickhouse:8123"}}             | at '/clickhouse/external/url'
            clickhouse: {mode: external}                                 | set clickhouse.external.url, such as https://clickhouse.example.com:8443
            clickhouse: {external: {url: "https://ch:8443"}}             | set clickhouse.mode=external to use your server
            clickhouse: {embedded: {memory: lots}}                       | at '/clickhouse/embedded/memory'
            collector: {heap: 512Mi}                                     | at '/collector/heap'
            images: {registry: "https://ghcr.io"}                        | at '/images/registry'
            images: {pullPolicy: Sometimes}                              | at '/images/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
            operator: {replicas: 0}                                      | at '/operator/replicas': minimum: got 0, want 1
            operator: {replicas: "2"}                                    | at '/operator/replicas': got string, want integer
            persistence: {size: large}                                   | at '/persistence/size'
            persistence: {enabled: false, existingClaim: profiles}       | persistence.existingClaim is set but persistence.enabled is false
            persistence: {whenDeleted: Keep}                             | at '/persistence/whenDeleted': value must be one of 'Retain', 'Delete'
            tls: {certManager: {duration: 90d}}                          | at '/tls/certManager/duration'
            networkPolicy: {apiServer: {cidrs: [10.0.0.1]}}              | at '/networkPolicy/apiServer/cidrs/0'
            """)
    void whatMakesNoSenseIsRefusedByName(String values, String message) {
        Exception refused = assertThrows(RuntimeException.class, () -> PodflameChart.renderWith(values));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains(message), () -> "said: " + said);
    }

    @Test
    void theReadmeNamesEveryValue() throws IOException {
        String readme = Files.readString(PodflameChart.FOLDER.resolve("README.md"));
        List<String> names = new ArrayList<>();
        String values = Files.readString(PodflameChart.FOLDER.resolve("values.yaml"));
        collect("", new KubernetesSerialization().unmarshal(values, Map.class), names);
        assertAll(names.stream()
                .map(name -> () ->
                        assertTrue(readme.contains("`" + name + "`"), () -> name + " is not in the README's table")));
    }

    private static void collect(String prefix, Map<?, ?> values, List<String> names) {
        values.forEach((key, value) -> {
            String name = prefix + key;
            if (value instanceof Map<?, ?> inner && !inner.isEmpty() && !OPEN.contains(name)) {
                collect(name + ".", inner, names);
            } else {
                names.add(name);
            }
        });
    }
}
