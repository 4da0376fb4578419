import styles from './Diff.module.css';

const SAYS =
  'A frame is as wide as it weighs in A and B together. Blue: it weighs less in B than in A, orange: more, grey: as much. The strongest colours mean half of it or less, and double or more; so frames of only one side have them.';

/** What widths and colours of a difference graph mean. */
export function Legend() {
  return (
    <span className={styles.legend} title={SAYS}>
      <span className={styles.less}>half</span>
      <i aria-hidden />
      <span className={styles.more}>double</span>
      <span className="srOnly">{SAYS}</span>
    </span>
  );
}
