package dev.podflame.crds.match;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of a node's matched pods are profiled. The pod's UID decides, so a pod stays in or out for its whole life,
/// and more of them never takes one away.
public sealed interface PodSampling {
    PodSampling ALL = new Percent(100);

    /// UIDs of the pods that are profiled.
    ///
    /// @param uids UIDs of all matched pods of a node
    Set<String> choose(List<String> uids);

    /// A share of all pods.
    record Percent(int percent) implements PodSampling {
        public Percent {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("podsPercent is " + percent + "; it can be 1 to 100");
            }
        }

        @Override
        public Set<String> choose(List<String> uids) {
            return uids.stream().filter(uid -> rank(uid) * 100 < percent).collect(Collectors.toSet());
        }
    }

    /// At most so many on each node.
    record PerNode(int maxPods) implements PodSampling {
        public PerNode {
            if (maxPods < 1) {
                throw new IllegalArgumentException("maxPodsPerNode is " + maxPods + "; it can be 1 or more");
            }
        }

        @Override
        public Set<String> choose(List<String> uids) {
            return uids.stream()
                    .sorted(Comparator.comparingDouble(PodSampling::rank).thenComparing(Comparator.naturalOrder()))
                    .limit(maxPods)
                    .collect(Collectors.toSet());
        }
    }

    /// A number from 0 to below 1, spread evenly over UIDs: the first 53 bits of the SHA-256 of the UID.
    private static double rank(String uid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
