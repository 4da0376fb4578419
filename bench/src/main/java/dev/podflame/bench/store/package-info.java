/// ClickHouse as the benchmarks see it: statements, blocks of rows, single numbers.
@NullMarked
package dev.podflame.bench.store;

import org.jspecify.annotations.NullMarked;
