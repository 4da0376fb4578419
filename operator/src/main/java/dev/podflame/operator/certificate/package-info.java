/// The collector's certificate and the authority behind it.
///
/// In: the time, the collector's names, what the two Secrets hold. Out: Secrets that clients can trust for a month at
/// least, renewed before that ends.
@NullMarked
package dev.podflame.operator.certificate;

import org.jspecify.annotations.NullMarked;
