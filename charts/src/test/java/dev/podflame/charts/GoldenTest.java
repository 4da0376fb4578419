package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the chart renders to is what was looked at and committed. For the defaults that is all of it, for the
/// other cases what differs from the defaults. `mvn -pl charts test -Dgolden.write=true` writes it anew.
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/golden");
    private static final SortedMap<String, String> DEFAULTS =
            PodflameChart.render("defaults").texts();

    @ParameterizedTest
    @MethodSource("dev.podflame.charts.PodflameChart#cases")
    void theChartRendersToTheCommittedManifests(String oneCase) throws IOException {
        SortedMap<String, String> rendered = PodflameChart.render(oneCase).texts();
        String text = oneCase.equals("defaults") ? whole(rendered) : difference(rendered);
        Path file = GOLDEN.resolve(oneCase + ".yaml");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, text);
        }
        assertEquals(
                Files.readString(file), text, "mvn -pl charts test -Dgolden.write=true, and look at the difference");
    }

    @Test
    void renderingTwiceGivesTheSame() {
        assertEquals(DEFAULTS, PodflameChart.render("defaults").texts());
    }

    private static String whole(SortedMap<String, String> rendered) {
        return String.join("---\n", rendered.values());
    }

    private static String difference(SortedMap<String, String> rendered) {
        StringBuilder text = new StringBuilder();
        TreeSet<String> names = new TreeSet<>(DEFAULTS.keySet());
        names.addAll(rendered.keySet());
        for (String name : names) {
            String now = rendered.getOrDefault(name, "");
            if (now.isEmpty()) {
                text.append("# not there: ").append(name).append('\n');
            } else if (!now.equals(DEFAULTS.get(name))) {
                text.append("---\n").append(now);
            }
        }
        return text.toString();
    }
}
