package dev.podflame.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// Which containers of its own namespace are profiled, and how. Whoever may create it there may profile there.
@Group(ProfilingTarget.GROUP)
@Version(ProfilingTarget.VERSION)
@ShortNames("ptgt")
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
public class ProfilingTarget extends CustomResource<ProfilingTargetSpec, TargetStatus> implements Namespaced {
    public static final String GROUP = "podflame.dev";
    public static final String VERSION = "v1alpha1";
    public static final String KIND = "ProfilingTarget";

    private static final long serialVersionUID = 1;

    @Override
    @Required
    public ProfilingTargetSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected ProfilingTargetSpec initSpec() {
        return new ProfilingTargetSpec();
    }
}
