package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Subject;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Quantity;
import dev.podflame.kubectl.terminal.Terminal;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Fetches a flame graph and writes it, or says why there is none.
final class Graphs {
    private final Session session;
    private final String namespace;
    private final Terminal terminal;

    Graphs(Session session, String namespace, Terminal terminal) {
        this.session = session;
        this.namespace = namespace;
        this.terminal = terminal;
    }

    /// @param query whose, of which type and when
    void write(Subject subject, String type, Query query, GraphFile file) throws Failure {
        // The collector sums the same graph for both answers, once; only the first tells whether anything is in it.
        JsonNode heaviest = session.collector().ask("functions", query.with("limit", 1));
        long total = heaviest.path("total").asLong(0);
        if (total == 0) {
            throw new Failure(
                    ExitCode.NO_SAMPLES,
                    "there are no " + type + " samples of " + namespace + "/" + subject.name() + " in this time",
                    new MissingSamples(session, namespace).reason(subject));
        }
        byte[] graph = session.collector().download("flamegraph." + file.form(), query);
        file.write(graph, subject.name(), type, terminal);
        if (terminal.watched()) {
            terminal.note(Quantity.weight(total, heaviest.path("unit").asString("")) + " of " + type + " from "
                    + Instant.ofEpochMilli(heaviest.path("from").asLong(0)) + " to "
                    + Instant.ofEpochMilli(heaviest.path("to").asLong(0)));
        }
    }
}
