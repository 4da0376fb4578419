package dev.podflame.collector.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents the parameters that all queries take; [ApiRequest] reads them.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Parameters({
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Begin: now-15m (s, m, h, d, w), milliseconds since 1970, or ISO 8601. Default now-1h."),
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "End, exclusive, written like from. Default now."),
    @Parameter(name = "namespace", in = ParameterIn.QUERY, description = "Namespace of the service or of the pod."),
    @Parameter(
            name = "service",
            in = ParameterIn.QUERY,
            description = "Name of the service. Without it: namespace and pod."),
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Profile type: cpu (default), wall, off_cpu, alloc, alloc_objects, lock, lock_contentions,"
                    + " live, live_objects, native_memory."),
    @Parameter(
            name = "host",
            in = ParameterIn.QUERY,
            description = "Filter; may be repeated for alternatives. As not.host it rules the value out; so with all"
                    + " filters. label.ATTRIBUTE filters by any other attribute of the series."),
    @Parameter(name = "pod", in = ParameterIn.QUERY, description = "Filter."),
    @Parameter(name = "container", in = ParameterIn.QUERY, description = "Filter."),
    @Parameter(name = "process", in = ParameterIn.QUERY, description = "Filter: name, id, or both as in series."),
    @Parameter(name = "runtime", in = ParameterIn.QUERY, description = "Filter."),
    @Parameter(name = "workload", in = ParameterIn.QUERY, description = "Filter."),
    @Parameter(name = "image", in = ParameterIn.QUERY, description = "Filter."),
    @Parameter(name = "revision", in = ParameterIn.QUERY, description = "Filter.")
})
@interface QueryParameters {}
