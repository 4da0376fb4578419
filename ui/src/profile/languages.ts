import type { Frame } from './frame.ts';
import type { FlameTree } from './tree.ts';

/** A language as people see it; several kinds of frame may be one. The id is also the colour's name in theme.css. */
export interface Language {
  readonly id: string;
  readonly label: string;
}

export interface LanguageShare extends Language {
  /** Own time of all frames of the language; of threads and states with all that they ran. */
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

/** What isn't code: the thread that ran it, and what the thread did. */
const THREAD: Language = { id: 'thread', label: 'Thread' };
const RUNNABLE: Language = { id: 'runnable', label: 'Runnable' };
const WAITING: Language = { id: 'waiting', label: 'Waiting' };
const STATE: Language = { id: 'state', label: 'State' };
const NO_CODE = [THREAD, RUNNABLE, WAITING, STATE];

export function languageOf({ kind, name }: Pick<Frame, 'kind' | 'name'>): Language {
  if (kind === 'thread') return THREAD;
  if (kind === 'thread_state') return name === 'runnable' ? RUNNABLE : name === 'waiting' ? WAITING : STATE;
  return Object.hasOwn(BY_KIND, kind) ? (BY_KIND[kind] ?? UNKNOWN) : UNKNOWN;
}

/** How much own time each language has, largest first. Languages that only call others are listed with 0. */
export function languageShares(tree: FlameTree): LanguageShare[] {
  const sums = sumsBy(tree, (node) => tree.self[node]);
  return shares(tree, sums, (language) => !NO_CODE.includes(language)).sort(
    (a, b) => b.self - a.self || a.label.localeCompare(b.label),
  );
}

/** Threads and states that the tree is grouped by, with all that they ran. */
export function groupShares(tree: FlameTree): LanguageShare[] {
  const sums = sumsBy(tree, (node) => tree.value[node]);
  return shares(tree, sums, (language) => NO_CODE.includes(language)).sort(
    (a, b) => orderOf(a.id) - orderOf(b.id),
  );
}

function sumsBy(tree: FlameTree, weight: (node: number) => number): Map<Language, number> {
  const sums = new Map<Language, number>();
  const languages = tree.frames.map(languageOf);
  for (let i = 1; i < tree.count; i++) {
    const language = languages[tree.frame[i]];
    sums.set(language, (sums.get(language) ?? 0) + weight(i));
  }
  return sums;
}

function shares(
  tree: FlameTree,
  sums: ReadonlyMap<Language, number>,
  wanted: (language: Language) => boolean,
): LanguageShare[] {
  const total = tree.count === 0 ? 0 : tree.value[0];
  return [...sums]
    .filter(([language]) => wanted(language))
    .map(([language, self]) => ({ ...language, self, share: total === 0 ? 0 : self / total }));
}

function orderOf(id: string): number {
  return NO_CODE.findIndex((language) => language.id === id);
}
