import { ApiError } from '../api/client.ts';
import { BrokenProfile } from '../profile/columns.ts';
import styles from './Problem.module.css';

/** What went wrong and what to do, over whatever was there before. */
export function Problem({ error }: { readonly error: Error }) {
  const cure = error instanceof ApiError || error instanceof BrokenProfile ? error.cure : 'Reload the page.';
  return (
    <div className={styles.problem} role="alert">
      <b>{error.message}</b>
      <span>{cure}</span>
    </div>
  );
}
