import type { FlameTree } from './tree.ts';

/** A language as people see it; several kinds of frame may be one. The id is also the colour's name in theme.css. */
export interface Language {
  readonly id: string;
  readonly label: string;
}

export interface LanguageShare extends Language {
  /** Own time of all frames of the language. */
  readonly self: number;
  readonly share: number;
}

const JAVA: Language = { id: 'java', label: 'Java' };
const NATIVE: Language = { id: 'native', label: 'C/C++' };
const UNKNOWN: Language = { id: 'unknown', label: 'Unknown' };

const BY_KIND: Readonly<Record<string, Language | undefined>> = {
  kernel: { id: 'kernel', label: 'Kernel' },
  native: NATIVE,
  cpp: NATIVE,
  rust: { id: 'rust', label: 'Rust' },
  go: { id: 'go', label: 'Go' },
  jvm: JAVA,
  jvm_inlined: JAVA,
  jvm_interpreted: JAVA,
  python: { id: 'python', label: 'Python' },
  node: { id: 'node', label: 'Node' },
  ruby: { id: 'ruby', label: 'Ruby' },
  php: { id: 'php', label: 'PHP' },
  dotnet: { id: 'dotnet', label: '.NET' },
  perl: { id: 'perl', label: 'Perl' },
  beam: { id: 'beam', label: 'Erlang' },
  pruned: { id: 'pruned', label: '(other)' },
};

export function languageOf(kind: string): Language {
  return Object.hasOwn(BY_KIND, kind) ? (BY_KIND[kind] ?? UNKNOWN) : UNKNOWN;
}

/** How much own time each language has, largest first. Languages that only call others are listed with 0. */
export function languageShares(tree: FlameTree): LanguageShare[] {
  const sums = new Map<Language, number>();
  const languages = tree.frames.map((frame) => languageOf(frame.kind));
  for (let i = 1; i < tree.count; i++) {
    const language = languages[tree.frame[i]];
    sums.set(language, (sums.get(language) ?? 0) + tree.self[i]);
  }
  const total = tree.count === 0 ? 0 : tree.value[0];
  return [...sums]
    .map(([language, self]) => ({ ...language, self, share: total === 0 ? 0 : self / total }))
    .sort((a, b) => b.self - a.self || a.label.localeCompare(b.label));
}
