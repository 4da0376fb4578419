-- A level, such as the live heap, is averaged over the minutes that have a snapshot. The sums of a level don't tell how
-- many those were, so they are kept beside them, for as long.

CREATE TABLE IF NOT EXISTS snapshots_1h
(
    service_id UInt64,
    type LowCardinality(String),
    series_id UInt64,
    ts DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    -- bit n: minute n of the hour has a snapshot
    minutes SimpleAggregateFunction(groupBitOr, UInt64) CODEC(ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (service_id, type, series_id, ts)
TTL ts + toIntervalDay(${days.hours})
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS snapshots_1h_from_samples TO snapshots_1h AS
SELECT service_id, type, series_id, toStartOfHour(samples.ts) AS ts,
    groupBitOr(bitShiftLeft(toUInt64(1), toMinute(samples.ts))) AS minutes
FROM samples
WHERE type IN ('live', 'live_objects')
GROUP BY service_id, type, series_id, ts;
