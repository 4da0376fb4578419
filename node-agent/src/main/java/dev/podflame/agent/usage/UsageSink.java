package dev.podflame.agent.usage;

/// Takes usage on its way to the collector.
public interface UsageSink {

    /// Takes one round of readings; must not wait for the collector.
    ///
    /// @param exportMetricsServiceRequest an OTLP `ExportMetricsServiceRequest`, uncompressed
    void send(byte[] exportMetricsServiceRequest);
}
