package dev.podflame.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTargetReaderTest {

    private static final String COMPLETE = """
            apiVersion: podflame.dev/v1alpha1
            kind: HostTarget
            metadata: {name: shop}
            spec:
              priority: 5
              match:
              - executable: python3*
                commandLine: 'shop/\\w+\\.py'
                user: www-data
              - container: shop-*
                image: registry.example/shop:*
                label: [team=shop, tier=*]
              - {systemdUnit: shop@*}
              exclude:
              - commandLine: --dry-run
              service: {name: "${program}-of-${user}", namespace: shops}
              profiles:
              - {type: cpu, frequencyHz: 49}
              budget: {cpuPercent: 0.5, memory: 32Mi}
              suspend: true
            """;

    private static final String HEAD = """
            apiVersion: podflame.dev/v1alpha1
            kind: HostTarget
            metadata: {name: shop}
            """;

    private static HostTargetReader.Reading read(String yaml) {
        return HostTargetReader.read("t.yaml", yaml);
    }

    private static List<String> problems(String yaml) {
        return read(yaml).problems().stream().map(TargetProblem::toString).toList();
    }

    @Test
    void readsEveryField() {
        HostTargetReader.Reading reading = read(COMPLETE);
        assertEquals(List.of(), reading.problems());
        HostTarget target = reading.targets().getFirst();
        assertEquals("shop", target.name());
        assertEquals(5, target.priority());
        assertEquals(3, target.match().size());
        assertEquals(1, target.exclude().size());
        assertEquals(new ServiceName("${program}-of-${user}", "shops"), target.service());
        assertEquals(
                new Profiling(List.of(new ProfileRequest.Cpu(49)), JavaEngine.AUTO, new Budget(0.5, 32 << 20)),
                target.profiling());
        assertTrue(target.suspend());
        assertFalse(target.all());
        assertEquals(2, target.match().get(1).labels().size());
    }

    @Test
    void whatIsLeftOutHasSensibleValues() {
        HostTarget target = read(HEAD + "spec: {all: true}").targets().getFirst();
        assertTrue(target.all());
        assertEquals(ServiceName.DEFAULT, target.service());
        assertEquals(Profiling.DEFAULT, target.profiling());
        assertEquals(List.of(new ProfileRequest.Cpu(19)), target.profiling().profiles());
        assertFalse(target.suspend());
    }

    @Test
    void readsEveryProfileTypeWithItsRateAndTheEngine() {
        HostTargetReader.Reading reading = read(HEAD + """
                spec:
                  all: true
                  profiles:
                  - {type: cpu}
                  - {type: wall, interval: 100ms}
                  - {type: alloc, everyBytes: 512Ki}
                  - {type: lock, threshold: 20ms}
                  - {type: live}
                  - {type: native_memory, everyBytes: 4Mi}
                  java: {engine: async-profiler}
                """);
        assertEquals(List.of(), reading.problems());
        assertEquals(
                new Profiling(
                        List.of(
                                new ProfileRequest.Cpu(19),
                                new ProfileRequest.Wall(Duration.ofMillis(100)),
                                new ProfileRequest.Alloc(512 << 10),
                                new ProfileRequest.Lock(Duration.ofMillis(20)),
                                new ProfileRequest.Live(1 << 20),
                                new ProfileRequest.NativeMemory(4 << 20)),
                        JavaEngine.ASYNC_PROFILER,
                        Budget.DEFAULT),
                reading.targets().getFirst().profiling());
    }

    @Test
    void asyncProfilerIsForTargetsThatAskForMoreThanCpuUnlessTheySayOtherwise() {
        assertFalse(profiling("profiles: [{type: cpu}]").wantsAsyncProfiler());
        assertTrue(profiling("profiles: [{type: cpu}, {type: lock}]").wantsAsyncProfiler());
        assertTrue(profiling("profiles: [{type: cpu}], java: {engine: async-profiler}")
                .wantsAsyncProfiler());
        Profiling none = profiling("profiles: [{type: cpu}, {type: lock}, {type: live}], java: {engine: ebpf}");
        assertFalse(none.wantsAsyncProfiler());
        assertEquals("lock, live", none.beyondCpu());
    }

    private static Profiling profiling(String fields) {
        return read(HEAD + "spec: {all: true, " + fields + "}")
                .targets()
                .getFirst()
                .profiling();
    }

    @Test
    void readsSeveralDocumentsAndSkipsEmptyOnes() {
        String second = COMPLETE.replace("name: shop}", "name: second}");
        HostTargetReader.Reading reading = read("# hello\n---\n" + COMPLETE + "---\n---\n" + second);
        assertEquals(List.of(), reading.problems());
        assertEquals(
                List.of("shop", "second"),
                reading.targets().stream().map(HostTarget::name).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    spec: {match: [{comandLine: x}]}       | line 4: unknown field "comandLine" in spec.match[0]; did you mean "commandLine"?
                    spec: {al: true}                       | line 4: unknown field "al" in spec; did you mean "all"?
                    spec: {all: true, everything: yes}     | line 4: unknown field "everything" in spec; known fields are priority, all, match, exclude, service, profiles, java, budget, suspend
                    spec: {all: yes}                       | line 4: spec.all is "yes": must be true or false
                    spec: {}                               | line 4: spec.match is missing, so nothing is selected; write all: true to take every process
                    spec: {all: true, match: [{user: a}]}  | line 4: spec.match stands beside all: true, which takes every process; keep one of both
                    spec: {match: []}                      | line 4: spec.match holds no rule, so nothing is selected; write all: true to take every process
                    spec: {match: [{}]}                    | line 4: spec.match[0] states nothing; name at least one of executable, commandLine, user, container, image, systemdUnit, label
                    spec: {match: {user: a}}               | line 4: spec.match must be a list (each entry begins with "- "), not a mapping
                    spec: {match: [a]}                     | line 4: spec.match[0] must be a mapping of fields, not a plain value
                    spec: {match: [{user: }]}              | line 4: spec.match[0].user is empty; give it a value or leave it out
                    spec: {match: [{user: [a]}]}           | line 4: spec.match[0].user must be a plain value, not a list
                    spec: {match: [{commandLine: 'a(b'}]}  | line 4: spec.match[0].commandLine is "a(b": isn't a regular expression (Unclosed group at character 4)
                    spec: {match: [{label: team}]}         | line 4: spec.match[0].label is "team"; write it as name=value, the value may hold *
                    spec: {match: [{user: a, user: b}]}    | line 4: spec.match[0].user is there twice
                    spec: {all: true, profiles: [{type: cpuu}]}  | line 4: spec.profiles[0].type "cpuu" is unknown; it can be cpu, wall, alloc, lock, live or native_memory
                    spec: {all: true, profiles: [{type: off_cpu}]} | line 4: spec.profiles[0].type "off_cpu" can't be asked for; it can be cpu, wall, alloc, lock, live or native_memory
                    spec: {all: true, profiles: [{type: cpu}, {type: cpu}]} | line 4: spec.profiles[1].type is "cpu" again; each may stand here once
                    spec: {all: true, profiles: [{type: lock, everyBytes: 1Mi}]} | line 4: unknown field "everyBytes" in spec.profiles[0]; known fields are type, threshold
                    spec: {all: true, profiles: [{type: alloc, everyBytes: 1Ki}]} | line 4: spec.profiles[0].everyBytes is "1Ki": must be from 16Ki to 1024Gi
                    spec: {all: true, profiles: [{type: wall, interval: 1ms}]} | line 4: spec.profiles[0].interval is "1ms": must be from 5ms to 10s
                    spec: {all: true, profiles: [{type: wall, interval: fast}]} | line 4: spec.profiles[0].interval is "fast": write it like 10ms or 1s, from 5ms to 10s
                    spec: {all: true, java: {engine: jfr}} | line 4: spec.java.engine is "jfr": must be auto, ebpf or async-profiler
                    spec: {all: true, profiles: [{type: cpu, frequencyHz: 0}]} | line 4: spec.profiles[0].frequencyHz is "0": must be a whole number from 1 to 199
                    spec: {all: true, budget: {memory: lots}}    | line 4: spec.budget.memory is "lots": write it like 64Mi or 1Gi
                    spec: {all: true, budget: {cpuPercent: -1}}  | line 4: spec.budget.cpuPercent is "-1": must be a number above 0, up to 100
                    spec: {all: true, service: {name: '${unitt}'}} | line 4: spec.service.name is "${unitt}": there is no placeholder ${unitt}; did you mean ${unit}?
                    spec: {all: true, suspend: 1}          | line 4: spec.suspend is "1": must be true or false
                    spec: all                              | line 4: spec must be a mapping of fields, not a plain value
                    """)
    void saysWhatIsWrongWhereAndWhatWouldBeRight(String spec, String expected) {
        HostTargetReader.Reading reading = read(HEAD + spec);
        assertEquals(List.of("t.yaml, " + expected), problems(HEAD + spec));
        assertEquals(List.of(), reading.targets());
    }

    @Test
    void saysWhatIsWrongWithTheHead() {
        assertEquals(
                List.of(
                        "t.yaml, line 1: apiVersion is \"podflame.dev/v2\"; it must be podflame.dev/v1alpha1",
                        "t.yaml, line 2: kind is \"ProfilingTarget\"; that kind is for Kubernetes, a file takes HostTarget",
                        "t.yaml, line 3: metadata.name is \"My Shop\"; use lower-case letters, digits, - and ."),
                problems("apiVersion: podflame.dev/v2\nkind: ProfilingTarget\nmetadata: {name: My Shop}\n"
                        + "spec: {all: true}"));
        assertEquals(
                List.of(
                        "t.yaml, line 1: apiVersion is missing; it must be podflame.dev/v1alpha1",
                        "t.yaml, line 1: kind is missing; it must be HostTarget",
                        "t.yaml, line 1: metadata: {name: ...} is missing",
                        "t.yaml, line 1: spec is missing: it says which processes are meant"),
                problems("{}"));
        assertEquals(
                List.of("t.yaml, line 8: metadata.name is \"shop\" again; each target needs a name of its own"),
                problems(HEAD + "spec: {all: true}\n---\n" + HEAD.replaceFirst("kind.*\n", "kind: HostTarget\n")
                        + "spec: {all: true}"));
    }

    @Test
    void tellsEverythingAtOnce() {
        assertEquals(
                List.of(
                        "t.yaml, line 5: unknown field \"al\" in spec; did you mean \"all\"?",
                        "t.yaml, line 6: unknown field \"usr\" in spec.match[0]; did you mean \"user\"?"),
                problems(HEAD + "spec:\n  al: true\n  match: [{usr: x}]\n"));
    }

    @Test
    void textThatIsNoYamlIsReportedWithItsLine() {
        assertTrue(problems(HEAD + "spec: {all: true").getFirst().startsWith("t.yaml, line 4: isn't YAML: "));
        assertEquals(List.of("t.yaml, line 1: the document must be a mapping of fields, not a list"), problems("- a"));
    }

    @Test
    void aliasesThatMultiplyAreNoDanger() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertFalse(problems(bomb.toString()).isEmpty());
    }

    @Property
    void anyTextIsReadOrRefusedInWords(
            @ForAll
                    @StringLength(max = 60)
                    @Chars({'a', ':', ' ', '\n', '-', '{', '}', '[', ']', '&', '*', '"', '!', '\0', '|'})
                    String text) {
        HostTargetReader.Reading reading = read(text);
        assertTrue(reading.targets().isEmpty());
        reading.problems().forEach(problem -> assertFalse(problem.message().isBlank()));
    }
}
