/// The page on this machine: a proxy on loopback that adds the user's token to what the browser asks.
@NullMarked
package dev.podflame.kubectl.proxy;

import org.jspecify.annotations.NullMarked;
