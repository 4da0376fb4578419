import { ApiError, FORBIDDEN } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { BrokenProfile } from '../profile/columns.ts';
import styles from './Problem.module.css';

/** What went wrong and what to do, over whatever was there before. */
export function Problem({ error }: { readonly error: Error }) {
  const user = useSession().data?.user ?? null;
  const cure = error instanceof ApiError || error instanceof BrokenProfile ? error.cure : 'Reload the page.';
  const forbidden = error instanceof ApiError && error.status === FORBIDDEN;
  return (
    <div className={styles.problem} role="alert">
      <b>{error.message}</b>
      <span>{cure}</span>
      {forbidden && user !== null && (
        <span>
          You are signed in as <code>{user}</code>.
        </span>
      )}
    </div>
  );
}
