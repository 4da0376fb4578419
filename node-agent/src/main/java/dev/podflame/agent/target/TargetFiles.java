package dev.podflame.agent.target;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The target documents in a file, or in the `.yaml` and `.yml` files of a folder, as of the last [#refresh].
///
/// A file that turns bad keeps what it last said, and says what is wrong in [#problems]; a file that is removed takes
/// its targets with it. [#refresh] belongs to one thread; the rest may be asked from any.
public final class TargetFiles implements TargetSource {

    private static final Logger log = LoggerFactory.getLogger(TargetFiles.class);
    private static final long MAX_BYTES = 1 << 20;

    private final Path place;
    private final Map<Path, LoadedFile> files = new TreeMap<>();
    private volatile Targets targets = Targets.NONE;
    private volatile List<TargetProblem> problems = List.of();

    public TargetFiles(Path place) {
        this.place = place;
    }

    /// A file as it was read last. The key is the identity of the file's content: size, time and inode.
    private record LoadedFile(Stamp stamp, List<HostTarget> targets, List<TargetProblem> problems) {}

    private record Stamp(
            long size, long modifiedNanos, @Nullable Object fileKey) {}

    /// Where the targets are read from.
    public Path place() {
        return place;
    }

    public Targets targets() {
        return targets;
    }

    /// What is wrong with the files right now; empty when all is well.
    public List<TargetProblem> problems() {
        return problems;
    }

    @Override
    public List<String> troubles() {
        return problems.stream().map(TargetProblem::toString).toList();
    }

    @Override
    public Decision decide(Placement placement, Supplier<Candidate> candidate) {
        return targets.decide(candidate.get());
    }

    /// Targets may name anything about a process, so after a change each is looked at again.
    @Override
    public boolean stands(Decision made, Placement placement) {
        return false;
    }

    /// Looks at the files and reads those that changed.
    ///
    /// @return whether the targets in force are others now
    @Override
    public boolean refresh() {
        List<TargetProblem> found = new ArrayList<>();
        List<Path> present = list(found);
        if (found.isEmpty()) {
            files.keySet().retainAll(present);
        }
        for (Path file : present) {
            load(file);
        }
        List<HostTarget> all = withoutDoubles(found);
        files.values().forEach(file -> found.addAll(file.problems()));
        report(found);
        Targets now = new Targets(all);
        if (now.equals(targets)) {
            return false;
        }
        targets = now;
        log.info("{} targets in force from {}", all.size(), place);
        return true;
    }

    private List<Path> list(List<TargetProblem> found) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> entries = Files.list(place)) {
            // Hidden names are editors' leftovers and the "..data" of a mounted ConfigMap.
            return entries.filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .filter(file -> !Files.isDirectory(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            found.add(new TargetProblem(place.toString(), 0, "can't be listed: " + e.getMessage()));
            return List.of();
        }
    }

    private void load(Path file) {
        @Nullable LoadedFile before = files.get(file);
        List<HostTarget> lastGood = before == null ? List.of() : before.targets();
        Stamp stamp = new Stamp(-1, 0, null);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamp = new Stamp(
                    attributes.size(),
                    attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    attributes.fileKey());
            if (before != null && before.stamp().equals(stamp)) {
                return;
            }
            if (attributes.size() > MAX_BYTES) {
                String message = "has " + attributes.size() + " bytes; a target file may have " + MAX_BYTES;
                files.put(file, new LoadedFile(stamp, lastGood, List.of(problem(file, message))));
                return;
            }
            HostTargetReader.Reading reading = HostTargetReader.read(file.toString(), Files.readString(file));
            boolean good = reading.problems().isEmpty();
            files.put(file, new LoadedFile(stamp, good ? reading.targets() : lastGood, reading.problems()));
        } catch (NoSuchFileException e) {
            // Editors replace a file in two steps, so one that is missing keeps its targets as a bad one does.
            files.put(file, new LoadedFile(stamp, lastGood, List.of(problem(file, "doesn't exist"))));
        } catch (IOException e) {
            files.put(file, new LoadedFile(stamp, lastGood, List.of(problem(file, why(e)))));
        }
    }

    private static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "may not be read by this user";
            case CharacterCodingException coding -> "isn't text in UTF-8";
            default -> "can't be read: " + e.getMessage();
        };
    }

    private static TargetProblem problem(Path file, String message) {
        return new TargetProblem(file.toString(), 0, message);
    }

    private List<HostTarget> withoutDoubles(List<TargetProblem> found) {
        Map<String, Path> owners = new HashMap<>();
        List<HostTarget> all = new ArrayList<>();
        files.forEach((file, loaded) -> {
            for (HostTarget target : loaded.targets()) {
                @Nullable Path owner = owners.putIfAbsent(target.name(), file);
                if (owner == null) {
                    all.add(target);
                } else {
                    found.add(problem(file, "target " + target.name() + " is already in " + owner + "; rename one"));
                }
            }
        });
        return all;
    }

    private void report(List<TargetProblem> found) {
        if (!found.equals(problems)) {
            found.stream().filter(problem -> !problems.contains(problem)).forEach(problem -> log.warn("{}", problem));
            if (found.isEmpty()) {
                log.info("the target files are all right again");
            }
            problems = List.copyOf(found);
        }
    }
}
