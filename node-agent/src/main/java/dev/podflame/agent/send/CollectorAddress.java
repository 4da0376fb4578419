package dev.podflame.agent.send;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where the collector is and how it and the agent know each other.
///
/// @param url base URL, such as `http://127.0.0.1:7070`
/// @param ca PEM file of the certificates that may have signed the collector's; empty: those that Java trusts
/// @param token file of the bearer token that the agent shows; empty: it shows none
public record CollectorAddress(URI url, Optional<Path> ca, Optional<Path> token) {

    /// A collector that asks for nothing.
    public static CollectorAddress open(URI url) {
        return new CollectorAddress(url, Optional.empty(), Optional.empty());
    }

    URI resolve(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
