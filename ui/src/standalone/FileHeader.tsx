import type { ReactNode } from 'react';
import { ThemeSwitch } from '../components/ThemeSwitch.tsx';
import styles from './FileHeader.module.css';

interface Props {
  readonly title: string;
  readonly lines: readonly string[];
  readonly children?: ReactNode;
}

/** What a file shows: whose profile, of when, and how much. */
export function FileHeader({ title, lines, children }: Props) {
  return (
    <header className={styles.header}>
      <div className={styles.text}>
        <h1>{title}</h1>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {children}
      <ThemeSwitch />
    </header>
  );
}
