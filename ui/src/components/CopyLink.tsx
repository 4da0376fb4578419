import { useEffect, useState } from 'react';
import { copyText } from './clipboard.ts';
import controls from './controls.module.css';
import styles from './CopyLink.module.css';

const SHOWN_MS = 2000;

/** Copies a link; where the browser doesn't let the page do that, it shows the link to copy by hand. */
export function CopyLink({ link }: { readonly link: () => string }) {
  const [copied, setCopied] = useState('');
  const [byHand, setByHand] = useState('');
  useEffect(() => {
    if (copied === '') return undefined;
    const timer = setTimeout(() => setCopied(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    const url = link();
    if (await copyText(url)) setCopied(url);
    else setByHand(url);
  };
  return (
    <span className={styles.box}>
      <button
        type="button"
        className={`${controls.primary} ${styles.button}`}
        data-copied={copied}
        onClick={() => void copy()}
      >
        {copied === '' ? 'Copy link' : 'Copied'}
      </button>
      {byHand !== '' && (
        <input
          className={styles.byHand}
          readOnly
          autoFocus
          aria-label="The link, to copy by hand"
          value={byHand}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => setByHand('')}
        />
      )}
    </span>
  );
}
