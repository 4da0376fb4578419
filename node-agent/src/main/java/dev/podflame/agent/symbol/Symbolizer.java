package dev.podflame.agent.symbol;

import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.SelectedSamples;
import dev.podflame.profile.Address;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.Location;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Gives every place of selected samples its name. One thread owns it and all it reads; only [#counts()] may
/// be asked from others.
public final class Symbolizer implements AutoCloseable {
    private static final int CACHED_FRAMES = 32_768;
    private static final long MAX_FOLDER_BYTES = 512L << 20;

    private final ModuleSymbols modules;
    private final Demangler demangler;
    private final Map<Address, Frame> frames = new LruMap<>(CACHED_FRAMES);

    private final AtomicLong named = new AtomicLong();
    private final AtomicLong unnamed = new AtomicLong();

    /// @param folder where symbol tables are kept between starts
    public Symbolizer(Path folder, Demangler demangler) {
        this(
                new ModuleSymbols(new ProcessModules(Path.of("/proc")), new SymbolFolder(folder, MAX_FOLDER_BYTES)),
                demangler);
    }

    Symbolizer(ModuleSymbols modules, Demangler demangler) {
        this.modules = modules;
        this.demangler = demangler;
    }

    /// The same samples, every location a [Frame].
    public Profiles name(SelectedSamples selected) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        List<ResourceProfile> profiles = new ArrayList<>();
        for (SelectedSamples.OfProcess of : selected.processes()) {
            ProcessStacks stacks = new ProcessStacks(of.process(), selected, dictionary);
            Samples.Builder samples = new Samples.Builder();
            for (int i = 0; i < of.profile().samples().size(); i++) {
                Samples from = of.profile().samples();
                samples.add(stacks.stack(from.stack(i)), from.timeNanos(i), from.value(i));
            }
            ResourceProfile profile = of.profile();
            profiles.add(new ResourceProfile(
                    profile.attributes(),
                    profile.type(),
                    profile.startNanos(),
                    profile.durationNanos(),
                    samples.build()));
        }
        return dictionary.profiles(profiles);
    }

    /// The name of one place in one process.
    Frame name(SelectedProcess process, Location location) {
        return switch (location) {
            case Frame frame -> FrameTexts.stored(frame);
            case Address address -> name(process, address);
        };
    }

    private static Frame withLine(Frame frame, int line) {
        return new Frame(frame.name(), frame.file(), line, frame.module(), frame.kind());
    }

    private Frame name(SelectedProcess process, Address address) {
        if (address.module().isEmpty()) {
            // Addresses in anonymous memory mean nothing outside their process: one frame for all of them.
            return Frame.of(address.kind() == FrameKind.NATIVE ? "[anonymous]" : "[unknown]", "", address.kind());
        }
        Frame known = frames.get(address);
        if (known != null) {
            return known;
        }
        Optional<SymbolTable> table = modules.of(process.key(), address.module(), address.buildId());
        Optional<SymbolTable.Symbol> symbol = table.flatMap(functions -> functions.find(address.address()));
        boolean hasName = symbol.isPresent() && !symbol.get().name().isEmpty();
        (hasName ? named : unnamed).incrementAndGet();
        Frame frame = hasName
                ? frame(symbol.get().name(), address)
                : unnamed(address, symbol.map(SymbolTable.Symbol::address).orElse(address.address()));
        // Without a table the file may still be found in another process.
        if (table.isPresent()) {
            frames.put(address, frame);
        }
        return frame;
    }

    private Frame frame(String symbol, Address address) {
        FrameKind kind = Mangling.kind(symbol, address.kind());
        return FrameTexts.stored(Frame.of(demangler.demangle(symbol), address.module(), kind));
    }

    /// The frame for a place in a function whose begin is known at most.
    private static Frame unnamed(Address address, long begin) {
        Address function = new Address(address.module(), address.buildId(), begin, address.kind());
        return FrameTexts.stored(function.unnamed());
    }

    /// What the stage did since the start.
    ///
    /// @param named places that got a function's name, each counted once while it is remembered
    /// @param unnamed places that stayed an address
    /// @param tables symbol tables open now
    /// @param filesRead executables and libraries read
    public record Counts(long named, long unnamed, int tables, long filesRead) {}

    public Counts counts() {
        return new Counts(named.get(), unnamed.get(), modules.tables(), modules.filesRead());
    }

    @Override
    public void close() {
        demangler.close();
    }

    /// The stacks of one process, each resolved once. Addresses are the process's own matter: two processes may have
    /// different files of one name.
    private final class ProcessStacks {
        private static final int UNRESOLVED = -1;

        private final SelectedProcess process;
        private final SelectedSamples selected;
        private final Profiles.Dictionary dictionary;
        private final int[] locations;
        private final int[] stacks;

        ProcessStacks(SelectedProcess process, SelectedSamples selected, Profiles.Dictionary dictionary) {
            this.process = process;
            this.selected = selected;
            this.dictionary = dictionary;
            this.locations = new int[selected.locations().size()];
            this.stacks = new int[selected.stacks().size()];
            Arrays.fill(locations, UNRESOLVED);
            Arrays.fill(stacks, UNRESOLVED);
        }

        int stack(int index) {
            if (stacks[index] == UNRESOLVED) {
                int[] rootFirst = selected.stacks().get(index).clone();
                for (int i = 0; i < rootFirst.length; i++) {
                    rootFirst[i] = location(rootFirst[i]);
                }
                stacks[index] = dictionary.stack(rootFirst);
            }
            return stacks[index];
        }

        private int location(int index) {
            if (locations[index] == UNRESOLVED) {
                Location location = selected.locations().get(index);
                Frame frame = name(process, location);
                boolean hasLine = selected.withLines() && location instanceof Frame;
                locations[index] = dictionary.location(hasLine ? withLine(frame, ((Frame) location).line()) : frame);
            }
            return locations[index];
        }
    }
}
