package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Subject;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.proxy.PageProxy;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// A command that serves the page until Ctrl-C.
abstract class PageCommand extends ClusterCommand {
    @Parameters(
            paramLabel = "POD|svc/NAME",
            arity = "0..1",
            description = "begin at this pod or service (default: the list of services)")
    private @Nullable String subject;

    @Option(names = "--port", paramLabel = "NUMBER", description = "port on 127.0.0.1 (default: a free one)")
    private int port;

    PageCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    final void check() throws Failure {
        if (port < 0 || port > 65_535) {
            throw Failure.usage("not a port: " + port, "");
        }
        if (subject != null && Subject.parse(subject) instanceof Subject.Workload) {
            throw Failure.usage("the page has no view of " + subject, "Give a POD or svc/NAME.");
        }
    }

    @Override
    final ExitCode run(Session session) throws Failure {
        greet(session);
        try (PageProxy proxy = PageProxy.start(session.collector(), port, page(session))) {
            serve(proxy);
        }
        return ExitCode.OK;
    }

    /// Asks once, so that what is wrong is said here and not in the browser.
    private static void greet(Session session) throws Failure {
        JsonNode answer = session.collector().ask("session", Query.NONE);
        boolean unknown = answer.path("auth").asString("").equals("kubernetes")
                && answer.path("user").asString("").isEmpty();
        if (unknown) {
            throw Failure.notPermitted(
                    "the collector doesn't know who you are",
                    "Log in to the cluster again, or name a service account: --service-account=NAMESPACE/NAME.");
        }
    }

    abstract void serve(PageProxy proxy) throws Failure;

    final void announce(PageProxy proxy) {
        terminal().out().println(proxy.address());
        terminal().out().flush();
        terminal().note("Podflame's page is there for you only, until Ctrl-C.");
    }

    /// Waits for Ctrl-C, which ends the program by its shutdown hooks.
    final void untilStopped(PageProxy proxy) {
        CountDownLatch forever = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(proxy::close));
        try {
            forever.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String page(Session session) throws Failure {
        if (subject == null) {
            return "/services";
        }
        return switch (Subject.parse(subject)) {
            case Subject.Pod pod -> "/pods/" + session.namespace() + "/" + pod.name();
            case Subject.Service service -> "/services/" + session.namespace() + "/" + service.name();
            case Subject.Workload workload -> throw Failure.usage("the page has no view of " + workload.name(), "");
        };
    }
}
