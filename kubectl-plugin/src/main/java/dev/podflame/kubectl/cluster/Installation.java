package dev.podflame.kubectl.cluster;

import tools.jackson.databind.JsonNode;

/// Where Podflame is installed.
///
/// @param service the collector's Service, named `<release>-collector`
/// @param port the Service's port with TLS
public record Installation(String namespace, String service, int port) {
    public static final String DEFAULT_NAMESPACE = "podflame";
    private static final String COLLECTOR_SUFFIX = "-collector";
    private static final String DEFAULT_SERVICE = "podflame" + COLLECTOR_SUFFIX;
    private static final String PORT_NAME = "https";
    private static final int DEFAULT_PORT = 7070;

    public Installation {
        if (namespace.isEmpty() || service.isEmpty()) {
            throw new IllegalArgumentException("an installation has a namespace and a service");
        }
    }

    /// The names that the chart gives when nobody changes them.
    public static Installation byDefault(String namespace) {
        return new Installation(namespace, DEFAULT_SERVICE, DEFAULT_PORT);
    }

    static Installation of(JsonNode service) {
        JsonNode metadata = service.path("metadata");
        int port = DEFAULT_PORT;
        for (JsonNode candidate : service.path("spec").path("ports")) {
            if (PORT_NAME.equals(candidate.path("name").asString(""))) {
                port = candidate.path("port").asInt(DEFAULT_PORT);
            }
        }
        return new Installation(
                metadata.path("namespace").asString(""), metadata.path("name").asString(""), port);
    }

    /// The name that the chart gave to another of its objects, such as `podflame-viewer`.
    public String nameOf(String part) {
        String release = service.endsWith(COLLECTOR_SUFFIX)
                ? service.substring(0, service.length() - COLLECTOR_SUFFIX.length())
                : service;
        return release + "-" + part;
    }
}
