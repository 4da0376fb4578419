package dev.podflame.agent.process;

import java.util.Set;

/// What a Python command line runs: a script, a module, or the application that a server was told to serve.
final class PythonCommand {

    private static final Set<String> WITH_VALUE = Set.of("-W", "-X", "-Q", "--check-hash-based-pycs");

    /// Servers that take `module:application` as operand.
    private static final Set<String> SERVERS =
            Set.of("gunicorn", "uvicorn", "hypercorn", "daphne", "waitress-serve", "granian");

    private static final Set<String> SERVER_OPTIONS = Set.of(
            "-b",
            "--bind",
            "-w",
            "--workers",
            "-k",
            "--worker-class",
            "-c",
            "--config",
            "-p",
            "--port",
            "-t",
            "--timeout",
            "--host",
            "--threads",
            "-n",
            "--name",
            "--chdir",
            "--log-level",
            "--log-config",
            "--env",
            "-e",
            "-u",
            "--user",
            "-g",
            "--group",
            "--access-logfile",
            "--error-logfile",
            "--listen",
            "--root-path",
            "--loop",
            "--http",
            "--ws",
            "--interface",
            "--pid",
            "--backlog",
            "--keep-alive");

    /// Parts of module names that say what a module is for and not what it is.
    private static final Set<String> ROLES = Set.of("wsgi", "asgi", "app", "main", "application", "server");

    private PythonCommand() {}

    /// The program's name; empty if its code came from somewhere else than a file.
    ///
    /// @param words what follows the interpreter
    static String program(CommandWords words) {
        while (!words.isEmpty()) {
            String word = words.take();
            if (word.equals("-m")) {
                return module(words.take(), words);
            }
            if (word.startsWith("-m") && word.length() > 2) {
                return module(word.substring(2), words);
            }
            if (word.equals("-c") || word.equals("-")) {
                return "";
            }
            if (!word.startsWith("-")) {
                return script(word, words);
            }
            if (WITH_VALUE.contains(word)) {
                words.take();
            }
        }
        return "";
    }

    private static String script(String path, CommandWords words) {
        String name = CommandWords.baseName(path, ".py", ".pyc", ".pyz");
        if (name.equals("__main__") || name.equals("manage")) {
            String folder = CommandWords.folderName(path);
            return folder.isEmpty() ? name : folder;
        }
        return module(name, words);
    }

    private static String module(String module, CommandWords words) {
        String served = switch (module) {
            case "flask" -> words.valueOf("--app");
            case "celery" -> either(words.valueOf("-A"), words.valueOf("--app"));
            default -> SERVERS.contains(module) ? served(words) : "";
        };
        return served.isEmpty() ? module : application(served);
    }

    private static String served(CommandWords words) {
        String name = either(words.valueOf("--name"), words.valueOf("-n"));
        return name.isEmpty() ? words.takeOperand(SERVER_OPTIONS) : name;
    }

    /// `shop.checkout.wsgi:application` is `shop.checkout`, `app:app` is `app`, `srv/shop.py` is `shop`.
    static String application(String written) {
        int colon = written.indexOf(':');
        String module = CommandWords.baseName(colon > 0 ? written.substring(0, colon) : written, ".py");
        int dot = module.lastIndexOf('.');
        return dot > 0 && ROLES.contains(module.substring(dot + 1)) ? module.substring(0, dot) : module;
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
