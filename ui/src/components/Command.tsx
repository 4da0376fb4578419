import { useEffect, useRef, useState } from 'react';
import styles from './Command.module.css';
import controls from './controls.module.css';

const SHOWN_MS = 2000;

/** A command or file to take away. Where the browser lends no clipboard, copying selects the text. */
export function Command({ text, label }: { readonly text: string; readonly label: string }) {
  const code = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      if (code.current !== null) window.getSelection()?.selectAllChildren(code.current);
    }
  };
  return (
    <div className={styles.box}>
      <pre>
        <code ref={code}>{text}</code>
      </pre>
      <button
        type="button"
        className={controls.quiet}
        aria-label={`Copy: ${label}`}
        onClick={() => void copy()}
      >
        {copied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}
