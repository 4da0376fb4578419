package dev.podflame.agent.attach.hotspot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What `/proc/PID/status` says that attaching depends on.
///
/// @param innerPid its pid as it sees it itself
/// @param uid its effective user, as the agent sees it
/// @param groups its other groups
/// @param ignored signals that it ignores, one bit each, lowest is signal 1
/// @param caught signals that it has a handler for
record ProcessStatus(long innerPid, int uid, int gid, Set<Integer> groups, long ignored, long caught) {
    static final int SIGQUIT = 3;

    ProcessStatus {
        groups = Set.copyOf(groups);
    }

    /// Whether it has a handler for the signal. Without one the signal would end it.
    boolean catches(int signal) {
        long bit = 1L << (signal - 1);
        return (caught & bit) != 0 && (ignored & bit) == 0;
    }

    static ProcessStatus parse(List<String> lines) {
        long innerPid = 0;
        int uid = -1;
        int gid = -1;
        Set<Integer> groups = new HashSet<>();
        long ignored = 0;
        long caught = 0;
        for (String line : lines) {
            int colon = line.indexOf(':');
            String[] fields = line.substring(colon + 1).strip().split("\\s+", -1);
            switch (line.substring(0, Math.max(0, colon))) {
                // One pid per pid namespace, its own last. NStgid is that of the process, Pid may be a thread's.
                case "NStgid" -> innerPid = Long.parseLong(fields[fields.length - 1]);
                case "Tgid" -> innerPid = innerPid == 0 ? Long.parseLong(fields[0]) : innerPid;
                case "Uid" -> uid = Integer.parseUnsignedInt(fields[1]);
                case "Gid" -> gid = Integer.parseUnsignedInt(fields[1]);
                case "Groups" -> {
                    for (String field : fields) {
                        if (!field.isEmpty()) {
                            groups.add(Integer.parseUnsignedInt(field));
                        }
                    }
                }
                case "SigIgn" -> ignored = Long.parseUnsignedLong(fields[0], 16);
                case "SigCgt" -> caught = Long.parseUnsignedLong(fields[0], 16);
                default -> {}
            }
        }
        if (innerPid == 0 || uid == -1 || gid == -1) {
            throw new IllegalArgumentException("not a status file: " + lines);
        }
        return new ProcessStatus(innerPid, uid, gid, groups, ignored, caught);
    }
}
