import { formatShare } from '../profile/quantity.ts';
import type { LanguageShare } from '../profile/languages.ts';
import { languageVariable } from './colors.ts';
import styles from './Legend.module.css';

interface Props {
  readonly shares: readonly LanguageShare[];
  /** Threads and states, where stacks begin with them. */
  readonly groups: readonly LanguageShare[];
  readonly hidden: readonly string[];
  /** Whether the graph has the languages' colours. */
  readonly colored: boolean;
  readonly onChange: (hidden: string[]) => void;
}

/** Whose code the time is spent in; a click leaves a language's own time out, Alt+click everything else. */
export function Legend({ shares, groups, hidden, colored, onChange }: Props) {
  const colorOf = (id: string) => (colored ? languageVariable(id) : 'var(--faint)');
  const toggle = (id: string, only: boolean) => {
    const others = shares.map((share) => share.id).filter((other) => other !== id);
    if (only) onChange(others.every((other) => hidden.includes(other)) ? [] : others);
    else onChange(hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id]);
  };
  return (
    <div className={styles.legend} role="group" aria-label="Languages by own time">
      {groups.map(({ id, label, share }) => (
        <span
          key={id}
          className={styles.group}
          style={{ '--c': colorOf(id) } as React.CSSProperties}
          title={`${label}: ${formatShare(share)} of all`}
        >
          {label} <span>{percent(share)}</span>
        </span>
      ))}
      {shares.map(({ id, label, share }) => (
        <button
          key={id}
          type="button"
          aria-pressed={!hidden.includes(id)}
          style={{ '--c': colorOf(id) } as React.CSSProperties}
          title={`${label}: ${formatShare(share)} of the time is its own. Click hides or shows it, Alt+click shows only it.`}
          onClick={(event) => toggle(id, event.altKey)}
        >
          {label} <span>{percent(share)}</span>
        </button>
      ))}
    </div>
  );
}

function percent(share: number): string {
  return `${share > 0 && share < 0.005 ? '< 1' : Math.round(share * 100)} %`;
}
