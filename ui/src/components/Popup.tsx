import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import controls from './controls.module.css';
import styles from './Popup.module.css';

interface Props {
  readonly label: ReactNode;
  readonly name?: string;
  readonly className?: string | undefined;
  readonly side?: 'left' | 'right';
  readonly children: ReactNode;
}

const Close = createContext<() => void>(() => undefined);

/** Closes the popup that the caller is in, for what ends with a choice. */
export function useClosePopup(): () => void {
  return useContext(Close);
}

/** A button with a panel below it, closed by Escape, by a click elsewhere, and by leaving it with Tab. */
export function Popup({ label, name, className = controls.button, side = 'left', children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  return (
    <span
      ref={box}
      className={styles.box}
      onKeyDown={(event) => {
        if (!open || event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        className={className}
        aria-expanded={open}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <Panel side={side}>
          <Close value={close}>{children}</Close>
        </Panel>
      )}
    </span>
  );
}

/** Distance that a panel keeps from the edge of the window. */
const EDGE = 8;

/** Moves to the left as far as it would stick out at the right. */
function Panel({ side, children }: Required<Pick<Props, 'side' | 'children'>>) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const { current } = panel;
      if (current === null) return;
      current.style.translate = '';
      const over = current.getBoundingClientRect().right + EDGE - document.documentElement.clientWidth;
      if (over > 0) current.style.translate = `${-over}px`;
    };
    place();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, []);
  return (
    <div ref={panel} className={`${styles.panel} ${styles[side]}`}>
      {children}
    </div>
  );
}
