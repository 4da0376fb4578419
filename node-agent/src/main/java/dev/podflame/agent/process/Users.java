package dev.podflame.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/// Names of users, from `/etc/passwd`. Belongs to one thread.
final class Users {

    private final Path file;
    private FileTime readAt = FileTime.fromMillis(0);
    private Map<Integer, String> names = Map.of();

    Users(Path file) {
        this.file = file;
    }

    /// The user's name, or the number where it has none here: users of a container often don't.
    String name(int uid) {
        return names.getOrDefault(uid, uid < 0 ? "" : Integer.toUnsignedString(uid));
    }

    /// Reads the file again if it has changed.
    void refresh() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (modified.equals(readAt)) {
                return;
            }
            Map<Integer, String> found = new HashMap<>();
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split(":", 4);
                if (fields.length == 4 && fields[2].matches("\\d{1,9}")) {
                    found.putIfAbsent(Integer.parseInt(fields[2]), fields[0]);
                }
            }
            names = Map.copyOf(found);
            readAt = modified;
        } catch (IOException e) {
            // Without the file users keep their numbers, which targets may name as well.
            names = Map.of();
        }
    }
}
