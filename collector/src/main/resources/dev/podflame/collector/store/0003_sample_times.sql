-- When in its 10 s a row was sampled, in slots of 20 ms. Rows that are older than this script have none; those of days
-- that are longer ago than times are kept lose them.

ALTER TABLE samples
    -- 0 to 499, ascending; 500, always last, stands for what came without a time of its own. Empty: nothing has one.
    ADD COLUMN IF NOT EXISTS slots Array(UInt16) CODEC(T64, ZSTD(1)) TTL ts + toIntervalDay(${days.times}),
    -- what each slot weighs; empty: all weigh the same, value / length(slots)
    ADD COLUMN IF NOT EXISTS weights Array(UInt64) CODEC(GCD, T64, ZSTD(1)) TTL ts + toIntervalDay(${days.times});
