package dev.podflame.bench.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The five services of the demo under their load.
public final class DemoServices implements AutoCloseable {
    private final Installation installation;
    private final Path state;

    private DemoServices(Installation installation) {
        this.installation = installation;
        // The demo's targets know its programs by this folder's name.
        this.state = installation.work().resolve("services");
    }

    public static DemoServices start(Installation installation) throws IOException, InterruptedException {
        DemoServices services = new DemoServices(installation);
        services.run("start");
        return services;
    }

    @Override
    public void close() throws IOException {
        try {
            run("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String verb) throws IOException, InterruptedException {
        String script = installation.root().resolve("demo/run-services.sh").toString();
        StartedProgram.start(
                        "demo/run-services.sh " + verb,
                        List.of(script, verb, state.toString()),
                        Map.of(),
                        installation.log("services-" + verb))
                .await();
    }
}
