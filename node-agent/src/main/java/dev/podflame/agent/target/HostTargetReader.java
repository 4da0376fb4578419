package dev.podflame.agent.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads `HostTarget` documents, strictly: what it doesn't know is an error, so that a slip of the pen never selects
/// more or less than was meant.
public final class HostTargetReader {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final String file;
    private final List<HostTarget> targets = new ArrayList<>();
    private final List<TargetProblem> problems = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    private HostTargetReader(String file) {
        this.file = file;
    }

    /// What a file holds.
    ///
    /// @param targets its targets, valid only if there are no problems
    /// @param problems everything that is wrong with it, in the order of its lines
    public record Reading(List<HostTarget> targets, List<TargetProblem> problems) {
        public Reading {
            targets = List.copyOf(targets);
            problems = List.copyOf(problems);
        }
    }

    /// Reads the documents of a file, separated by `---`.
    ///
    /// @param file name for messages
    public static Reading read(String file, String yaml) {
        HostTargetReader reader = new HostTargetReader(file);
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(20)
                .setLabel(file)
                .build();
        try {
            for (Node document : new Compose(settings).composeAllFromString(yaml)) {
                if (!document.getTag().equals(Tag.NULL)) {
                    YamlMapping.of("", document, reader::note).ifPresent(reader::readDocument);
                }
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            reader.note(line, "isn't YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            reader.note(0, "isn't YAML: " + e.getMessage());
        }
        reader.problems.sort(Comparator.comparingInt(TargetProblem::line));
        return new Reading(reader.targets, reader.problems);
    }

    private void note(int line, String message) {
        problems.add(new TargetProblem(file, line, message));
    }

    private void readDocument(YamlMapping document) {
        int problemsBefore = problems.size();
        require(document, "apiVersion", HostTarget.API_VERSION);
        require(document, "kind", HostTarget.KIND);
        Optional<YamlMapping> metadata = document.mapping("metadata");
        Optional<YamlMapping> spec = document.mapping("spec");
        document.rejectOthers();
        String name = metadata.map(this::readName).orElse("");
        if (metadata.isEmpty() && !document.has("metadata")) {
            note(document.line(), "metadata: {name: ...} is missing");
        }
        if (spec.isEmpty()) {
            if (!document.has("spec")) {
                note(document.line(), "spec is missing: it says which processes are meant");
            }
            return;
        }
        BooleanSupplier sound = () -> problems.size() == problemsBefore;
        SpecReader.read(name, spec.get(), sound).ifPresent(target -> {
            if (sound.getAsBoolean()) {
                targets.add(target);
            }
        });
    }

    private void require(YamlMapping document, String field, String expected) {
        Optional<String> actual = document.text(field);
        if (actual.isEmpty()) {
            if (!document.has(field)) {
                note(document.line(), field + " is missing; it must be " + expected);
            }
        } else if (!actual.get().equals(expected)) {
            boolean forKubernetes = actual.get().endsWith("ProfilingTarget");
            String cure = forKubernetes ? "; that kind is for Kubernetes, a file takes " : "; it must be ";
            document.note(field, "is \"" + actual.get() + "\"" + cure + expected);
        }
    }

    private String readName(YamlMapping metadata) {
        Optional<String> name = metadata.text("name");
        metadata.rejectOthers();
        if (name.isEmpty()) {
            if (!metadata.has("name")) {
                note(metadata.line(), "metadata.name is missing");
            }
        } else if (!NAME.matcher(name.get()).matches()) {
            metadata.note("name", "is \"" + name.get() + "\"; use lower-case letters, digits, - and .");
        } else if (!names.add(name.get())) {
            metadata.note("name", "is \"" + name.get() + "\" again; each target needs a name of its own");
        }
        return name.orElse("");
    }
}
