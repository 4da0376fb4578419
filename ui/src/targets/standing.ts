import type { AgentRow, StateCounts, TargetRow } from '../api/targetTypes.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

/** How something does, in a word or two. */
export interface Standing {
  readonly text: string;
  readonly tone: Tone;
}

export function targetStanding({ active, problem, pods, containers }: TargetRow): Standing {
  const { profiled, waiting, skipped } = containers;
  if (problem !== '') return { text: 'Has a problem', tone: 'bad' };
  if (!active) return { text: 'Not in force', tone: 'quiet' };
  if (pods.matched === 0) return { text: 'Matches no pod', tone: 'warn' };
  if (profiled + waiting === 0) return { text: 'Nothing profiled', tone: 'bad' };
  if (profiled === 0) return { text: 'Waiting', tone: 'warn' };
  return skipped > 0 ? { text: 'Partly profiled', tone: 'warn' } : { text: 'Profiled', tone: 'good' };
}

export function agentStanding({ silent, engine }: Pick<AgentRow, 'silent' | 'engine'>): Standing {
  if (silent) return { text: 'Silent', tone: 'bad' };
  switch (engine.state) {
    case 'running':
      return { text: 'Running', tone: 'good' };
    case 'starting':
      return { text: 'Starting', tone: 'warn' };
    case 'failed':
      return { text: 'Failed', tone: 'bad' };
    case 'stopped':
      return { text: 'Stopped', tone: 'quiet' };
  }
}

export function isTroubled({ tone }: Standing): boolean {
  return tone === 'warn' || tone === 'bad';
}

export function countOf({ profiled, waiting, skipped }: StateCounts): number {
  return profiled + waiting + skipped;
}
