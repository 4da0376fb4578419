package dev.podflame.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OtherUserIT {
    private static final int NOBODY = 65534;

    @TempDir
    private Path path;

    @Test
    void onlyTheOneTaskIsDoneAsSomebodyElse() throws Exception {
        assumeTrue(OtherUser.ownUid() == 0, "needs root");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path file = OtherUser.call(NOBODY, NOBODY, () -> Files.createFile(path.resolve("theirs")));
        assertEquals(NOBODY, Files.getAttribute(file, "unix:uid"));
        assertEquals(0, OtherUser.ownUid());
        assertEquals(0, Files.getAttribute(Files.createFile(path.resolve("own")), "unix:uid"));
    }

    @Test
    void whatGoesWrongThereIsThrownHere() {
        assertThrows(
                IOException.class,
                () -> OtherUser.call(
                        OtherUser.ownUid(), OtherUser.ownGid(), () -> Files.readString(path.resolve("no"))));
    }
}
