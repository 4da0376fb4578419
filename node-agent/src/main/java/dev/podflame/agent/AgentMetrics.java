package dev.podflame.agent;

import dev.podflame.agent.attach.EngineState;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.send.BatchSender;
import dev.podflame.agent.send.Spool;
import dev.podflame.agent.session.JavaSessions;
import dev.podflame.agent.session.SessionCounts;
import dev.podflame.agent.symbol.Symbolizer;
import dev.podflame.agent.usage.ProgramUsage;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.DoubleSupplier;

/// The agent's own metrics, read from its parts when somebody asks.
final class AgentMetrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PREFIX = "podflame_agent_";

    private final PrometheusRegistry registry = new PrometheusRegistry();

    AgentMetrics(AgentStatus status, SampleCounts counts, Symbolizer symbolizer) {
        samples(status, counts);
        java(status.sessions());
        symbols(symbolizer);
        sending("profiles", status.profiles(), status.profileSender());
        sending("usage", status.metrics(), status.metricSender());
        counter(
                "profiles_batches_lost_total",
                "Batches that couldn't be written to disk.",
                status.pipeline()::lostBatches);
        counter("usage_batches_lost_total", "Batches that couldn't be written to disk.", status.usage()::lost);
        gauge(
                "engine_running",
                "1 while the engine samples.",
                () -> status.engine().state() instanceof EngineState.Running ? 1 : 0);
        counter("engine_starts_total", "Starts of the engine.", status.engine()::starts);
        gauge(
                "selected_processes",
                "Processes that are profiled.",
                () -> status.processes().selected().size());
        cost();
    }

    /// The text format of Prometheus.
    byte[] text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toByteArray();
    }

    private void samples(AgentStatus status, SampleCounts counts) {
        counter("engine_messages_total", "Messages from the engine.", status.pipeline()::received);
        CounterWithCallback.builder()
                .name(PREFIX + "samples_total")
                .help("Samples from the eBPF engine by what became of them; queue_full and malformed count messages.")
                .labelNames("fate")
                .callback(callback -> {
                    for (SampleCounts.Fate fate : SampleCounts.Fate.values()) {
                        callback.call((double) counts.of(fate), fate.label());
                    }
                })
                .register(registry);
    }

    private void java(JavaSessions sessions) {
        SessionCounts counts = sessions.counts();
        counter("java_windows_total", "Windows of JVMs that were read.", counts::windows);
        counter("java_windows_lost_total", "Windows of JVMs that couldn't be read.", counts::lostWindows);
        counter("java_samples_total", "Samples in windows of JVMs.", counts::samples);
        counter("java_ended_total", "JVMs that ended while async-profiler was in them.", counts::ended);
        GaugeWithCallback.builder()
                .name(PREFIX + "java_jvms")
                .help("JVMs that async-profiler is wanted in, by what became of that.")
                .labelNames("state")
                .callback(callback -> JvmStatus.countByWord(sessions.states())
                        .forEach((word, count) -> callback.call((double) count, word)))
                .register(registry);
        gauge(
                "java_cpu_cores",
                "What async-profiler costs in all JVMs together.",
                () -> JvmStatus.cost(sessions.states()).cpuPercent() / 100);
        gauge(
                "java_memory_bytes",
                "Memory of async-profiler in all JVMs together.",
                () -> JvmStatus.cost(sessions.states()).memoryBytes());
    }

    private void symbols(Symbolizer symbolizer) {
        counter(
                "symbols_named_total",
                "Native addresses that got a name.",
                () -> symbolizer.counts().named());
        counter(
                "symbols_unnamed_total",
                "Native addresses without a name.",
                () -> symbolizer.counts().unnamed());
        counter(
                "symbol_files_read_total",
                "Executables and libraries read.",
                () -> symbolizer.counts().filesRead());
        gauge("symbol_tables", "Symbol tables open.", () -> symbolizer.counts().tables());
    }

    private void sending(String kind, Spool spool, BatchSender sender) {
        gauge(kind + "_spool_bytes", "Bytes of batches that wait on disk.", spool::bytes);
        gauge(kind + "_spool_batches", "Batches that wait on disk.", spool::size);
        counter(
                kind + "_batches_sent_total",
                "Batches that the collector has.",
                () -> sender.counts().sent());
        counter(
                kind + "_bytes_sent_total",
                "Bytes that the collector has.",
                () -> sender.counts().sentBytes());
        counter(
                kind + "_batches_refused_total",
                "Batches the collector won't take.",
                () -> sender.counts().refused());
        counter(kind + "_batches_expired_total", "Batches given up unsent.", spool::dropped);
        counter(
                kind + "_send_failures_total",
                "Tries that failed and are repeated.",
                () -> sender.counts().failures());
    }

    private void cost() {
        ProcFiles proc = new ProcFiles();
        CounterWithCallback.builder()
                .name(PREFIX + "cpu_seconds_total")
                .help("CPU time of the agent and the programs it runs.")
                .labelNames("program")
                .callback(callback ->
                        ProgramUsage.all(proc).forEach((program, usage) -> callback.call(usage.cpuSeconds(), program)))
                .register(registry);
        GaugeWithCallback.builder()
                .name(PREFIX + "resident_bytes")
                .help("Resident memory of the agent and the programs it runs.")
                .labelNames("program")
                .callback(callback -> ProgramUsage.all(proc)
                        .forEach((program, usage) -> callback.call((double) usage.residentBytes(), program)))
                .register(registry);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
