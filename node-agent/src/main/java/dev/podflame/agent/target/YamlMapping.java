package dev.podflame.agent.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A mapping of a YAML document that is read field by field. What is wrong with it is noted with its line, and
/// reading goes on, so that one look tells a person everything.
///
/// The fields that are asked for are the known ones; [#rejectOthers] notes the rest.
final class YamlMapping {

    private final String path;
    private final int line;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Problems problems;

    /// Collects what is wrong.
    interface Problems {
        void note(int line, String message);
    }

    private YamlMapping(String path, MappingNode node, Problems problems) {
        this.path = path;
        this.line = lineOf(node);
        this.problems = problems;
        for (NodeTuple field : node.getValue()) {
            int at = lineOf(field.getKeyNode());
            if (!(field.getKeyNode() instanceof ScalarNode key)) {
                problems.note(at, "a field of " + here() + " has no plain name");
            } else if (fields.putIfAbsent(key.getValue(), field.getValueNode()) != null) {
                problems.note(at, name(key.getValue()) + " is there twice");
            } else {
                lines.put(key.getValue(), at);
            }
        }
    }

    /// The mapping at this node; empty and noted if it is something else.
    static Optional<YamlMapping> of(String path, Node node, Problems problems) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMapping(path, mapping, problems));
        }
        String what = path.isEmpty() ? "the document" : path;
        problems.note(lineOf(node), what + " must be a mapping of fields, not " + kind(node));
        return Optional.empty();
    }

    int line() {
        return line;
    }

    /// Line of a field, or of the mapping if it lacks the field.
    int line(String field) {
        return lines.getOrDefault(field, line);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /// Notes something about the mapping as a whole, if it has no fields at all.
    void noteIfEmpty(String message) {
        if (fields.isEmpty()) {
            problems.note(line, here() + " " + message);
        }
    }

    void note(String field, String message) {
        problems.note(line(field), name(field) + " " + message);
    }

    Optional<String> text(String field) {
        return value(field).flatMap(node -> plainText(name(field), node));
    }

    /// A text turned into a value; what the function throws as IllegalArgumentException is noted.
    <T> Optional<T> text(String field, Function<String, T> parse) {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text.get()));
        } catch (IllegalArgumentException e) {
            note(field, "is \"" + text.get() + "\": " + e.getMessage());
            return Optional.empty();
        }
    }

    boolean flag(String field) {
        return text(field, text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("must be true or false");
                })
                .orElse(false);
    }

    Optional<YamlMapping> mapping(String field) {
        return value(field).flatMap(node -> of(name(field), node, problems));
    }

    List<YamlMapping> mappings(String field) {
        List<YamlMapping> entries = new ArrayList<>();
        List<Node> nodes = value(field).map(node -> sequence(field, node)).orElse(List.of());
        for (int i = 0; i < nodes.size(); i++) {
            of(name(field) + "[" + i + "]", nodes.get(i), problems).ifPresent(entries::add);
        }
        return entries;
    }

    /// The texts of a list; a single text counts as a list of one.
    List<String> texts(String field) {
        Optional<Node> value = value(field);
        List<String> texts = new ArrayList<>();
        if (value.isPresent() && value.get() instanceof SequenceNode list) {
            for (Node node : list.getValue()) {
                plainText(name(field), node).ifPresent(texts::add);
            }
        } else {
            value.flatMap(node -> plainText(name(field), node)).ifPresent(texts::add);
        }
        return texts;
    }

    /// Notes every field that nobody asked for.
    void rejectOthers() {
        for (String field : fields.keySet()) {
            if (!known.contains(field)) {
                String cure = Nearest.to(field, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("known fields are " + String.join(", ", known));
                problems.note(line(field), "unknown field \"" + field + "\" in " + here() + "; " + cure);
            }
        }
    }

    private Optional<Node> value(String field) {
        known.add(field);
        Node node = fields.get(field);
        if (node != null && node.getTag().equals(Tag.NULL)) {
            note(field, "is empty; give it a value or leave it out");
            return Optional.empty();
        }
        return Optional.ofNullable(node);
    }

    private Optional<String> plainText(String name, Node node) {
        if (node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar.getValue());
        }
        problems.note(lineOf(node), name + " must be a plain value, not " + kind(node));
        return Optional.empty();
    }

    private List<Node> sequence(String field, Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        note(field, "must be a list (each entry begins with \"- \"), not " + kind(node));
        return List.of();
    }

    private String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private String here() {
        return path.isEmpty() ? "the document" : path;
    }

    private static String kind(Node node) {
        return switch (node.getNodeType()) {
            case SCALAR -> node.getTag().equals(Tag.NULL) ? "nothing" : "a plain value";
            case SEQUENCE -> "a list";
            case MAPPING -> "a mapping";
            case ANCHOR -> "an alias";
        };
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
