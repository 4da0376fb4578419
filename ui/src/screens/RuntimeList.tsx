import type { CSSProperties } from 'react';
import { languageVariable } from '../flamegraph/colors.ts';
import styles from './RuntimeList.module.css';
import { runtimeColor, runtimeLabel } from './runtimes.ts';

/** Runtimes by name, in the colours of the graph. */
export function RuntimeList({ runtimes }: { readonly runtimes: readonly string[] }) {
  return runtimes.map((runtime) => (
    <span
      key={runtime}
      className={styles.runtime}
      style={{ '--c': languageVariable(runtimeColor(runtime)) } as CSSProperties}
    >
      {runtimeLabel(runtime)}
    </span>
  ));
}
