package dev.podflame.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFilesIT {

    @TempDir
    Path folder;

    private static String target(String name, String spec) {
        return "apiVersion: podflame.dev/v1alpha1\nkind: HostTarget\nmetadata: {name: %s}\nspec: {%s}\n"
                .formatted(name, spec);
    }

    private void write(String name, String content) throws IOException {
        // As editors do it: another file, moved into place.
        Path next = Files.writeString(folder.resolve("." + name + ".next"), content);
        Files.move(next, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> names(TargetFiles files) {
        return files.targets().targets().stream().map(HostTarget::name).toList();
    }

    @Test
    void aChangedFileIsReadAgainAndAnUnchangedOneIsNot() throws IOException {
        write("a.yaml", target("a", "all: true"));
        TargetFiles files = new TargetFiles(folder.resolve("a.yaml"));
        assertTrue(files.refresh());
        assertFalse(files.refresh());
        write("a.yaml", target("b", "all: true"));
        assertTrue(files.refresh());
        assertEquals(List.of("b"), names(files));
    }

    @Test
    void aFileThatTurnsBadKeepsWhatItSaidAndSaysWhatIsWrong() throws IOException {
        write("a.yaml", target("a", "all: true"));
        TargetFiles files = new TargetFiles(folder.resolve("a.yaml"));
        files.refresh();
        write("a.yaml", target("a", "all: true, al: 1"));
        assertFalse(files.refresh());
        assertEquals(List.of("a"), names(files));
        assertEquals(4, files.problems().getFirst().line());
        Files.delete(folder.resolve("a.yaml"));
        assertFalse(files.refresh());
        assertEquals("doesn't exist", files.problems().getFirst().message());
        write("a.yaml", target("a", "all: true"));
        files.refresh();
        assertEquals(List.of(), files.problems());
    }

    @Test
    void aFolderIsAllItsYamlFiles() throws IOException {
        write("a.yaml", target("a", "all: true"));
        write("b.yml", target("b", "match: [{user: x}]") + "---\n" + target("c", "match: [{user: y}]"));
        write("readme.txt", "not a target");
        write(".hidden.yaml", "not: a target");
        TargetFiles files = new TargetFiles(folder);
        files.refresh();
        assertEquals(List.of(), files.problems());
        assertEquals(List.of("b", "c", "a"), names(files));
        Files.delete(folder.resolve("b.yml"));
        assertTrue(files.refresh());
        assertEquals(List.of("a"), names(files));
    }

    @Test
    void aNameThatTwoFilesGiveIsAProblemOfTheSecond() throws IOException {
        write("a.yaml", target("same", "all: true"));
        write("b.yaml", target("same", "all: true"));
        TargetFiles files = new TargetFiles(folder);
        files.refresh();
        assertEquals(List.of("same"), names(files));
        assertTrue(files.problems().getFirst().file().endsWith("b.yaml"));
    }

    @Test
    void whatIsNoTargetFileIsRefusedInWords() throws IOException {
        Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x00});
        Files.writeString(folder.resolve("huge.yaml"), "#".repeat(2 << 20));
        TargetFiles files = new TargetFiles(folder);
        files.refresh();
        assertEquals(
                List.of("isn't text in UTF-8", "has 2097152 bytes; a target file may have 1048576"),
                files.problems().stream().map(TargetProblem::message).toList());
        assertEquals(Targets.NONE, files.targets());
    }
}
