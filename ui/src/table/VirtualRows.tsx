import { useEffect, useRef, useState, type ReactNode } from 'react';
import { visibleRows } from './rows.ts';
import styles from './VirtualRows.module.css';

interface Props {
  readonly count: number;
  readonly rowHeight: number;
  readonly row: (index: number) => ReactNode;
  /** A row to scroll to, as little as it takes; -1 for none. */
  readonly reveal?: number;
}

/** Rows of one height, of which only those in sight exist. */
export function VirtualRows({ count, rowHeight, row, reveal = -1 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const [top, setTop] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = box.current;
    if (element === null || reveal < 0) return;
    const upper = reveal * rowHeight;
    if (upper < element.scrollTop) element.scrollTop = upper;
    else if (upper + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = upper + rowHeight - element.clientHeight;
  }, [reveal, rowHeight]);
  const { first, end } = visibleRows(count, rowHeight, Math.min(top, count * rowHeight), height);
  return (
    <div
      ref={box}
      className={styles.box}
      role="rowgroup"
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: count * rowHeight, paddingTop: first * rowHeight }}>
        {Array.from({ length: end - first }, (_, i) => row(first + i))}
      </div>
    </div>
  );
}
