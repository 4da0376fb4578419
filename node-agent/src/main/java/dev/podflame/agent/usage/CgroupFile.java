package dev.podflame.agent.usage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the small files of a cgroup folder. What isn't there or isn't a number is empty.
record CgroupFile(Path folder) {

    Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1)
                    .strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    OptionalLong number(String name) {
        return text(name).map(CgroupFile::parse).orElse(OptionalLong.empty());
    }

    /// The value after a key in a file of `key value` lines.
    OptionalLong entry(String name, String key) {
        for (String line : text(name).orElse("").split("\n", -1)) {
            if (line.startsWith(key + " ")) {
                return parse(line.substring(key.length() + 1));
            }
        }
        return OptionalLong.empty();
    }

    static OptionalLong parse(String number) {
        try {
            return OptionalLong.of(Long.parseLong(number.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
