/** How a runtime attribute is shown. Agents name runtimes in their own words, versions included. */
const KNOWN: readonly { readonly pattern: RegExp; readonly color: string; readonly label: string }[] = [
  { pattern: /^(c?python|pypy)/i, color: 'python', label: 'Python' },
  { pattern: /jvm|java|hotspot|openjdk|graalvm/i, color: 'java', label: 'Java' },
  { pattern: /^(node|v8|bun|deno)/i, color: 'node', label: 'Node' },
  { pattern: /^go(lang)?(?![a-z])/i, color: 'go', label: 'Go' },
  { pattern: /^(ruby|cruby|jruby)/i, color: 'ruby', label: 'Ruby' },
  { pattern: /^php/i, color: 'php', label: 'PHP' },
  { pattern: /net|clr/i, color: 'dotnet', label: '.NET' },
  { pattern: /^perl/i, color: 'perl', label: 'Perl' },
  { pattern: /beam|erlang|elixir/i, color: 'beam', label: 'Erlang' },
  { pattern: /^rust/i, color: 'rust', label: 'Rust' },
  { pattern: /^(native|c|cpp|c\+\+)$/i, color: 'native', label: 'Native' },
];

export function runtimeColor(runtime: string): string {
  return KNOWN.find(({ pattern }) => pattern.test(runtime))?.color ?? 'unknown';
}

export function runtimeLabel(runtime: string): string {
  if (runtime === '') return 'Unknown';
  return KNOWN.find(({ pattern }) => pattern.test(runtime))?.label ?? runtime;
}
