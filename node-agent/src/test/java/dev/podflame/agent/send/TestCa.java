package dev.podflame.agent.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate authority of a test and one server certificate for localhost that it signed, made with keytool.
public final class TestCa {
    private static final String PASSWORD = "changeit";
    private final Path folder;
    private final String name;

    /// @param name tells several of them in one folder apart
    public TestCa(Path folder, String name) throws IOException, InterruptedException {
        this.folder = folder;
        this.name = name;
        keytool(
                "ca.p12",
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c=ca:true");
        keytool(
                "ca.p12",
                "-exportcert",
                "-rfc",
                "-alias",
                "ca",
                "-file",
                certificate().toString());
        keytool("server.p12", "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=collector");
        keytool("server.p12", "-certreq", "-alias", "server", "-file", file("request"));
        keytool(
                "ca.p12",
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                file("request"),
                "-outfile",
                file("server.crt"),
                "-ext",
                "san=dns:localhost",
                "-rfc");
        keytool(
                "server.p12",
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                certificate().toString());
        keytool("server.p12", "-importcert", "-noprompt", "-alias", "server", "-file", file("server.crt"));
    }

    /// The authority's own certificate, in PEM.
    public Path certificate() {
        return Path.of(file("ca.crt"));
    }

    public SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(file("server.p12")))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private String file(String kind) {
        return folder.resolve(name + "-" + kind).toString();
    }

    private void keytool(String store, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(options));
        command.addFirst(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-keystore", file(store), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
    }
}
