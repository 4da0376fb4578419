package dev.podflame.e2e.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// A class of tests on the shared cluster. Its constructor may take the [Cluster] and the [Release] installed there.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ClusterSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@interface OnCluster {}
