import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject, type UIEvent } from 'react';
import { useDeviceRatio } from '../components/useDeviceRatio.ts';
import { ROW } from './layout.ts';

export interface Viewport {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly width: number;
  readonly height: number;
  /** How far the root is scrolled out of sight: down in an icicle, up in a flame. */
  readonly scroll: number;
  readonly ratio: number;
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
  /** Scrolls as little as it takes to see a row. */
  readonly reveal: (row: number) => void;
}

/** The visible part of a scrolled area of `contentHeight`. A new focus or direction starts at the root. */
export function useViewport(contentHeight: number, direction: 'icicle' | 'flame', focus: number): Viewport {
  const scroller = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [top, setTop] = useState(0);
  const ratio = useDeviceRatio();
  const room = Math.max(0, contentHeight - size.height);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [contentHeight]);

  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = direction === 'icicle' ? 0 : room;
    // `room` changes with the data; only a new direction or focus goes back to the root.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [direction, focus, size.height]);

  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (element === null || row < 0) return;
      const upper = direction === 'icicle' ? row * ROW : contentHeight - (row + 1) * ROW;
      if (upper < element.scrollTop) element.scrollTop = upper;
      else if (upper + ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = upper + ROW - element.clientHeight;
    },
    [direction, contentHeight],
  );

  const scrolled = Math.min(top, room);
  return {
    scroller,
    ...size,
    scroll: direction === 'icicle' ? scrolled : room - scrolled,
    ratio,
    onScroll: (event) => setTop(event.currentTarget.scrollTop),
    reveal,
  };
}
