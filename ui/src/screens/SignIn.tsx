import { useEffect, useState } from 'react';
import { useSignIn } from '../api/session.ts';
import { Brand } from '../components/Brand.tsx';
import { Command } from '../components/Command.tsx';
import controls from '../components/controls.module.css';
import { Problem } from '../components/Problem.tsx';
import { ThemeSwitch } from '../components/ThemeSwitch.tsx';
import styles from './SignIn.module.css';

const MAKE_TOKEN = 'kubectl create token podflame-viewer -n podflame --audience podflame-collector';
const PROXY = 'kubectl podflame ui';

/** In place of the page for as long as nobody is signed in; the address stays, so the view comes back afterwards. */
export function SignIn() {
  useEffect(() => {
    document.title = 'Sign in · Podflame';
  }, []);
  return (
    <main className={styles.page}>
      <section className={`${controls.card} ${styles.card}`} aria-labelledby="sign-in">
        <header>
          <Brand />
          <ThemeSwitch />
        </header>
        <h1 id="sign-in">Sign in</h1>
        <p>Profiles of a namespace are for those who may get pods there.</p>
        <TokenForm />
        <h2>Where a token comes from</h2>
        <p>If you may create tokens for the viewer&apos;s account, which sees every namespace:</p>
        <Command text={MAKE_TOKEN} label="command that makes a token" />
        <p>Your own token of this cluster works too, and shows the namespaces that are yours.</p>
        <h2>Without a token</h2>
        <p>This opens the page with the credentials of your kubeconfig:</p>
        <Command text={PROXY} label="command that opens the page" />
      </section>
    </main>
  );
}

function TokenForm() {
  const signIn = useSignIn();
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<Error | null>(null);
  const [waiting, setWaiting] = useState(false);
  const submit = () => {
    setWaiting(true);
    setProblem(null);
    signIn(token.trim())
      .catch((error: unknown) => setProblem(error instanceof Error ? error : new Error(String(error))))
      .finally(() => setWaiting(false));
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== '' && !waiting) submit();
      }}
    >
      <label className={controls.field}>
        <input
          type="password"
          aria-label="Token"
          placeholder="Paste a token"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
      </label>
      <button type="submit" className={controls.primary} disabled={token.trim() === '' || waiting}>
        Sign in
      </button>
      {problem !== null && <Problem error={problem} />}
      {!isPrivate(window.location) && (
        <p className={styles.warning}>
          This page came without encryption: whoever is on the way can read what you send.
        </p>
      )}
    </form>
  );
}

function isPrivate({ protocol, hostname }: Location): boolean {
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
