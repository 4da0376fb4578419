import { useState } from 'react';
import { useSession, useSignOut } from '../api/session.ts';
import controls from './controls.module.css';
import { Popup } from './Popup.tsx';
import { shortUser } from './shortUser.ts';
import styles from './UserMenu.module.css';

/** Who is signed in, and the way out. Without authentication there is nothing to show. */
export function UserMenu() {
  const user = useSession().data?.user ?? null;
  if (user === null) return null;
  return (
    <Popup side="right" name={`Signed in as ${user}`} className={controls.quiet} label={<Short user={user} />}>
      <div className={styles.menu}>
        <p>
          Signed in as <b>{user}</b>
        </p>
        <SignOut />
      </div>
    </Popup>
  );
}

function Short({ user }: { readonly user: string }) {
  return (
    <>
      <span className={styles.user}>{shortUser(user)}</span> <span aria-hidden>▾</span>
    </>
  );
}

function SignOut() {
  const signOut = useSignOut();
  const [problem, setProblem] = useState('');
  const leave = () => {
    signOut().then(
      (user) =>
        setProblem(
          user === null
            ? ''
            : 'Something between the browser and the collector signs you in, such as kubectl podflame ui. End that to sign out.',
        ),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <>
      <button type="button" className={controls.button} onClick={leave}>
        Sign out
      </button>
      {problem !== '' && <p role="alert">{problem}</p>}
    </>
  );
}
