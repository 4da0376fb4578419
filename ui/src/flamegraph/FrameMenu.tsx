import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { ACTION_GROUPS, type FrameAction } from './actions.ts';
import styles from './FrameMenu.module.css';

interface Props {
  /** What the menu is about. */
  readonly title: string;
  /** Where it was asked for, in the window. */
  readonly x: number;
  readonly y: number;
  readonly actions: readonly FrameAction[];
  readonly onClose: () => void;
}

/** Distance that the menu keeps from the edges of the window. */
const EDGE = 8;

/** What can be done with a frame, beside it. Arrow keys move, Enter chooses, Escape and a click elsewhere close. */
export function FrameMenu({ title, x, y, actions, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const { width, height } = current.getBoundingClientRect();
    current.style.left = `${Math.max(EDGE, Math.min(x, window.innerWidth - width - EDGE))}px`;
    current.style.top = `${Math.max(EDGE, Math.min(y, window.innerHeight - height - EDGE))}px`;
    items(current)[0]?.focus();
  }, [x, y]);
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) onClose();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      window.removeEventListener('resize', onClose);
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = items(event.currentTarget);
    const at = all.findIndex((item) => item === document.activeElement);
    const next = stepped(event.key, at, all.length);
    if (next !== null) all[next]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      role="menu"
      aria-label={`What to do with ${title}`}
      className={styles.menu}
      onKeyDown={onKeyDown}
    >
      <div className={styles.title} title={title}>
        {title}
      </div>
      {ACTION_GROUPS.map((group) => {
        const own = actions.filter((action) => action.group === group);
        return (
          own.length > 0 && (
            <div key={group} role="group" aria-label={group} className={styles.group}>
              <small>{group}</small>
              {own.map(({ label, key, title: says, run }) => (
                <button
                  key={label}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  title={says}
                  onClick={() => {
                    onClose();
                    run();
                  }}
                >
                  {label}
                  {key !== '' && <kbd>{key}</kbd>}
                </button>
              ))}
            </div>
          )
        );
      })}
    </div>
  );
}

function items(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

/** The item that a key leads to, around both ends; null for other keys. */
function stepped(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
