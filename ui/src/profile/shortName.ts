const SCOPED = new Set(['cpp', 'native', 'rust']);

/**
 * The part of a name that tells most where the whole one doesn't fit: class and method, without package, parameters
 * and return type. Gives the name back when it isn't sure.
 */
export function shortName(name: string, kind: string): string {
  if (kind.startsWith('jvm')) return lastSegments(withoutReturnType(withoutParameters(name)), /[./]/, '.', 2);
  if (SCOPED.has(kind)) return lastSegments(withoutParameters(name), /::/, '::', 2);
  if (kind === 'go') return name.slice(name.lastIndexOf('/') + 1);
  return name;
}

/** Cuts to a number of letters, with an ellipsis; empty when nothing readable is left. */
export function fit(name: string, kind: string, letters: number): string {
  if (name.length <= letters) return name;
  const short = shortName(name, kind);
  if (short.length <= letters) return short;
  return letters < 3 ? '' : `${short.slice(0, letters - 1)}…`;
}

function withoutParameters(name: string): string {
  const open = name.indexOf('(');
  const cut = open > 0 && name.endsWith(')') && !name.includes('operator()') ? name.slice(0, open) : name;
  return cut.trimEnd();
}

function withoutReturnType(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}

function lastSegments(name: string, separator: RegExp, glue: string, count: number): string {
  // Type parameters hold separators of their own.
  if (name.includes('<')) return name;
  const parts = name.split(separator).filter((part) => part !== '');
  return parts.length <= count ? name : parts.slice(-count).join(glue);
}
