package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Subject;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the flame graph of a pod, a workload or a service.
@Command(name = "svg", description = "Write the flame graph of a pod, a workload or a service.")
public final class SvgCommand extends ClusterCommand {
    @Parameters(
            paramLabel = "POD|KIND/NAME",
            description = "pod, or deploy/NAME, sts/NAME, ds/NAME, job/NAME, svc/NAME")
    private String subject = "";

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "how far back, such as 90s, 15m, 1h30m (default: 15m)")
    private Duration since = Duration.ofMinutes(15);

    @Mixin
    private final ProfileOptions profile = new ProfileOptions();

    @Mixin
    private final GraphFile file = new GraphFile();

    public SvgCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() throws Failure {
        Subject.parse(subject);
        file.form();
    }

    @Override
    ExitCode run(Session session) throws Failure {
        Subject asked = Subject.parse(subject);
        String namespace = session.namespace();
        String from = "now-" + since.toSeconds() + "s";
        Query query = new SubjectQuery(session, namespace, from)
                .of(asked)
                .with("type", profile.type)
                .with("from", from);
        new Graphs(session, namespace, terminal()).write(asked, profile.type, query, file);
        return ExitCode.OK;
    }
}
