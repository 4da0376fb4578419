package dev.podflame.agent;

import dev.podflame.agent.attach.EbpfProfiler;
import dev.podflame.agent.attach.EngineFailure;
import dev.podflame.agent.attach.EngineState;
import dev.podflame.agent.process.ProcessScanner;
import dev.podflame.agent.report.ReportSender;
import dev.podflame.agent.send.BatchSender;
import dev.podflame.agent.send.Spool;
import dev.podflame.agent.session.JavaSessions;
import dev.podflame.agent.target.TargetSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the agent is doing and what keeps it from doing more; the parts are asked when somebody asks this.
record AgentStatus(
        StartupReport report,
        TargetSource targets,
        ProcessScanner processes,
        EbpfProfiler engine,
        JavaSessions sessions,
        SamplePipeline pipeline,
        SpooledUsage usage,
        Spool profiles,
        Spool metrics,
        BatchSender profileSender,
        BatchSender metricSender,
        Optional<ReportSender> reports) {

    /// The reasons why something is missing, for people; none when all is well.
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        switch (engine.state()) {
            case EngineState.Failed(EngineFailure failure, Instant retryAt) ->
                troubles.add("no profiles: " + failure + "; next try at " + retryAt);
            case EngineState.Starting() -> troubles.add("no profiles yet: the engine is starting");
            case EngineState.Stopped() -> troubles.add("no profiles: the agent is stopping");
            case EngineState.Running(Instant since) -> {}
        }
        for (Check check : report.checks()) {
            if (check.verdict() == Check.Verdict.NOT) {
                troubles.add(check.name() + ": " + check.detail() + "; " + check.cure());
            }
        }
        targets.troubles().forEach(trouble -> troubles.add("targets: " + trouble));
        pipeline.trouble().ifPresent(trouble -> troubles.add("profiles are lost: " + trouble));
        usage.trouble().ifPresent(trouble -> troubles.add("usage is lost: " + trouble));
        profileSender.trouble().ifPresent(trouble -> troubles.add("profiles wait: " + trouble));
        metricSender.trouble().ifPresent(trouble -> troubles.add("usage waits: " + trouble));
        reports.flatMap(ReportSender::trouble).ifPresent(trouble -> troubles.add("reports don't arrive: " + trouble));
        return troubles;
    }

    /// The answer of `/health`.
    Map<String, Object> health() {
        List<String> troubles = troubles();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", troubles.isEmpty() ? "ok" : "degraded");
        health.put("reasons", troubles);
        health.put("engine", engine.state().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        health.put("lastMessage", pipeline.lastMessage().map(Instant::toString).orElse(""));
        health.put("selectedProcesses", processes.selected().size());
        health.put("skipped", processes.skipped());
        health.put("java", JvmStatus.list(sessions.states()));
        health.put("spooledBatches", profiles.size() + metrics.size());
        health.put("spooledBytes", profiles.bytes() + metrics.bytes());
        return health;
    }
}
