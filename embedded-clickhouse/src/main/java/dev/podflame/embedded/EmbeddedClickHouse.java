package dev.podflame.embedded;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The program: ClickHouse's engine behind ClickHouse's HTTP protocol on loopback, for the user `podflame` with the
/// password in `PODFLAME_CLICKHOUSE_PASSWORD`. It ends when its standard input ends, so it never outlives its parent.
@Command(
        name = "podflame-embedded-clickhouse",
        mixinStandardHelpOptions = true,
        versionProvider = EmbeddedClickHouse.Version.class,
        description = "ClickHouse for one machine: libchdb behind ClickHouse's HTTP protocol, on loopback.",
        footer = {
            "",
            "The user is podflame, the password comes from the environment variable PODFLAME_CLICKHOUSE_PASSWORD.",
            "Ends when standard input ends, and on SIGTERM.",
            "",
            "Exit codes: 2 wrong options, 10 no password, 11 library missing, 12 library cannot be loaded,",
            "13 library too old, 14 data folder not writable or full, 15 data folder in use, 16 port in use,",
            "17 the engine refused."
        })
public final class EmbeddedClickHouse implements Callable<Integer> {
    private static final String PASSWORD = "PODFLAME_CLICKHOUSE_PASSWORD";

    @Mixin
    private Options options = new Options();

    private EmbeddedClickHouse() {}

    public static void main(String[] arguments) {
        CommandLine commandLine =
                new CommandLine(new EmbeddedClickHouse()).registerConverter(ByteSize.class, ByteSize::parse);
        int code = commandLine.execute(arguments);
        // halt, not exit: the engine is closed, and its static destructors need not run.
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Server server = Server.start(options, password());
            CountDownLatch end = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "shutdown"));
            if (!options.ignoreStdin) {
                Thread.ofPlatform().name("parent-watch").daemon().start(() -> awaitParentsEnd(end));
            }
            end.await();
            server.stop();
            return Exit.ENDED.code();
        } catch (StartupFailure e) {
            System.err.println("podflame-clickhouse: " + e.getMessage());
            return e.exit().code();
        }
    }

    private static String password() throws StartupFailure {
        String password = System.getenv(PASSWORD);
        if (password == null || password.isEmpty()) {
            throw new StartupFailure(
                    Exit.PASSWORD_MISSING,
                    "the environment variable " + PASSWORD + " is not set",
                    "set it to a random password; clients need the same one");
        }
        return password;
    }

    /// The parent holds the other end of our standard input; the kernel closes it when the parent dies, however it
    /// dies.
    private static void awaitParentsEnd(CountDownLatch end) {
        try {
            while (System.in.read() >= 0) {
                // Input means nothing.
            }
        } catch (IOException e) {
            System.err.println("podflame-clickhouse: standard input failed, ending: " + e.getMessage());
        }
        end.countDown();
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = EmbeddedClickHouse.class.getPackage().getImplementationVersion();
            return new String[] {"podflame-embedded-clickhouse " + (version == null ? "(development)" : version)};
        }
    }
}
