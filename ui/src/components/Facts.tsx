import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Short facts in a line: a name and what it is. */
export function Facts({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <dl className={styles.facts} aria-label={label}>
      {children}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly title?: string | undefined;
  readonly tone?: 'good' | 'warn' | 'bad' | undefined;
  readonly children: ReactNode;
}

export function Fact({ name, title, tone, children }: FactProps) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd data-tone={tone}>{children}</dd>
    </div>
  );
}
