/// Who asks: the bearer token that the collector has the API server check.
///
/// In: the kubeconfig's user. Out: a token, kept in memory only.
@NullMarked
package dev.podflame.kubectl.login;

import org.jspecify.annotations.NullMarked;
