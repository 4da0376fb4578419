package dev.podflame.agent.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.agent.process.CgroupMembership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads folders with the files of cgroup v1 and v2.
class ContainerUsageReaderIT {

    private static final String ID = "a1".repeat(32);

    @TempDir
    Path mounted;

    private void write(String group, Map<String, String> files) throws IOException {
        Path folder = Files.createDirectories(mounted.resolve(group));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private Optional<ContainerUsage> read(List<String> mountInfo, String cgroup) {
        return new ContainerUsageReader(CgroupMounts.of(mountInfo, "")).read(CgroupMembership.parse(cgroup));
    }

    private String v2Mount(String root) {
        return "40 30 0:26 %s %s rw,nosuid shared:9 - cgroup2 cgroup2 rw".formatted(root, mounted);
    }

    private List<String> v1Mounts() {
        return List.of(
                "33 31 0:30 / %s/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct".formatted(mounted),
                "36 31 0:33 / %s/memory rw - cgroup cgroup rw,memory".formatted(mounted),
                "41 31 0:38 / %s/unified rw - cgroup2 cgroup2 rw".formatted(mounted));
    }

    @Test
    void readsVersionTwo() throws IOException {
        write(
                "system.slice/docker-" + ID + ".scope",
                Map.of(
                        "memory.current", "104857600\n",
                        "memory.stat", "anon 1\ninactive_file 4857600\nactive_file 7\n",
                        "memory.max", "268435456\n",
                        "cpu.max", "150000 100000\n",
                        "cpu.stat",
                                "usage_usec 2500000\nuser_usec 1\nnr_periods 100\nnr_throttled 9\nthrottled_usec 7000\n"));
        ContainerUsage expected = new ContainerUsage(
                OptionalLong.of(2_500_000_000L),
                OptionalLong.of(100_000_000),
                OptionalLong.of(268435456),
                OptionalDouble.of(1.5),
                new ContainerUsage.Throttling(OptionalLong.of(100), OptionalLong.of(9), OptionalLong.of(7_000_000)));
        assertEquals(
                Optional.of(expected), read(List.of(v2Mount("/")), "0::/system.slice/docker-" + ID + ".scope/inner\n"));
    }

    @Test
    void noLimitIsNoNumber() throws IOException {
        write(
                "docker/" + ID,
                Map.of(
                        "memory.current",
                        "5",
                        "memory.max",
                        "max",
                        "cpu.max",
                        "max 100000",
                        "cpu.stat",
                        "usage_usec 1"));
        ContainerUsage usage = read(List.of(v2Mount("/")), "0::/docker/" + ID).orElseThrow();
        assertEquals(OptionalLong.empty(), usage.memoryLimitBytes());
        assertEquals(OptionalDouble.empty(), usage.cpuLimitCores());
        assertEquals(OptionalLong.of(5), usage.workingSetBytes());
    }

    @Test
    void readsVersionOneOnAHybridMachine() throws IOException {
        write("unified/docker/" + ID, Map.of("cpu.stat", "usage_usec 999"));
        write(
                "cpu,cpuacct/docker/" + ID,
                Map.of(
                        "cpuacct.usage", "2500000000\n",
                        "cpu.cfs_quota_us", "50000\n",
                        "cpu.cfs_period_us", "100000\n",
                        "cpu.stat", "nr_periods 100\nnr_throttled 9\nthrottled_time 7000000\n"));
        write(
                "memory/docker/" + ID,
                Map.of(
                        "memory.usage_in_bytes", "104857600\n",
                        "memory.stat", "inactive_file 1\ntotal_inactive_file 4857600\n",
                        "memory.limit_in_bytes", "9223372036854771712\n"));
        ContainerUsage expected = new ContainerUsage(
                OptionalLong.of(2_500_000_000L),
                OptionalLong.of(100_000_000),
                OptionalLong.empty(),
                OptionalDouble.of(0.5),
                new ContainerUsage.Throttling(OptionalLong.of(100), OptionalLong.of(9), OptionalLong.of(7_000_000)));
        String group = "/docker/" + ID;
        assertEquals(
                Optional.of(expected),
                read(v1Mounts(), "5:cpu,cpuacct:%s\n4:memory:%s\n0::%s\n".formatted(group, group, group)));
        assertEquals("hybrid", CgroupMounts.of(v1Mounts(), "").mode());
        assertEquals("v2", CgroupMounts.of(List.of(v2Mount("/")), "").mode());
    }

    @Test
    void aMountOfAPartOfTheHierarchyIsFollowed() throws IOException {
        write("docker/" + ID, Map.of("memory.current", "5", "cpu.stat", "usage_usec 1"));
        assertEquals(
                OptionalLong.of(5),
                read(List.of(v2Mount("/outer")), "0::/outer/docker/" + ID)
                        .orElseThrow()
                        .workingSetBytes());
    }

    @Test
    void aContainerWithACgroupNamespaceOfItsOwnFindsTheGroupsOfOthers() throws IOException {
        String pods = "kubepods.slice/kubepods-burstable.slice/";
        String own = pods + "kubepods-burstable-poda.slice/cri-containerd-" + "b2".repeat(32) + ".scope";
        write(own, Map.of("memory.current", "1"));
        String group = "kubepods-burstable-podb.slice/cri-containerd-" + ID + ".scope";
        write(pods + group, Map.of("memory.current", "5", "cpu.stat", "usage_usec 1"));
        write("kubepods.slice/" + ID, Map.of("memory.current", "6"));
        Path ownMount = Files.createSymbolicLink(mounted.resolve("own"), mounted.resolve(own));
        List<String> mountInfo =
                List.of("50 30 0:26 / %s rw - cgroup2 cgroup2 rw".formatted(ownMount), v2Mount("/../../../.."));
        assertEquals(
                OptionalLong.of(5),
                read(mountInfo, "0::/../../" + group).orElseThrow().workingSetBytes());
        assertEquals(
                OptionalLong.of(6),
                read(mountInfo, "0::/../../../" + ID).orElseThrow().workingSetBytes());
        assertEquals(Optional.empty(), read(mountInfo, "0::/../../../../" + ID));
    }

    @Test
    void groupsThatCannotBeReachedHaveNoUsage() {
        assertEquals(Optional.empty(), read(List.of(v2Mount("/")), "0::/docker/" + ID));
        assertEquals(Optional.empty(), read(List.of("nonsense", ""), "0::/docker/" + ID));
    }

    @Test
    void filesWithNonsenseAreNoNumbers() throws IOException {
        write("docker/" + ID, Map.of("memory.current", "much", "cpu.stat", "usage_usec\nnr_periods x", "cpu.max", "1"));
        ContainerUsage usage = read(List.of(v2Mount("/")), "0::/docker/" + ID).orElseThrow();
        assertEquals(OptionalLong.empty(), usage.cpuNanos());
        assertEquals(OptionalLong.empty(), usage.workingSetBytes());
        assertEquals(OptionalDouble.empty(), usage.cpuLimitCores());
    }
}
