import { useCallback, type RefObject } from 'react';
import type { FrameAction } from '../flamegraph/actions.ts';
import { useKeys } from './useKeys.ts';

interface Graph {
  /** The frame that keys are about: the keyboard's, else the zoomed one; 0 or less is the whole graph. */
  readonly node: number;
  readonly actions: (node: number) => readonly FrameAction[];
  readonly onStep: (direction: 1 | -1) => void;
  /** Takes back what was done last: the keyboard's frame, the zoom, the highlight. */
  readonly onEscape: () => void;
  readonly onDirection: () => void;
  readonly onHelp: () => void;
  readonly stage: RefObject<HTMLElement | null>;
  readonly table: RefObject<HTMLElement | null>;
}

/** The keys that a graph's screen understands wherever the focus is, as `KEYS` lists them. */
export function useGraphKeys(graph: Graph): void {
  const { node, actions, onStep, onEscape, onDirection, onHelp, stage, table } = graph;
  useKeys(
    useCallback(
      ({ key }) => {
        switch (key) {
          case 'n':
            onStep(1);
            return true;
          case 'N':
            onStep(-1);
            return true;
          case 'Escape':
            onEscape();
            return true;
          case 'f':
            onDirection();
            return true;
          case '?':
            onHelp();
            return true;
          case '[':
            window.history.back();
            return true;
          case ']':
            window.history.forward();
            return true;
          case 'g':
            stage.current?.focus();
            return true;
          case 't':
            table.current?.focus();
            return true;
        }
        // Enter is the graph's own: elsewhere it presses buttons.
        const action = key === 'Enter' ? undefined : actions(node).find((one) => one.key === key);
        action?.run();
        return action !== undefined;
      },
      [node, actions, onStep, onEscape, onDirection, onHelp, stage, table],
    ),
  );
}
