package dev.podflame.profile.otlp;

import dev.podflame.profile.Address;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.Profiles;
import java.io.IOException;
import java.util.Arrays;

/// Turns stacks of a [WireDictionary] (leaf first, inlined lines inside a location) into stacks of the domain (root
/// first, a location per function), each once and only when a sample points to it.
final class StackResolver {
    private static final String[] BUILD_ID_ATTRIBUTES = {
        "process.executable.build_id.gnu", "process.executable.build_id.go", "process.executable.build_id.htlhash"
    };
    private static final int UNRESOLVED = -1;

    private final WireDictionary wire;
    private final Profiles.Dictionary dictionary;
    private final int[] stackIndexes;
    private final int[][] locationIndexes;
    private int framesLeft;

    StackResolver(WireDictionary wire, Profiles.Dictionary dictionary, OtlpLimits limits) {
        this.wire = wire;
        this.dictionary = dictionary;
        this.stackIndexes = new int[wire.stackEnd.size()];
        Arrays.fill(stackIndexes, UNRESOLVED);
        this.locationIndexes = new int[wire.locationMapping.size()][];
        this.framesLeft = limits.maxStackFrames();
    }

    /// Index in the domain's dictionary of the wire's stack. Stack 0 of an empty table is the empty stack.
    int stack(int wireStack) throws IOException {
        if (wireStack == 0 && stackIndexes.length == 0) {
            return dictionary.stack();
        }
        WireDictionary.check(wireStack, stackIndexes.length, "stack");
        if (stackIndexes[wireStack] == UNRESOLVED) {
            stackIndexes[wireStack] = dictionary.stack(resolve(wireStack));
        }
        return stackIndexes[wireStack];
    }

    private int[] resolve(int wireStack) throws IOException {
        int from = wireStack == 0 ? 0 : wire.stackEnd.get(wireStack - 1);
        int to = wire.stackEnd.get(wireStack);
        int length = 0;
        for (int i = from; i < to; i++) {
            length = Math.addExact(length, location(wire.stackLocations.get(i)).length);
            if (length > framesLeft) {
                throw Wire.fault("the stacks of this message have too many frames together");
            }
        }
        framesLeft -= length;
        int[] rootFirst = new int[length];
        int next = length;
        for (int i = from; i < to; i++) {
            int[] leafFirst = location(wire.stackLocations.get(i));
            for (int index : leafFirst) {
                rootFirst[--next] = index;
            }
        }
        return rootFirst;
    }

    /// Domain indexes of a wire location, leaf first: several where functions are inlined into each other.
    private int[] location(int wireLocation) throws IOException {
        WireDictionary.check(wireLocation, locationIndexes.length, "location");
        int[] known = locationIndexes[wireLocation];
        if (known == null) {
            known = resolveLocation(wireLocation);
            locationIndexes[wireLocation] = known;
        }
        return known;
    }

    private int[] resolveLocation(int wireLocation) throws IOException {
        FrameKind kind = wire.kind(wireLocation);
        int mapping = wire.locationMapping.get(wireLocation);
        String module = module(mapping);
        int from = wireLocation == 0 ? 0 : wire.locationLinesEnd.get(wireLocation - 1);
        int to = wire.locationLinesEnd.get(wireLocation);
        if (from == to) {
            long address = wire.locationAddress.get(wireLocation);
            return new int[] {dictionary.location(new Address(module, buildId(mapping), address, kind))};
        }
        int[] indexes = new int[to - from];
        for (int i = from; i < to; i++) {
            int function = wire.lineFunction.get(i);
            WireDictionary.check(function, wire.functionName.size(), "function");
            String name = wire.string(wire.functionName.get(function));
            String file = wire.string(wire.functionFile.get(function));
            int line = Math.clamp(wire.lineNumber.get(i), 0, Integer.MAX_VALUE);
            indexes[i - from] = dictionary.location(new Frame(name, file, line, module, kind));
        }
        return indexes;
    }

    private String module(int mapping) throws IOException {
        if (mapping == 0 && wire.mappingFile.size() == 0) {
            return "";
        }
        WireDictionary.check(mapping, wire.mappingFile.size(), "mapping");
        return wire.string(wire.mappingFile.get(mapping));
    }

    private String buildId(int mapping) throws IOException {
        if (mapping == 0) {
            return "";
        }
        int from = wire.mappingAttributesEnd.get(mapping - 1);
        int to = wire.mappingAttributesEnd.get(mapping);
        for (String name : BUILD_ID_ATTRIBUTES) {
            String buildId = wire.attribute(wire.mappingAttributes, from, to, name);
            if (!buildId.isEmpty()) {
                return buildId;
            }
        }
        return "";
    }
}
