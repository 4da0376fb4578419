import { useEffect, useState } from 'react';
import { copyText } from './clipboard.ts';
import controls from './controls.module.css';

interface Props {
  readonly label: string;
  readonly title: string;
  readonly text: () => string;
}

const SHOWN_MS = 2000;

/** Copies a text, and says whether it did. */
export function CopyButton({ label, title, text }: Props) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <button
      type="button"
      className={controls.button}
      title={title}
      onClick={() => void copyText(text()).then((copied) => setSaid(copied ? 'Copied' : 'Not allowed'))}
    >
      {said === '' ? label : said}
    </button>
  );
}
