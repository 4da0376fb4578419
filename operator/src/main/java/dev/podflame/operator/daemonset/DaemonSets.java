package dev.podflame.operator.daemonset;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;

/// Writes to the agents' DaemonSet.
interface DaemonSets {
    /// Makes it as desired, whoever has changed it.
    ///
    /// @return what it is now
    DaemonSet apply(DaemonSet desired);

    void delete(DaemonSet actual);
}
