/// Tests of the whole product on a real cluster: one node of Kubernetes in a container, the release in it, workloads of
/// the demo.
///
/// In: the image of the node and a folder of image archives (system properties `podflame.kube.image` and
/// `podflame.kube.archives`; `build-support/test-cluster.sh` makes both). Out: what the cluster, the API and `kubectl`
/// say.
@NullMarked
package dev.podflame.e2e.cluster;

import org.jspecify.annotations.NullMarked;
