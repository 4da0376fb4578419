/** Which screen a path names. */
export type Route =
  | { readonly screen: 'services' }
  | { readonly screen: 'service'; readonly namespace: string; readonly service: string }
  | { readonly screen: 'unknown' };

export function parseRoute(pathname: string): Route {
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts.length === 0 || (parts.length === 1 && parts[0] === 'services')) return { screen: 'services' };
  if (parts.length !== 3 || parts[0] !== 'services') return { screen: 'unknown' };
  const namespace = decode(parts[1]);
  const service = decode(parts[2]);
  return namespace === null || service === null
    ? { screen: 'unknown' }
    : { screen: 'service', namespace, service };
}

export function servicePath(namespace: string, service: string): string {
  return `/services/${segment(namespace)}/${segment(service)}`;
}

/** A name as one path segment. Browsers resolve "." and ".." even when they are escaped, so those get a tilde. */
function segment(name: string): string {
  return /^~*\.{0,2}$/.test(name) ? `~${encodeURIComponent(name)}` : encodeURIComponent(name);
}

function decode(part: string): string | null {
  try {
    const name = decodeURIComponent(part);
    return /^~+\.{0,2}$/.test(name) ? name.slice(1) : name;
  } catch {
    return null;
  }
}
