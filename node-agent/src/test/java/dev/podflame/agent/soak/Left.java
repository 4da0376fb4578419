package dev.podflame.agent.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the cycles left behind in JVMs: zeros and nothing, if all is well.
///
/// @param deaths JVMs that have ended
/// @param files of a profiler in their folders
/// @param threads more than before
/// @param descriptors more than before
/// @param printedBytes in their own output
/// @param grownBytes of memory, which a JVM at work gains and loses by itself
record Left(int deaths, List<String> files, int threads, int descriptors, long printedBytes, long grownBytes) {

    static Left in(SoakedJvm jvm, Footprint before) throws IOException {
        if (!jvm.isAlive()) {
            return new Left(1, List.of(), 0, 0, jvm.printedBytes(), 0);
        }
        Footprint now = jvm.footprint();
        return new Left(
                0,
                jvm.leftFiles(),
                Math.max(0, now.threads() - before.threads()),
                Math.max(0, now.descriptors() - before.descriptors()),
                jvm.printedBytes(),
                now.residentBytes() - before.residentBytes());
    }

    static Left nothing() {
        return new Left(0, List.of(), 0, 0, 0, 0);
    }

    Left and(Left other) {
        List<String> all = new ArrayList<>(files);
        all.addAll(other.files);
        return new Left(
                deaths + other.deaths,
                all,
                threads + other.threads,
                descriptors + other.descriptors,
                printedBytes + other.printedBytes,
                grownBytes + other.grownBytes);
    }

    boolean isNothing() {
        return deaths == 0 && files.isEmpty() && threads == 0 && descriptors == 0 && printedBytes == 0;
    }
}
