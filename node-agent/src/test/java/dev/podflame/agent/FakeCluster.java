package dev.podflame.agent;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An API server that keeps objects and tells watchers about them. It can refuse, but knows no field selectors: those
/// that were asked for are noted, and answered with everything.
public final class FakeCluster implements AutoCloseable {
    /// Paths that are refused, by their begin, and the status.
    public final Map<String, Integer> refused = new ConcurrentHashMap<>();

    public final Set<String> fieldSelectors = ConcurrentHashMap.newKeySet();
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    public FakeCluster() {
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new RefusingDispatcher(), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        client = server.createClient();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .addToLabels("tier", "live")
                        .endMetadata()
                        .build())
                .create();
    }

    private final class RefusingDispatcher extends KubernetesCrudDispatcher {
        RefusingDispatcher() {
            super(List.of(
                    CustomResourceDefinitionContext.fromCustomResourceType(ProfilingTarget.class),
                    CustomResourceDefinitionContext.fromCustomResourceType(ClusterProfilingTarget.class)));
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            for (Map.Entry<String, Integer> entry : refused.entrySet()) {
                if (request.getPath().startsWith(entry.getKey())) {
                    return new MockResponse()
                            .setResponseCode(entry.getValue())
                            .setBody("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d}"
                                    .formatted(entry.getValue()));
                }
            }
            return super.dispatch(request);
        }

        @Override
        public MockResponse handleGet(String path) {
            String[] parts = path.split("[?&]", -1);
            StringBuilder plain = new StringBuilder(parts[0]);
            char separator = '?';
            for (int i = 1; i < parts.length; i++) {
                if (parts[i].startsWith("fieldSelector=")) {
                    fieldSelectors.add(parts[i]);
                } else {
                    plain.append(separator).append(parts[i]);
                    separator = '&';
                }
            }
            return super.handleGet(plain.toString());
        }
    }

    /// Another client of this server.
    public KubernetesClient newClient() {
        return server.createClient();
    }

    public String url() {
        return "http://" + server.getHostName() + ":" + server.getPort();
    }

    /// Makes a target in the namespace shop, or makes it another one.
    public void target(String name, String spec) {
        put(Serialization.unmarshal("""
                apiVersion: podflame.dev/v1alpha1
                kind: ProfilingTarget
                metadata: {name: %s, namespace: shop, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: %s
                """.formatted(name, spec), ProfilingTarget.class));
    }

    public void clusterTarget(String name, String spec) {
        put(Serialization.unmarshal("""
                apiVersion: podflame.dev/v1alpha1
                kind: ClusterProfilingTarget
                metadata: {name: %s, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: %s
                """.formatted(name, spec), ClusterProfilingTarget.class));
    }

    public void deleteTarget(String name) {
        client.resources(ProfilingTarget.class)
                .inNamespace("shop")
                .withName(name)
                .delete();
    }

    public void put(HasMetadata object) {
        client.resource(object).createOr(existing -> existing.update());
    }

    public void deletePod(String name) {
        client.pods().inNamespace("shop").withName(name).withGracePeriod(0).delete();
    }

    /// A running pod of the Deployment checkout on a node, with one container called app.
    ///
    /// @param metadata more of it, such as `annotations: {…}`; may be empty
    public static Pod pod(String name, String node, String containerId, String metadata) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %1$s
                  namespace: shop
                  uid: uid-%1$s
                  labels: {app: checkout, version: "7", pod-template-hash: 5d59d67564}
                  ownerReferences:
                  - {apiVersion: apps/v1, kind: ReplicaSet, name: checkout-5d59d67564, uid: rs, controller: true}
                  %3$s
                spec:
                  nodeName: %2$s
                  containers: [{name: app, image: "shop/web:3"}]
                status:
                  phase: Running
                  containerStatuses:
                  - name: app
                    image: docker.io/shop/web:3
                    imageID: docker.io/shop/web@sha256:%4$s
                    containerID: containerd://%5$s
                    ready: true
                    restartCount: 0
                    state: {running: {startedAt: "2026-11-22T10:00:00Z"}}
                """.formatted(name, node, metadata, "0".repeat(64), containerId), Pod.class);
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
