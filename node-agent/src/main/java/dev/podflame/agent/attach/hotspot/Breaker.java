package dev.podflame.agent.attach.hotspot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops attaching where a JVM died soon after: to its image for a day, and to all once two images
/// had a death. Whether the profiler was to blame nobody knows, so it is taken for guilty.
///
/// Its only state is a file, one line per death: time and image. So it outlives the agent, and
/// another process can reset it. Thread-safe.
public final class Breaker {
    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    private static final String FILE = "breaker";
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration OPEN_FOR = Duration.ofDays(1);
    private static final int IMAGES_TO_STOP_ALL = 2;
    private static final String CURE = " It closes by itself, or by podflame-node-agent --reset-breaker.";

    private final Path file;
    private final Clock clock;

    /// @param dataFolder where the attacher has its data
    public Breaker(Path dataFolder, Clock clock) {
        this.file = dataFolder.resolve(FILE);
        this.clock = clock;
    }

    /// Why an image isn't attached to.
    ///
    /// @param until when that ends
    public record Open(String message, Instant until) {}

    /// Empty if the image may be attached to.
    public Optional<Open> open(String image) {
        Map<String, Instant> deaths = deaths();
        Instant own = deaths.get(image);
        if (own != null) {
            return Optional.of(new Open(
                    "A JVM of " + image + " died within ten minutes of being attached to, at " + own
                            + ", so none of them is attached to until " + own.plus(OPEN_FOR) + "." + CURE,
                    own.plus(OPEN_FOR)));
        }
        if (deaths.size() >= IMAGES_TO_STOP_ALL) {
            // It ends with the first of those that still count.
            Instant until = deaths.values().stream()
                    .sorted()
                    .skip(deaths.size() - IMAGES_TO_STOP_ALL)
                    .findFirst()
                    .orElseThrow()
                    .plus(OPEN_FOR);
            return Optional.of(new Open(
                    "JVMs of " + deaths.size() + " images died within ten minutes of being attached to ("
                            + String.join(", ", deaths.keySet()) + "), so no JVM of this node is attached to until "
                            + until + "." + CURE,
                    until));
        }
        return Optional.empty();
    }

    /// Takes note of a JVM that has ended.
    ///
    /// @return whether that opened it
    public synchronized boolean ended(JvmProcess process, Instant attached, JvmDeath death) {
        Instant now = clock.instant();
        if (!death.isCrash() || attached.plus(SOON).isBefore(now)) {
            return false;
        }
        String image = process.image().replace('\n', ' ');
        log.warn(
                "Process {} of {} {} soon after it was attached to: that image isn't attached to for a day",
                process.key().pid(),
                image,
                death.words());
        try {
            Files.writeString(
                    file,
                    now.toEpochMilli() + " " + image + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.error("The breaker can't be written to {}, and is forgotten: {}", file, e.getMessage());
        }
        return true;
    }

    /// Lets all images be attached to again.
    ///
    /// @return whether a death was on record
    public synchronized boolean reset() throws IOException {
        return Files.deleteIfExists(file);
    }

    /// The last death of each image that still counts.
    private Map<String, Instant> deaths() {
        Map<String, Instant> deaths = new LinkedHashMap<>();
        Instant now = clock.instant();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split(" ", 2);
                if (fields.length == 2 && fields[0].matches("\\d{1,18}")) {
                    Instant at = Instant.ofEpochMilli(Long.parseLong(fields[0]));
                    if (at.plus(OPEN_FOR).isAfter(now)) {
                        deaths.merge(fields[1], at, (one, other) -> one.isAfter(other) ? one : other);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return deaths;
        } catch (IOException e) {
            log.warn("The breaker's file {} can't be read: {}", file, e.getMessage());
        }
        return deaths;
    }
}
