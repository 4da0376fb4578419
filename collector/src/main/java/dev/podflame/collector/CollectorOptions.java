package dev.podflame.collector;

import dev.podflame.collector.store.ClickHouseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The collector's command line.
final class CollectorOptions {
    static final String PASSWORD_VARIABLE = "PODFLAME_CLICKHOUSE_PASSWORD";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder for the spool and the embedded database (default: ${DEFAULT-VALUE})")
    Path data = Path.of("data");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description = "page, API and OTLP over HTTP (default: ${DEFAULT-VALUE})")
    HostPort listen = new HostPort("127.0.0.1", 7070);

    @Option(
            names = "--grpc-listen",
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description = "OTLP over gRPC; not with --auth kubernetes (default: 127.0.0.1:7071)")
    @Nullable
    HostPort grpcListen;

    @Mixin
    AccessOptions access = new AccessOptions();

    @Option(
            names = "--clickhouse-url",
            paramLabel = "URL",
            description = "a ClickHouse server, http:// or https:// (default: the embedded one)")
    @Nullable
    URI clickHouseUrl;

    @Option(
            names = "--clickhouse-user",
            paramLabel = "NAME",
            description = "user of the server (default: ${DEFAULT-VALUE})")
    String clickHouseUser = "default";

    @Option(
            names = "--clickhouse-password-file",
            paramLabel = "FILE",
            description = "file with the user's password (default: the environment variable " + PASSWORD_VARIABLE + ")")
    @Nullable
    Path clickHousePasswordFile;

    @Option(
            names = "--clickhouse-database",
            paramLabel = "NAME",
            description = "database of the server; made if it is missing (default: ${DEFAULT-VALUE})")
    String clickHouseDatabase = "podflame";

    @Option(
            names = "--clickhouse-ca",
            paramLabel = "FILE",
            description = "PEM file of the authority that signed the server's certificate, if it isn't a public one")
    @Nullable
    Path clickHouseCa;

    @Option(
            names = "--libchdb",
            paramLabel = "FILE",
            description = "libchdb.so of the embedded ClickHouse (default: the newest in the cache)")
    @Nullable
    Path libchdb;

    @Option(
            names = "--embedded-home",
            paramLabel = "DIR",
            description = "folder of podflame-embedded-clickhouse.jar and its lib/ (default: near this program)")
    @Nullable
    Path embeddedHome;

    @Option(
            names = "--clickhouse-memory",
            paramLabel = "BYTES",
            description = "memory limit of the embedded ClickHouse, such as 768M (default: ${DEFAULT-VALUE})")
    String clickHouseMemory = "768M";

    /// Where to take OTLP over gRPC, if anywhere. It asks for no token, so it is for one machine only.
    Optional<HostPort> grpc() throws StartFailure {
        if (access.isKubernetes()) {
            if (grpcListen != null) {
                throw new StartFailure(
                        "OTLP over gRPC can't ask for tokens", "leave out --grpc-listen where --auth is kubernetes");
            }
            return Optional.empty();
        }
        HostPort listenOn = grpcListen == null ? new HostPort("127.0.0.1", 7071) : grpcListen;
        access.checkAddress(listenOn, "--grpc-listen");
        return Optional.of(listenOn);
    }

    /// The server to use, if one is given.
    Optional<ClickHouseAddress> server() throws StartFailure {
        if (clickHouseUrl == null) {
            return Optional.empty();
        }
        if (clickHouseCa != null && !Files.isReadable(clickHouseCa)) {
            throw new StartFailure("can't read " + clickHouseCa, "give a PEM file with --clickhouse-ca");
        }
        try {
            return Optional.of(new ClickHouseAddress(
                    clickHouseUrl, clickHouseUser, password(), clickHouseDatabase, Optional.ofNullable(clickHouseCa)));
        } catch (IllegalArgumentException e) {
            StartFailure failure =
                    new StartFailure(String.valueOf(e.getMessage()), "see --clickhouse-url and --clickhouse-database");
            failure.initCause(e);
            throw failure;
        }
    }

    private String password() throws StartFailure {
        if (clickHousePasswordFile == null) {
            return System.getenv().getOrDefault(PASSWORD_VARIABLE, "");
        }
        try {
            return Files.readString(clickHousePasswordFile, StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            StartFailure failure = new StartFailure(
                    "can't read " + clickHousePasswordFile, "give a readable file with --clickhouse-password-file");
            failure.initCause(e);
            throw failure;
        }
    }

    /// The embedded ClickHouse's limit in bytes.
    long memoryBytes() throws StartFailure {
        String digits = clickHouseMemory.replaceAll("[KMGkmg]i?[Bb]?$", "");
        String unit = clickHouseMemory.substring(digits.length()).toUpperCase(Locale.ROOT);
        try {
            long number = Long.parseLong(digits);
            int shift = switch (unit.isEmpty() ? ' ' : unit.charAt(0)) {
                case 'K' -> 10;
                case 'M' -> 20;
                case 'G' -> 30;
                default -> 0;
            };
            if (number > 0 && number <= Long.MAX_VALUE >> shift) {
                return number << shift;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number that is too small.
        }
        throw new StartFailure("not a size: " + clickHouseMemory, "write --clickhouse-memory like 768M or 2G");
    }
}
