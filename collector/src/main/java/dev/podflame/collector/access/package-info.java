/// Who may ask for what: answered before any other stage sees a request.
///
/// In: the tokens of requests, and what Kubernetes' API server says about them. Out: a
/// [dev.podflame.collector.access.Caller] per request, who knows which namespaces it may read and which
/// node it is.
@NullMarked
package dev.podflame.collector.access;

import org.jspecify.annotations.NullMarked;
