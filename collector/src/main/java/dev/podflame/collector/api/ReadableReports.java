package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.access.Caller;
import dev.podflame.collector.report.AgentReport;
import dev.podflame.collector.report.AgentReport.Container;
import dev.podflame.collector.report.ReceivedReport;
import dev.podflame.collector.report.ReportStore;
import dev.podflame.collector.report.TargetName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The agents' reports as a caller may see them: containers and targets of other namespaces are left out,
/// as if they weren't there. A cluster's target shows to those who may read a container that it names,
/// and an agent to those who may read a container or a target that it reports.
final class ReadableReports {
    private final ReportStore store;

    ReadableReports(ReportStore store) {
        this.store = store;
    }

    /// Reports for somebody.
    ///
    /// @param namespace only containers of this one, and what belongs to them; all if it is empty
    List<ReceivedReport> of(Caller caller, String namespace) throws AccessException {
        if (!namespace.isEmpty()) {
            caller.checkReads(namespace);
            return restricted(store.all(), Set.of(namespace));
        }
        List<ReceivedReport> all = store.all();
        return caller.readsEverything() ? all : restricted(all, caller.readable(namespaces(all)));
    }

    private static List<ReceivedReport> restricted(List<ReceivedReport> all, Set<String> readable) {
        List<ReceivedReport> visible = new ArrayList<>();
        for (ReceivedReport received : all) {
            AgentReport report = visible(received.report(), readable);
            if (!report.containers().isEmpty() || !report.targets().isEmpty()) {
                visible.add(new ReceivedReport(report, received.receivedAt(), received.silent()));
            }
        }
        return visible;
    }

    private static Set<String> namespaces(List<ReceivedReport> reports) {
        Set<String> namespaces = new HashSet<>();
        for (ReceivedReport received : reports) {
            received.report().containers().forEach(container -> namespaces.add(container.namespace()));
            received.report().targets().forEach(target -> namespaces.add(target.namespace()));
        }
        namespaces.remove("");
        return namespaces;
    }

    private static AgentReport visible(AgentReport report, Set<String> readable) {
        List<Container> containers = report.containers().stream()
                .filter(container -> readable.contains(container.namespace()))
                .toList();
        Set<TargetName> named = containers.stream()
                .flatMap(container -> named(container).stream())
                .collect(Collectors.toSet());
        return new AgentReport(
                report.node(),
                report.cluster(),
                report.version(),
                report.boot(),
                report.time(),
                report.engine(),
                report.overhead(),
                report.targets().stream()
                        .filter(target -> readable.contains(target.namespace()) || named.contains(target.target()))
                        .toList(),
                containers);
    }

    private static List<TargetName> named(Container container) {
        List<TargetName> named = new ArrayList<>(container.conflicts());
        named.add(container.target());
        return named;
    }
}
