import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import controls from './controls.module.css';

/** Typing reaches the URL this long after the last key, so that history and requests aren't flooded. */
const PAUSE_MS = 150;

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onEnter?: (backwards: boolean) => void;
  readonly input?: Ref<HTMLInputElement>;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
}

export function SearchField({ label, value, onChange, onEnter, input, title, children }: Props) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    // Back, or another part of the page, changed it.
    setShown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return undefined;
    const pause = setTimeout(() => onChange(text), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, value, onChange]);

  // Enter that came before what was typed has reached the URL waits for it: it is about the new matches.
  const entered = useRef<'forwards' | 'backwards' | null>(null);
  useEffect(() => {
    if (entered.current === null || text !== value) return;
    const backwards = entered.current === 'backwards';
    entered.current = null;
    onEnter?.(backwards);
  }, [text, value, onEnter]);

  return (
    <label className={controls.field} title={title}>
      <svg
        className={controls.glass}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        aria-hidden
      >
        <circle cx="6.5" cy="6.5" r="4.7" />
        <path d="m10 10 4.5 4.5" strokeLinecap="round" />
      </svg>
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && onEnter !== undefined) {
            // Or the same key would press what the focus moves to.
            event.preventDefault();
            if (text === value) onEnter(event.shiftKey);
            else {
              entered.current = event.shiftKey ? 'backwards' : 'forwards';
              onChange(text);
            }
          }
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (text === '') event.currentTarget.blur();
          else onChange('');
          setText('');
        }}
      />
      {children}
    </label>
  );
}
