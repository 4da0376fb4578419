import styles from './Brand.module.css';

export function Brand() {
  return (
    <span className={styles.brand}>
      <svg width="17" height="20" viewBox="4 0 16 23" aria-hidden>
        <path
          fill="var(--accent)"
          d="M12 1c.5 4.2 7 7.5 7 14a7 7 0 0 1-14 0c0-3.2 1.6-5 2.7-7 1.3.6 2.2 1.7 2.5 3.1C11.9 8.3 12.6 4.7 12 1Z"
        />
      </svg>
      <b>Podflame</b>
    </span>
  );
}
