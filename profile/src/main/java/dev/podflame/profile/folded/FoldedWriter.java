package dev.podflame.profile.folded;

import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes a [MergedProfile] as folded stacks: `root;caller;leaf VALUE`, one line a stack, values in the profile's unit.
///
/// The format has no escapes, so `;` in a name becomes `:` and line breaks and other control characters become spaces.
public final class FoldedWriter {
    private FoldedWriter() {}

    /// Writes all stacks, in the profile's order.
    public static void write(MergedProfile profile, Appendable out) throws IOException {
        List<String> names = new ArrayList<>(profile.frames().size());
        for (Frame frame : profile.frames()) {
            names.add(folded(frame.name()));
        }
        for (int i = 0; i < profile.stacks().size(); i++) {
            String separator = "";
            for (int frame : profile.stacks().get(i)) {
                out.append(separator).append(names.get(frame));
                separator = ";";
            }
            out.append(' ').append(Long.toString(profile.values()[i])).append('\n');
        }
    }

    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            folded.append(c == ';' ? ':' : Character.isISOControl(c) ? ' ' : c);
        }
        return folded.toString();
    }
}
