package dev.podflame.operator.target;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.match.TargetReading;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/// Sends every [ClusterProfilingTarget] through the pipeline.
public record ClusterProfilingTargetReconciler(TargetPipeline pipeline) implements Reconciler<ClusterProfilingTarget> {
    @Override
    public UpdateControl<ClusterProfilingTarget> reconcile(
            ClusterProfilingTarget target, Context<ClusterProfilingTarget> context) {
        return pipeline.reconcile(target, TargetReading.read(target), ClusterProfilingTarget::new);
    }
}
