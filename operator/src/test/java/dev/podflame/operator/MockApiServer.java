package dev.podflame.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Fabric8's in-memory API server, on loopback. It knows neither admission nor access rules nor who owns a field:
/// what hangs on these is tested against a real cluster. An apply patch replaces the top-level fields that it names, or
/// creates what isn't there yet, which is enough to see who writes what and when.
public final class MockApiServer implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("io.fabric8.mockwebserver");

    private final KubernetesMockServer server =
            new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Dispatcher(), false);

    public MockApiServer() {
        QUIET.setLevel(Level.WARNING);
        server.init(InetAddress.getLoopbackAddress(), 0);
        List.of(ProfilingTarget.KIND, ClusterProfilingTarget.KIND)
                .forEach(kind -> server.expectCustomResource(new CustomResourceDefinitionContext.Builder()
                        .withGroup(ProfilingTarget.GROUP)
                        .withVersion(ProfilingTarget.VERSION)
                        .withKind(kind)
                        .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                        .withScope(kind.equals(ProfilingTarget.KIND) ? "Namespaced" : "Cluster")
                        .withStatusSubresource(true)
                        .build()));
    }

    public KubernetesClient client() {
        return server.createClient();
    }

    private static final class Dispatcher extends KubernetesCrudDispatcher {
        private final ObjectMapper json = new ObjectMapper();

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            boolean applies = "PATCH".equals(request.getMethod())
                    && String.valueOf(request.getHeader("Content-Type")).startsWith("application/apply-patch");
            try {
                return applies ? apply(request) : super.dispatch(request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private MockResponse apply(RecordedRequest request) throws IOException {
            String path = request.getPath().replaceFirst("\\?.*", "");
            byte[] patch = request.getBody().getBytes();
            MockResponse present =
                    super.dispatch(as(request, HttpMethod.GET, path.replaceFirst("/status$", ""), new byte[0]));
            if (present.code() == 404) {
                return super.dispatch(as(request, HttpMethod.POST, path.replaceFirst("/[^/]*$", ""), patch));
            }
            ObjectNode merged = (ObjectNode) json.readTree(present.getBody().getBytes());
            json.readTree(patch).properties().forEach(field -> {
                if (field.getKey().equals("metadata")) {
                    merged.withObject("/metadata").setAll((ObjectNode) field.getValue());
                } else {
                    merged.set(field.getKey(), field.getValue());
                }
            });
            return super.dispatch(as(request, HttpMethod.PUT, path, json.writeValueAsBytes(merged)));
        }

        private static RecordedRequest as(RecordedRequest request, HttpMethod method, String path, byte[] body) {
            Headers headers = request.getHeaders()
                    .newBuilder()
                    .setHeader("Content-Type", "application/json")
                    .build();
            return new RecordedRequest(request.getHttpVersion(), method, path, headers, new Buffer(body));
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
