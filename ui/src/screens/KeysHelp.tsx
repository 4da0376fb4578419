import { useEffect, useRef } from 'react';
import controls from '../components/controls.module.css';
import styles from './KeysHelp.module.css';

/** What only the screen of a service, a pod or a namespace has. */
const OF_PROFILES = ['d', 'w'];

const KEYS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Move',
    [
      ['g', 'to the graph'],
      ['t', 'to the table'],
      ['← ↑ → ↓', 'to the caller, the callee, the neighbours'],
      ['Enter', 'zoom in'],
      ['Backspace', 'zoom out by one'],
      ['0', 'show the whole graph'],
      ['[ ]', 'back and forward'],
      ['Esc', 'take back frame, zoom, highlight'],
    ],
  ],
  [
    'Search',
    [
      ['/', 'search frames'],
      ['n N', 'next and previous match'],
    ],
  ],
  [
    'Change the graph',
    [
      ['s', 'callers and callees of the frame'],
      ['o', 'only stacks through it'],
      ['h', 'hide stacks through it'],
      ['x', 'leave out its function'],
      ['r', 'fold recursion'],
      ['i', 'leaves first'],
      ['f', 'flame or icicle'],
      ['m', 'menu of the frame'],
      ['c', 'copy its name'],
      ['d', 'compare with the time before'],
      ['w', 'when within its seconds: the heat map'],
    ],
  ],
];

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Whether the graph is one of a screen with charts and other times. */
  readonly ofProfile?: boolean;
}

/** The keyboard map. */
export function KeysHelp({ open, onClose, ofProfile = true }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={styles.help}
      aria-label="Keyboard"
      onClose={onClose}
      // Outside of the content the dialog itself is what was clicked.
      onClick={(event) => event.target === event.currentTarget && onClose()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={styles.content}>
        <h2>Keyboard</h2>
        <div className={styles.groups}>
          {KEYS.map(([title, keys]) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {keys
                  .filter(([key]) => ofProfile || !OF_PROFILES.includes(key))
                  .map(([key, says]) => (
                    <div key={key}>
                      <dt>
                        <kbd>{key}</kbd>
                      </dt>
                      <dd>{says}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
        <button type="button" className={controls.button} onClick={onClose}>
          Close
        </button>
      </div>
    </dialog>
  );
}
