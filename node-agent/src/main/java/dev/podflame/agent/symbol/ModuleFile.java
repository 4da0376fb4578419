package dev.podflame.agent.symbol;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// An opened executable or library of a process.
///
/// @param path where the process sees it
/// @param channel open for reading; closed by [#close()]
record ModuleFile(String path, FileChannel channel) implements AutoCloseable {

    ElfFile elf() throws IOException, MalformedElfException {
        return ElfFile.read(ByteSource.of(channel));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
