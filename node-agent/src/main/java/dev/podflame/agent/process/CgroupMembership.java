package dev.podflame.agent.process;

import dev.podflame.agent.target.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where a process is in the cgroup hierarchies: `/proc/PID/cgroup` of cgroup v1, v2 and both side by side.
///
/// @param hierarchies one per line of the file, those to believe first
/// @param container the innermost container; empty for a process of the machine itself
/// @param systemdUnit the system service, like `nginx.service`; empty for anything else: containers, sessions of
///     users, scopes
public record CgroupMembership(List<Hierarchy> hierarchies, Optional<ContainerCgroup> container, String systemdUnit) {

    private static final String SYSTEMD = "name=systemd";
    private static final String SERVICE = ".service";

    /// One hierarchy and the group in it.
    ///
    /// @param controllers names of the v1 controllers; empty for the v2 hierarchy
    /// @param path the group, from the root that the agent sees
    public record Hierarchy(List<String> controllers, String path) {

        public Hierarchy {
            controllers = List.copyOf(controllers);
        }

        boolean isUnified() {
            return controllers.isEmpty();
        }

        /// Which line to believe first: resource controllers hold containers for certain, others may be left behind.
        private int rank() {
            if (path.contains("kubepods")) {
                return 0;
            }
            if (controllers.contains("memory") || controllers.contains("cpu")) {
                return 1;
            }
            return isUnified() ? 2 : 3;
        }
    }

    /// Parses the file's content.
    public static CgroupMembership parse(String content) {
        List<Hierarchy> hierarchies = new ArrayList<>();
        for (String line : content.split("\n", -1)) {
            // hierarchy-ID:controller-list:cgroup-path; the path may hold colons.
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && fields[2].startsWith("/")) {
                List<String> controllers = fields[1].isEmpty() ? List.of() : Arrays.asList(fields[1].split(","));
                hierarchies.add(new Hierarchy(controllers, fields[2]));
            }
        }
        // Stable: lines of one rank keep their order.
        hierarchies.sort(Comparator.comparingInt(Hierarchy::rank));
        Optional<ContainerCgroup> container = hierarchies.stream()
                .flatMap(hierarchy -> ContainerPath.parse(hierarchy.path()).stream())
                .findFirst();
        String unit = container.isPresent() ? "" : systemdUnit(hierarchies);
        return new CgroupMembership(List.copyOf(hierarchies), container, unit);
    }

    /// The containers that the process is in, for those who decide by them.
    public Placement placement() {
        return hierarchies.stream()
                .map(hierarchy -> ContainerPath.ids(hierarchy.path()))
                .filter(ids -> !ids.isEmpty())
                .findFirst()
                .map(ids -> new Placement(
                        ids, container.map(ContainerCgroup::podUid).orElse("")))
                .orElse(Placement.MACHINE);
    }

    /// The group of the container, or of the process if it is in none, in the hierarchy of a v1 controller.
    public Optional<String> groupOf(String controller) {
        return hierarchies.stream()
                .filter(hierarchy -> hierarchy.controllers().contains(controller))
                .findFirst()
                .map(this::ownGroup);
    }

    /// The same in the v2 hierarchy.
    public Optional<String> unifiedGroup() {
        return hierarchies.stream().filter(Hierarchy::isUnified).findFirst().map(this::ownGroup);
    }

    private String ownGroup(Hierarchy hierarchy) {
        return container
                .map(in -> ContainerPath.ownGroup(hierarchy.path(), in.id()))
                .orElse(hierarchy.path());
    }

    private static String systemdUnit(List<Hierarchy> hierarchies) {
        return hierarchies.stream()
                .filter(hierarchy -> hierarchy.controllers().contains(SYSTEMD) || hierarchy.isUnified())
                .map(hierarchy -> serviceIn(hierarchy.path()))
                .filter(unit -> !unit.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String serviceIn(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals("user.slice")) {
                return "";
            }
            if (segment.endsWith(SERVICE) && segment.length() > SERVICE.length()) {
                // systemd puts an underscore before names that could be mistaken for cgroup files.
                return segment.startsWith("_") ? segment.substring(1) : segment;
            }
        }
        return "";
    }
}
