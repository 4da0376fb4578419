package dev.podflame.agent.usage;

import dev.podflame.agent.process.EndedProcess;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcStat;
import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.SelectedProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// CPU time and memory of the selected processes outside of containers. Belongs to one thread.
final class ProcessUsage {

    private final ProcFiles proc;
    private final long bootMillis;
    private final long pageBytes = PageSize.bytes();

    /// When each process was read last, milliseconds since the epoch.
    private final Map<ProcessKey, Long> readMillis = new HashMap<>();

    ProcessUsage(ProcFiles proc, long bootMillis) {
        this.proc = proc;
        this.bootMillis = bootMillis;
    }

    /// Adds a reading of each running process, and of each that has ended the last one, unless it was sent before.
    void add(MetricsRequest request, List<SelectedProcess> running, List<EndedProcess> ended) {
        Set<ProcessKey> known = new HashSet<>();
        for (SelectedProcess process : running) {
            Optional<ProcStat> stat =
                    proc.stat(process.key().pid()).filter(read -> read.key().equals(process.key()));
            long now = System.currentTimeMillis();
            known.add(process.key());
            if (stat.isPresent()) {
                request.add(point(process, stat.get(), now));
                readMillis.put(process.key(), now);
            }
        }
        for (EndedProcess end : ended) {
            ProcessKey key = end.process().key();
            if (end.readMillis() > readMillis.getOrDefault(key, 0L)) {
                request.add(point(end.process(), end.last(), end.readMillis()));
            }
        }
        readMillis.keySet().retainAll(known);
    }

    private MetricsRequest.Resource point(SelectedProcess process, ProcStat stat, long millis) {
        long startMillis = bootMillis + process.key().startTicks() * ProcStat.TICK_NANOS / 1_000_000;
        MetricsRequest.Resource resource = new MetricsRequest.Resource(process.attributes(), startMillis * 1_000_000);
        resource.seconds("process.cpu.time", millis * 1_000_000, stat.cpuNanos());
        resource.bytes("process.memory.usage", millis * 1_000_000, stat.residentPages() * pageBytes);
        return resource;
    }
}
