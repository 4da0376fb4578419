/** Which screen a path names. */
export type Route =
  | { readonly screen: 'services' }
  | { readonly screen: 'service'; readonly namespace: string; readonly service: string }
  | { readonly screen: 'pod'; readonly namespace: string; readonly pod: string }
  | { readonly screen: 'namespace'; readonly namespace: string }
  | { readonly screen: 'diff' }
  | { readonly screen: 'targets' }
  | ({ readonly screen: 'target' } & TargetName)
  | { readonly screen: 'unknown' };

/** The namespace of a target of the whole cluster is empty. */
export interface TargetName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Stands in paths for the namespace that cluster targets don't have. No namespace can be called that. */
const NO_NAMESPACE = '-';
const UNKNOWN: Route = { screen: 'unknown' };

export function parseRoute(pathname: string): Route {
  const [screen = 'services', ...rest] = pathname.split('/').filter((part) => part !== '');
  const names: string[] = [];
  for (const part of rest) {
    const name = decode(part);
    if (name === null) return UNKNOWN;
    names.push(name);
  }
  const [first, second, third] = names;
  switch (`${screen} ${names.length}`) {
    case 'services 0':
      return { screen: 'services' };
    case 'services 2':
      return { screen: 'service', namespace: first, service: second };
    case 'pods 2':
      return { screen: 'pod', namespace: first, pod: second };
    case 'namespaces 1':
      return { screen: 'namespace', namespace: first };
    case 'diff 0':
      return { screen: 'diff' };
    case 'targets 0':
      return { screen: 'targets' };
    case 'targets 3':
      return {
        screen: 'target',
        kind: first,
        namespace: rest[1] === NO_NAMESPACE ? '' : second,
        name: third,
      };
    default:
      return UNKNOWN;
  }
}

export function servicePath(namespace: string, service: string): string {
  return `/services/${segment(namespace)}/${segment(service)}`;
}

export function podPath(namespace: string, pod: string): string {
  return `/pods/${segment(namespace)}/${segment(pod)}`;
}

export function namespacePath(namespace: string): string {
  return `/namespaces/${segment(namespace)}`;
}

export function targetPath({ kind, namespace, name }: TargetName): string {
  return `/targets/${segment(kind)}/${namespace === '' ? NO_NAMESPACE : segment(namespace)}/${segment(name)}`;
}

/** A path with what a view puts after it. */
export function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
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
