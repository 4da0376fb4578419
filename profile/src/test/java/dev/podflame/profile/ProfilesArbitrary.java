package dev.podflame.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Random profiles for property tests: any text in names, shared and recursive stacks, all kinds and types.
public final class ProfilesArbitrary {
    private static final long NOON = 1_795_000_000_000_000_000L;

    private ProfilesArbitrary() {}

    public static Arbitrary<Profiles> profiles() {
        Arbitrary<List<List<Location>>> stacks =
                location().list().ofMaxSize(12).list().ofMinSize(1).ofMaxSize(10);
        return Combinators.combine(stacks, draft().list().ofMaxSize(4)).as(ProfilesArbitrary::build);
    }

    private record Draft(Map<String, String> attributes, ProfileType type, List<int[]> samples) {}

    private static Arbitrary<Location> location() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20).filter(ProfilesArbitrary::isUnicode);
        Arbitrary<FrameKind> kind = Arbitraries.of(FrameKind.class);
        Arbitrary<Location> frame = Combinators.combine(
                        text, text, Arbitraries.integers().between(0, 100_000), text, kind)
                .as(Frame::new);
        Arbitrary<Location> address = Combinators.combine(text, text, Arbitraries.longs(), kind)
                .as((module, buildId, at, of) -> new Address(module, module.isEmpty() ? "" : buildId, at, of));
        return Arbitraries.oneOf(frame, address);
    }

    /// Lone surrogates are no Unicode text: they can't be written as UTF-8.
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Arbitrary<Draft> draft() {
        Arbitrary<String> name = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
        Arbitrary<int[]> sample =
                Arbitraries.integers().greaterOrEqual(0).array(int[].class).ofSize(3);
        return Combinators.combine(
                        Arbitraries.maps(name, name).ofMaxSize(4),
                        Arbitraries.of(ProfileType.class),
                        sample.list().ofMaxSize(20))
                .as(Draft::new);
    }

    private static Profiles build(List<List<Location>> stacks, List<Draft> drafts) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        List<ResourceProfile> profiles = new ArrayList<>();
        for (Draft draft : drafts) {
            Samples.Builder samples = new Samples.Builder();
            for (int[] sample : draft.samples()) {
                int stack = dictionary.stack(stacks.get(sample[0] % stacks.size()));
                samples.add(stack, NOON + sample[1], sample[2]);
            }
            profiles.add(new ResourceProfile(draft.attributes(), draft.type(), NOON, 10, samples.build()));
        }
        return dictionary.profiles(profiles);
    }
}
