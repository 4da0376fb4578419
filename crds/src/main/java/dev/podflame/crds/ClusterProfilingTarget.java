package dev.podflame.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// Which containers of several namespaces are profiled, and how. For those who run the cluster.
@Group(ProfilingTarget.GROUP)
@Version(ProfilingTarget.VERSION)
@ShortNames("cptgt")
@Categories("podflame")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Pods", jsonPath = ".status.pods.matched", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Profiled",
        jsonPath = ".status.containers.profiled",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Skipped",
        jsonPath = ".status.containers.skipped",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Last-Sample",
        jsonPath = ".status.lastSampleTime",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class ClusterProfilingTarget extends CustomResource<ClusterProfilingTargetSpec, TargetStatus> {
    public static final String KIND = "ClusterProfilingTarget";

    private static final long serialVersionUID = 1;

    @Override
    @Required
    public ClusterProfilingTargetSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected ClusterProfilingTargetSpec initSpec() {
        return new ClusterProfilingTargetSpec();
    }
}
