package dev.podflame.kubectl.login;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a credential plugin is told: whether it may ask questions and, if it wants to know, about which cluster.
final class ExecRequest {
    private static final String EXTENSION = "client.authentication.k8s.io/exec";
    private static final List<String> CLUSTER_FIELDS = List.of(
            "server",
            "tls-server-name",
            "insecure-skip-tls-verify",
            "certificate-authority-data",
            "proxy-url",
            "disable-compression");

    private final KubeUser.Exec exec;
    private final KubeconfigFiles files;
    private final JsonNode cluster;

    ExecRequest(KubeUser.Exec exec, KubeconfigFiles files, JsonNode cluster) {
        this.exec = exec;
        this.files = files;
        this.cluster = cluster;
    }

    String json(boolean interactive) throws Failure {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("kind", "ExecCredential");
        root.put("apiVersion", exec.apiVersion());
        ObjectNode spec = root.putObject("spec");
        spec.put("interactive", interactive);
        if (exec.wantsCluster()) {
            describe(spec.putObject("cluster"));
        }
        return root.toString();
    }

    private void describe(ObjectNode described) throws Failure {
        for (String field : CLUSTER_FIELDS) {
            if (cluster.has(field)) {
                described.set(field, cluster.path(field));
            }
        }
        String authority = cluster.path("certificate-authority").asString("");
        if (!authority.isEmpty() && !cluster.has("certificate-authority-data")) {
            described.put("certificate-authority-data", base64(authority));
        }
        for (JsonNode extension : cluster.path("extensions")) {
            if (EXTENSION.equals(extension.path("name").asString(""))) {
                described.set("config", extension.path("extension"));
            }
        }
    }

    private String base64(String path) throws Failure {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(files.resolve(path)));
        } catch (IOException e) {
            throw new Failure(ExitCode.ERROR, "can't read the cluster's certificate authority " + path, "", e);
        }
    }
}
