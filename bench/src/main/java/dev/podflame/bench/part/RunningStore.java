package dev.podflame.bench.part;

import dev.podflame.bench.program.ClickHouseChild;
import dev.podflame.bench.program.CollectorProgram;
import dev.podflame.bench.program.Installation;
import dev.podflame.bench.program.Programs;
import dev.podflame.bench.store.Database;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A collector and its ClickHouse, running on empty folders, and a way of our own into the database.
public record RunningStore(ClickHouseChild clickHouse, CollectorProgram collector, Database database) {

    public static RunningStore start(Installation installation, Programs programs)
            throws IOException, InterruptedException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        ClickHouseChild clickHouse =
                programs.keep(ClickHouseChild.start(installation, HexFormat.of().formatHex(secret)));
        CollectorProgram collector = programs.keep(CollectorProgram.start(installation, clickHouse));
        return new RunningStore(clickHouse, collector, programs.keep(new Database(clickHouse)));
    }
}
