import type { Standing } from '../targets/standing.ts';
import styles from './StandingText.module.css';

/** A coloured dot and a word, so that colour isn't all that tells. */
export function StandingText({ standing: { text, tone } }: { readonly standing: Standing }) {
  return (
    <span className={styles.standing} data-tone={tone}>
      {text}
    </span>
  );
}
