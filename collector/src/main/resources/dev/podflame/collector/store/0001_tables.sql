-- Every time is UTC, whatever the server's time zone is: days and months of keys and partitions must not move.
-- non_replicated_deduplication_window stands on each table that is inserted into or fed by a view: without it a
-- repeated insert with the same token would count twice there.
-- Values are whole multiples of a sampling period: GCD takes that out before T64 packs what is left.

CREATE TABLE IF NOT EXISTS series
(
    service_id UInt64,
    series_id UInt64,
    -- series_id is the hash of labels, so rows of one id hold the same in these four.
    namespace SimpleAggregateFunction(any, LowCardinality(String)),
    service SimpleAggregateFunction(any, String),
    runtime SimpleAggregateFunction(any, LowCardinality(String)),
    -- resource attributes by their OpenTelemetry names
    labels SimpleAggregateFunction(any, Map(String, String)),
    first_seen SimpleAggregateFunction(min, DateTime('UTC')),
    last_seen SimpleAggregateFunction(max, DateTime('UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (service_id, series_id)
TTL last_seen + toIntervalDay(${days.hours})
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS frames
(
    frame_id UInt64,
    name String CODEC(ZSTD(1)),
    file String CODEC(ZSTD(1)),
    line UInt32,
    module String CODEC(ZSTD(1)),
    kind LowCardinality(String)
)
ENGINE = ReplacingMergeTree
ORDER BY frame_id
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS stacks
(
    service_id UInt64,
    stack_id UInt64,
    -- Written again once a day while the stack is seen, so that the TTL follows its last use.
    last_day Date,
    -- frame_id of each frame, root first
    frames Array(UInt64) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(last_day)
PARTITION BY toYYYYMM(last_day)
ORDER BY (service_id, stack_id)
TTL last_day + toIntervalDay(${days.hours} + 1)
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;

CREATE TABLE IF NOT EXISTS samples
(
    service_id UInt64,
    type LowCardinality(String),
    series_id UInt64,
    -- begin of a bucket of 10 s
    ts DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    stack_id UInt64 CODEC(ZSTD(1)),
    value UInt64 CODEC(GCD, T64, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(ts)
ORDER BY (service_id, type, series_id, toStartOfHour(ts), stack_id, ts)
TTL ts + toIntervalDay(${days.raw})
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;

CREATE TABLE IF NOT EXISTS svc_1m
(
    service_id UInt64,
    type LowCardinality(String),
    ts DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    stack_id UInt64 CODEC(ZSTD(1)),
    value SimpleAggregateFunction(sum, UInt64) CODEC(GCD, T64, ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(ts)
-- Four hours: sorted by days, an hour costs four times the time; by hours, a row a fifth more bytes.
ORDER BY (service_id, type, toStartOfInterval(ts, toIntervalHour(4)), stack_id, ts)
TTL ts + toIntervalDay(${days.minutes})
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS svc_1m_from_samples TO svc_1m AS
SELECT service_id, type, toStartOfMinute(samples.ts) AS ts, stack_id, sum(samples.value) AS value
FROM samples
GROUP BY service_id, type, ts, stack_id;

CREATE TABLE IF NOT EXISTS svc_1h
(
    service_id UInt64,
    type LowCardinality(String),
    ts DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    stack_id UInt64 CODEC(ZSTD(1)),
    value SimpleAggregateFunction(sum, UInt64) CODEC(GCD, T64, ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (service_id, type, toStartOfDay(ts), stack_id, ts)
TTL ts + toIntervalDay(${days.hours})
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS svc_1h_from_samples TO svc_1h AS
SELECT service_id, type, toStartOfHour(samples.ts) AS ts, stack_id, sum(samples.value) AS value
FROM samples
GROUP BY service_id, type, ts, stack_id;

CREATE TABLE IF NOT EXISTS totals_1m
(
    service_id UInt64,
    type LowCardinality(String),
    series_id UInt64,
    ts DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    value SimpleAggregateFunction(sum, UInt64) CODEC(GCD, T64, ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (service_id, type, series_id, ts)
TTL ts + toIntervalDay(${days.minutes})
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS totals_1m_from_samples TO totals_1m AS
SELECT service_id, type, series_id, toStartOfMinute(samples.ts) AS ts, sum(samples.value) AS value
FROM samples
GROUP BY service_id, type, series_id, ts;

-- Written by the collector, which knows the frames of each stack; a view would miss stacks that arrive later.
CREATE TABLE IF NOT EXISTS fn_1h
(
    service_id UInt64,
    type LowCardinality(String),
    ts DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    frame_id UInt64 CODEC(ZSTD(1)),
    self SimpleAggregateFunction(sum, UInt64) CODEC(GCD, T64, ZSTD(1)),
    -- a frame that calls itself counts once per stack
    total SimpleAggregateFunction(sum, UInt64) CODEC(GCD, T64, ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(ts)
ORDER BY (frame_id, service_id, type, ts)
TTL ts + toIntervalDay(${days.hours})
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE IF NOT EXISTS usage
(
    service_id UInt64,
    series_id UInt64,
    -- OpenTelemetry's name of the metric
    metric LowCardinality(String),
    ts DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
    -- gauges as they are, cumulative sums as they are: what was used between two times is their difference
    value Float64 CODEC(Gorilla, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMMDD(ts)
ORDER BY (service_id, series_id, metric, ts)
TTL ts + toIntervalDay(${days.minutes})
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;
