package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.FileStatus;

/// One folder, whatever path leads to it.
record FolderId(long device, long inode) {
    static FolderId of(FileStatus status) {
        return new FolderId(status.device(), status.inode());
    }
}
