package dev.podflame.agent.symbol;

import dev.podflame.agent.process.ProcessKey;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The functions of the files that processes have mapped: from memory, from the folder of tables, or from the file
/// itself. Owned by the symbol thread.
final class ModuleSymbols {
    private static final Logger log = LoggerFactory.getLogger(ModuleSymbols.class);
    private static final int MAX_TABLES = 256;
    private static final int MAX_FAILURES = 4096;

    private final ProcessModules modules;
    private final SymbolFolder folder;
    private final Map<String, SymbolTable> byBuildId = new LruMap<>(MAX_TABLES);
    /// Files that couldn't be had from one process; another one may still have them.
    private final Map<Wanted, String> failures = new LruMap<>(MAX_FAILURES);

    private final AtomicLong filesRead = new AtomicLong();

    private record Wanted(ProcessKey process, String baseName, String buildId) {}

    ModuleSymbols(ProcessModules modules, SymbolFolder folder) {
        this.modules = modules;
        this.folder = folder;
    }

    /// The functions of a file, which may be none; empty if the file can't be had.
    Optional<SymbolTable> of(ProcessKey process, String baseName, String buildId) {
        // Without a build id nothing says that two processes' files of one name are the same.
        String name = buildId.isEmpty() ? "" : TableName.of(buildId);
        SymbolTable known = byBuildId.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Wanted wanted = new Wanted(process, baseName, buildId);
        if (buildId.isEmpty() || failures.containsKey(wanted)) {
            return Optional.empty();
        }
        try {
            Optional<SymbolTable> table = folder.read(name);
            SymbolTable found = table.isPresent() ? table.get() : read(wanted, name);
            byBuildId.put(name, found);
            return Optional.of(found);
        } catch (IOException | MalformedElfException e) {
            failures.put(wanted, e.toString());
            log.info("No symbols of {} in process {}: {}", baseName, process.pid(), e.getMessage());
            return Optional.empty();
        }
    }

    int tables() {
        return byBuildId.size();
    }

    /// Executables and libraries whose symbols were read since the start.
    long filesRead() {
        return filesRead.get();
    }

    private SymbolTable read(Wanted wanted, String name) throws IOException, MalformedElfException {
        if (wanted.baseName().equals(VdsoImage.NAME)) {
            ElfFile vdso = ElfFile.read(VdsoImage.read());
            return folder.write(name, table -> SymbolSections.read(vdso, table));
        }
        try (ModuleFile file = modules.open(wanted.process(), wanted.baseName(), wanted.buildId())
                .orElseThrow(() -> new IOException("it is mapped no more, or by another build id"))) {
            ElfFile elf = file.elf();
            filesRead.incrementAndGet();
            return folder.write(name, table -> readAll(wanted.process(), file.path(), elf, table));
        }
    }

    /// The file's own symbols and, if it is stripped, those that lie packed inside it or beside it.
    private void readAll(ProcessKey process, String path, ElfFile elf, SymbolTableWriter table)
            throws IOException, MalformedElfException {
        SymbolSections.read(elf, table);
        if (elf.section(".symtab").isPresent()) {
            return;
        }
        Optional<ElfFile> packed = MiniDebugInfo.of(elf);
        if (packed.isPresent()) {
            SymbolSections.read(packed.get(), table);
        }
        for (String candidate : DebugFile.candidates(elf, path)) {
            try (ModuleFile debug = modules.openPath(process, candidate)) {
                ElfFile debugElf = debug.elf();
                if (BuildId.gnu(debugElf).equals(BuildId.gnu(elf)) && SymbolSections.read(debugElf, table) > 0) {
                    return;
                }
            } catch (IOException e) {
                log.debug("{} isn't there: {}", candidate, e.getMessage());
            }
        }
        FunctionStarts.read(elf, table);
    }
}
