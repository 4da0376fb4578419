package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that say the same thing twice say the same thing.
class FilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ENTRY_POINT = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$");

    @Test
    void theChartsCrdsAreThoseOfTheTypes() throws IOException {
        assertEquals(
                contents(ROOT.resolve("crds/yaml")), contents(PodflameChart.FOLDER.resolve("crds")), "run: make crds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "collector", "node-agent"})
    void anImageStartsJavaWithoutAShell(String component) throws IOException {
        List<String> words = entryPoint(component);
        assertEquals("/opt/podflame/java/bin/java", words.getFirst());
        assertTrue(words.contains("/opt/podflame/podflame-" + component + ".jar"), words::toString);
    }

    @Test
    void theAgentsImageGivesJavaTheOptionsOfItsStartScript() throws IOException {
        String script = Files.readString(ROOT.resolve("node-agent/bin/podflame-node-agent"));
        String command = script.substring(script.indexOf("exec \"$java\"")).replace("\\\n", " ");
        String options = command.substring(command.indexOf("-X"), command.indexOf("-jar"))
                .strip();
        List<String> words = entryPoint("node-agent");
        assertEquals(List.of(options.split("\\s+")), words.subList(1, words.indexOf("-jar")), "node-agent/Dockerfile");
    }

    private static List<String> entryPoint(String component) throws IOException {
        Matcher found =
                ENTRY_POINT.matcher(Files.readString(ROOT.resolve(component).resolve("Dockerfile")));
        assertTrue(found.find(), component);
        List<?> words = new KubernetesSerialization().unmarshal(found.group(1), List.class);
        return words.stream().map(String::valueOf).toList();
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
