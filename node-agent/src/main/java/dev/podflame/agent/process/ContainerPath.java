package dev.podflame.agent.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the container in one cgroup path.
///
/// Paths differ by engine, cgroup driver and nesting, and a private cgroup namespace puts `/../..` before them. Common
/// to all is that the innermost container's id is in the last segment that holds one.
final class ContainerPath {

    /// 64 hex digits not within more of them, or the task id and number that ECS gives to a Fargate container.
    private static final Pattern ID =
            Pattern.compile("(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{32}-[0-9]{8,12})(?![0-9a-f])");

    private static final Pattern POD =
            Pattern.compile("(?:^|[-/])pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?=[./]|$)");

    private ContainerPath() {}

    static Optional<ContainerCgroup> parse(String path) {
        String[] segments = path.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            Matcher id = ID.matcher(segments[i]);
            if (id.find() && !isMonitor(segments[i])) {
                String parent = i > 0 ? segments[i - 1] : "";
                return Optional.of(new ContainerCgroup(id.group(), engine(segments[i], parent, path), podUid(path)));
            }
        }
        return Optional.empty();
    }

    /// The ids of all containers that the path leads through, the innermost first.
    static List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            Matcher id = ID.matcher(segment);
            if (id.find() && !isMonitor(segment)) {
                ids.addFirst(id.group());
            }
        }
        return ids;
    }

    /// The path down to the container's own group, without groups that the container made inside of it.
    static String ownGroup(String path, String containerId) {
        int id = path.lastIndexOf(containerId);
        int end = id < 0 ? -1 : path.indexOf('/', id + containerId.length());
        return end < 0 ? path : path.substring(0, end);
    }

    /// conmon watches a container from outside, in a group named after it.
    private static boolean isMonitor(String segment) {
        return segment.contains("conmon-");
    }

    private static String engine(String segment, String parent, String path) {
        if (segment.startsWith("docker-") || segment.contains(":docker:") || parent.equals("docker")) {
            return "docker";
        }
        if (segment.contains("cri-containerd") || segment.startsWith("nerdctl-")) {
            return "containerd";
        }
        if (segment.startsWith("crio-") || segment.contains(":crio:")) {
            return "cri-o";
        }
        return segment.startsWith("libpod-") || path.contains("/libpod_parent/") ? "podman" : "";
    }

    private static String podUid(String path) {
        Matcher pod = POD.matcher(path);
        String uid = "";
        while (pod.find()) {
            uid = pod.group(1).replace('_', '-');
        }
        return uid;
    }
}
