/// ClickHouse for one machine, as a process of its own: options and environment come in, a port file and ClickHouse's
/// HTTP protocol on loopback go out. Ends with its parent.
@NullMarked
package dev.podflame.embedded;

import org.jspecify.annotations.NullMarked;
