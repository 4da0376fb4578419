package dev.podflame.collector;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The collector: takes profiles and usage, stores them in ClickHouse, answers queries and serves the page.
@OpenAPIDefinition(info = @Info(title = "Podflame collector", version = "v1"))
@Command(
        name = "podflame-collector",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes profiles and resource usage, stores them in ClickHouse, answers queries, serves the page.")
public final class Collector implements Callable<Integer> {
    @Mixin
    private CollectorOptions options = new CollectorOptions();

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Collector())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (!(e instanceof StartFailure)) {
                        throw e;
                    }
                    line.getErr().println("podflame-collector: " + e.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        RunningCollector running = RunningCollector.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.close();
            stopped.countDown();
        }));
        System.out.println("Podflame is at " + running.url());
        stopped.await();
        return CommandLine.ExitCode.OK;
    }
}
