package dev.podflame.operator.target;

import dev.podflame.crds.ProfilingTarget;
import dev.podflame.crds.match.TargetReading;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/// Sends every [ProfilingTarget] through the pipeline.
public record ProfilingTargetReconciler(TargetPipeline pipeline) implements Reconciler<ProfilingTarget> {
    @Override
    public UpdateControl<ProfilingTarget> reconcile(ProfilingTarget target, Context<ProfilingTarget> context) {
        return pipeline.reconcile(target, TargetReading.read(target), ProfilingTarget::new);
    }
}
