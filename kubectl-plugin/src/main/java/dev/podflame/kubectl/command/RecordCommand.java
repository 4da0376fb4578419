package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Subject;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Progress;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Waits for a stretch of time to pass and writes the flame graph of just that.
@Command(
        name = "record",
        description = "Wait for a stretch of time to pass, and write the flame graph of just that stretch.")
public final class RecordCommand extends ClusterCommand {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Parameters(
            paramLabel = "POD|KIND/NAME",
            description = "pod, or deploy/NAME, sts/NAME, ds/NAME, job/NAME, svc/NAME")
    private String subject = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "how long, up to 10m, in steps of 10s (default: 60s)")
    private Duration length = Duration.ofSeconds(60);

    @Mixin
    private final ProfileOptions profile = new ProfileOptions();

    @Mixin
    private final GraphFile file = new GraphFile();

    public RecordCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() throws Failure {
        Subject.parse(subject);
        file.form();
        if (length.compareTo(LONGEST) > 0) {
            throw Failure.usage(
                    "--for is at most 10m: of longer ranges whole minutes are kept",
                    "What has passed already is there too: kubectl podflame svg --since=1h.");
        }
    }

    @Override
    ExitCode run(Session session) throws Failure {
        Subject asked = Subject.parse(subject);
        String namespace = session.namespace();
        Query query = new SubjectQuery(session, namespace, "now-15m").of(asked).with("type", profile.type);
        Recording recording;
        try (Progress progress = new Progress(terminal())) {
            recording = Recording.begin(
                    question -> session.collector().ask("timeline", question), query, length, Pace.REAL);
            recording.await(progress);
        }
        new Graphs(session, namespace, terminal()).write(asked, profile.type, recording.query(), file);
        return ExitCode.OK;
    }
}
