/// The plugin as a module, for the archive only: the runtime image holds it and its libraries, so that no jar has to be
/// opened at the start and the cache doesn't depend on the time stamps of files.
module dev.podflame.kubectl {
    requires info.picocli;
    requires java.net.http;
    requires jdk.httpserver;
    requires static org.jspecify;
    requires tools.jackson.databind;

    // picocli fills in the commands' fields.
    opens dev.podflame.kubectl to
            info.picocli;
    opens dev.podflame.kubectl.command to
            info.picocli;
}
