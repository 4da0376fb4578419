package dev.podflame.collector.store;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where a ClickHouse is and how to log in.
///
/// @param url `http://host:port` or `https://host:port`
/// @param user user name
/// @param password its password, may be empty
/// @param database database that holds Podflame's tables; made if it is missing
/// @param caCertificate PEM file of the authority that signed the server's certificate, if it isn't a public one
public record ClickHouseAddress(URI url, String user, String password, String database, Optional<Path> caCertificate) {

    public ClickHouseAddress {
        requireNonNull(url, "url is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        requireNonNull(caCertificate, "caCertificate is null");
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("ClickHouse's URL begins with http:// or https://, not: " + url);
        }
        if (!database.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "a ClickHouse database is named by letters, digits and underscores, not: " + database);
        }
    }

    /// Never the password.
    @Override
    public String toString() {
        return url + "/" + database + " as " + user;
    }
}
