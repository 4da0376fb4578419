package dev.podflame.collector.report;

import dev.podflame.collector.ingest.CleanText;
import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object, read strictly; each complaint names the field by its path, as in
/// `containers[3].state`.
///
/// @param path where the object is; empty at the top
record Fields(String path, JsonNode object) {

    static Fields of(String path, JsonNode node) throws BadReportException {
        if (!node.isObject()) {
            throw new BadReportException((path.isEmpty() ? "the report" : path) + " must be an object");
        }
        return new Fields(path, node);
    }

    /// What turns an element of a list into a value.
    interface Element<T> {
        T read(Fields fields) throws BadReportException;
    }

    Fields object(String name) throws BadReportException {
        return of(at(name), find(name).orElseThrow(() -> missing(name)));
    }

    Optional<Fields> maybeObject(String name) throws BadReportException {
        Optional<JsonNode> node = find(name);
        return node.isEmpty() ? Optional.empty() : Optional.of(of(at(name), node.get()));
    }

    /// A text that must be there; names and sentences come clean and bounded.
    String text(String name) throws BadReportException {
        String text = maybeText(name);
        if (text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    /// A text, or an empty one if it isn't there.
    String maybeText(String name) throws BadReportException {
        Optional<JsonNode> node = find(name);
        return node.isEmpty() ? "" : text(at(name), node.get());
    }

    String choice(String name, Set<String> choices) throws BadReportException {
        String text = text(name);
        if (!choices.contains(text)) {
            throw new BadReportException(
                    at(name) + " must be one of " + String.join(", ", choices) + ", not \"" + text + "\"");
        }
        return text;
    }

    boolean flag(String name) throws BadReportException {
        Optional<JsonNode> node = find(name);
        if (node.isPresent() && !node.get().isBoolean()) {
            throw new BadReportException(at(name) + " must be true or false");
        }
        return node.isPresent() && node.get().getBooleanValue();
    }

    /// A number that isn't negative; null if it isn't known.
    @Nullable
    Double maybeNumber(String name) throws BadReportException {
        Optional<JsonNode> node = find(name);
        if (node.isEmpty()) {
            return null;
        }
        double number = node.get().isNumber() ? node.get().getDoubleValue() : Double.NaN;
        if (!Double.isFinite(number) || number < 0) {
            throw new BadReportException(at(name) + " must be a number that isn't negative");
        }
        return number;
    }

    long count(String name) throws BadReportException {
        Double number = maybeNumber(name);
        return number == null ? 0 : (long) (double) number;
    }

    Instant time(String name) throws BadReportException {
        Instant time = maybeTime(name);
        if (time == null) {
            throw missing(name);
        }
        return time;
    }

    /// A time in ISO 8601, or null if it isn't there or empty.
    @Nullable
    Instant maybeTime(String name) throws BadReportException {
        String text = maybeText(name);
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadReportException(
                    at(name) + " must be a time such as 2026-11-22T15:00:00Z, not \"" + text + "\"");
        }
    }

    <T> List<T> list(String name, int most, Element<T> element) throws BadReportException {
        List<T> list = new ArrayList<>();
        for (JsonNode node : elements(name, most)) {
            list.add(element.read(of(at(name) + "[" + list.size() + "]", node)));
        }
        return list;
    }

    List<String> texts(String name, int most) throws BadReportException {
        List<String> list = new ArrayList<>();
        for (JsonNode node : elements(name, most)) {
            list.add(text(at(name) + "[" + list.size() + "]", node));
        }
        return list;
    }

    private Iterable<JsonNode> elements(String name, int most) throws BadReportException {
        Optional<JsonNode> node = find(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!node.get().isArray()) {
            throw new BadReportException(at(name) + " must be a list");
        }
        if (node.get().size() > most) {
            throw new BadReportException(
                    at(name) + " has " + node.get().size() + " elements; at most " + most + " are taken");
        }
        return node.get().values();
    }

    private static String text(String path, JsonNode node) throws BadReportException {
        if (!node.isString()) {
            throw new BadReportException(path + " must be a text");
        }
        return CleanText.clean(node.getStringValue());
    }

    private Optional<JsonNode> find(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private BadReportException missing(String name) {
        return new BadReportException(at(name) + " is missing");
    }
}
