package dev.podflame.agent;

import static java.util.Objects.requireNonNull;

import dev.podflame.agent.process.Containers;
import dev.podflame.agent.send.BatchSender;
import dev.podflame.agent.target.TargetFiles;
import dev.podflame.agent.target.TargetSource;
import dev.podflame.agent.target.kubernetes.KubernetesTargets;
import dev.podflame.agent.target.kubernetes.NodeIdentity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Where the agent runs, and what is different there.
sealed interface Surroundings extends AutoCloseable {

    /// The name under which it sends.
    String node();

    TargetSource targets();

    /// Who knows the names of containers that the targets don't know.
    Containers containers();

    BatchSender.Waits waits();

    @Override
    void close();

    static Surroundings of(AgentOptions options) throws UnknownHostException {
        return options.kubernetes ? ClusterNode.of(options) : Machine.of(options);
    }

    /// A machine of its own, with targets in files.
    record Machine(String node, TargetFiles targets) implements Surroundings {

        static Machine of(AgentOptions options) throws UnknownHostException {
            return new Machine(
                    InetAddress.getLocalHost().getHostName(), new TargetFiles(requireNonNull(options.targets)));
        }

        @Override
        public Containers containers() {
            return new Containers(Containers.SOCKETS);
        }

        @Override
        public BatchSender.Waits waits() {
            return BatchSender.Waits.DEFAULT;
        }

        @Override
        public void close() {}
    }

    /// A node of a Kubernetes cluster.
    record ClusterNode(NodeIdentity at, KubernetesClient client, KubernetesTargets targets) implements Surroundings {

        static ClusterNode of(AgentOptions options) {
            NodeIdentity at = new NodeIdentity(requireNonNull(options.node), options.cluster);
            KubernetesClient client = newClient();
            return new ClusterNode(at, client, KubernetesTargets.watch(client, at));
        }

        /// A client with the service account of the agent's pod, or as kubectl would be configured.
        static KubernetesClient newClient() {
            Config config = Config.autoConfigure(null);
            // The watches try again by themselves, and then people shall know why.
            config.setRequestRetryBackoffLimit(0);
            return new KubernetesClientBuilder().withConfig(config).build();
        }

        @Override
        public String node() {
            return at.node();
        }

        @Override
        public Containers containers() {
            return new Containers(List.of());
        }

        @Override
        public BatchSender.Waits waits() {
            return BatchSender.Waits.LAST_CHANCE;
        }

        @Override
        public void close() {
            targets.close();
            client.close();
        }
    }
}
