/// Reads the store: which table answers a range, profiles merged by stack, charts, services and their series.
///
/// In: what a person asked for ([dev.podflame.collector.query.TimeRange], filters). Out: values, exact for the range
/// they name. No package after this one is known here.
@NullMarked
package dev.podflame.collector.query;

import org.jspecify.annotations.NullMarked;
