/// The targets as Kubernetes keeps them: `ProfilingTarget`, `ClusterProfilingTarget`, their schema and their status.
///
/// In: nothing. Out: types for the Kubernetes client, and the CRDs in `crds/*.yaml`, which a test holds against them.
/// Fields are public and mutable because the client fills them; whoever decides by them takes a
/// [dev.podflame.crds.match.Target].
@NullMarked
package dev.podflame.crds;

import org.jspecify.annotations.NullMarked;
