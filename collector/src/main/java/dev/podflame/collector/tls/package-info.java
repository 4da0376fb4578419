/// The certificate that the collector shows.
///
/// In: two PEM files, which somebody renews now and then. Out: a key store for the HTTP server, a new one
/// each time the files change.
@NullMarked
package dev.podflame.collector.tls;

import org.jspecify.annotations.NullMarked;
