package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.CollectorAuthority;
import dev.podflame.kubectl.cluster.Installation;
import dev.podflame.kubectl.cluster.InstallationFinder;
import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.cluster.PortForward;
import dev.podflame.kubectl.collector.Collector;
import dev.podflame.kubectl.collector.DirectRoute;
import dev.podflame.kubectl.collector.ForwardedRoute;
import dev.podflame.kubectl.collector.Route;
import dev.podflame.kubectl.collector.Trust;
import dev.podflame.kubectl.login.Login;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// One command's connection to the cluster and its collector. Its child processes end with it, also when the command is
/// interrupted.
record Session(Kubectl kubectl, Installation installation, Collector collector, Identity identity)
        implements AutoCloseable {

    static Session open(ClusterOptions options, Surroundings surroundings) throws Failure {
        Kubectl kubectl = new Kubectl(options.kubectlFlags(), surroundings.terminal());
        Installation installation = installation(options, kubectl);
        Identity identity = new Identity(options, surroundings, kubectl);
        Route route = route(options, kubectl, installation);
        try {
            Login login = new Login(identity.tokens(installation), surroundings.clock());
            Collector collector = new Collector(route, trust(options, kubectl, installation), login);
            // Ctrl-C ends this program without its "finally" blocks; the port-forward shall end too.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(route::close));
            return new Session(kubectl, installation, collector, identity);
        } catch (Failure | RuntimeException e) {
            route.close();
            throw e;
        }
    }

    /// The namespace that the command is about.
    String namespace() throws Failure {
        return identity.namespace();
    }

    @Override
    public void close() {
        collector.close();
    }

    private static Installation installation(ClusterOptions options, Kubectl kubectl) throws Failure {
        Optional<String> namespace = Optional.ofNullable(options.podflameNamespace);
        if (options.collector != null) {
            return Installation.byDefault(namespace.orElse(Installation.DEFAULT_NAMESPACE));
        }
        // This call comes before the kubeconfig is read for its token: kubectl refreshes an OpenID Connect token that
        // has expired and writes it there.
        return InstallationFinder.find(kubectl, namespace);
    }

    private static Route route(ClusterOptions options, Kubectl kubectl, Installation installation) throws Failure {
        if (options.collector != null) {
            return DirectRoute.to(options.collector);
        }
        PortForward forward = new PortForward(kubectl, installation);
        forward.begin();
        return new ForwardedRoute(forward);
    }

    private static SSLContext trust(ClusterOptions options, Kubectl kubectl, Installation installation) throws Failure {
        if (options.insecureSkipTlsVerify) {
            return Trust.anything();
        }
        boolean direct = options.collector != null;
        if (direct && options.certificateAuthority == null) {
            return Trust.system();
        }
        String authority = options.certificateAuthority == null
                ? CollectorAuthority.read(kubectl, installation)
                : read(options.certificateAuthority);
        return direct ? Trust.signedBy(authority) : Trust.signedBy(authority, names(installation));
    }

    private static Set<String> names(Installation installation) {
        String name = installation.service();
        String full = name + "." + installation.namespace();
        return Set.of(name, full, full + ".svc");
    }

    private static String read(Path file) throws Failure {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Failure(ExitCode.ERROR, "can't read " + file, "Give a PEM file with --certificate-authority.", e);
        }
    }
}
