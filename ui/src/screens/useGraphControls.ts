import { useCallback, useRef, useState, type RefObject } from 'react';
import type { FrameAction } from '../flamegraph/actions.ts';
import type { FlameModel } from '../flamegraph/model.ts';
import { useNode } from '../flamegraph/useNode.ts';
import { stepMatch } from '../profile/search.ts';
import type { ServiceView } from '../url/viewState.ts';
import { useGraphKeys } from './useGraphKeys.ts';
import { useSlashKey } from './useKeys.ts';

/** What keys read and change in the view of a profile or of a comparison. */
type Controlled = Pick<ServiceView, 'focus' | 'fn' | 'sandwich' | 'direction'>;

/** A graph's keyboard: its frame, what its keys lead to, and where. */
export interface GraphControls {
  /** The keyboard's frame, always inside the zoomed one; -1 for none. */
  readonly cursor: number;
  readonly setCursor: (node: number) => void;
  /** To the next match or the one before. */
  readonly onStep: (direction: 1 | -1) => void;
  readonly help: boolean;
  readonly onHelp: () => void;
  readonly closeHelp: () => void;
  readonly searchInput: RefObject<HTMLInputElement | null>;
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly table: RefObject<HTMLDivElement | null>;
}

/** Lets a graph with its search and its table be used by the keys of `KeysHelp`. */
export function useGraphControls(
  model: FlameModel,
  view: Controlled,
  change: (changes: Partial<Controlled>) => void,
  actions: (of: FlameModel, node: number) => readonly FrameAction[],
): GraphControls {
  const { tree, focus, marks } = model;
  const searchInput = useRef<HTMLInputElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const [help, setHelp] = useState(false);
  const [held, setCursor] = useNode(tree);
  const cursor = held >= focus && held < (tree.count === 0 ? 0 : tree.end[focus]) ? held : -1;
  const onStep = useCallback(
    (direction: 1 | -1) => {
      const next = stepMatch(marks?.nodes ?? [], cursor < 0 ? focus - 1 : cursor, direction);
      if (next !== null) setCursor(next);
    },
    [marks, cursor, focus, setCursor],
  );
  const onHelp = useCallback(() => setHelp(true), []);
  const closeHelp = useCallback(() => setHelp(false), []);
  useSlashKey(searchInput);
  useGraphKeys({
    node: cursor >= 0 ? cursor : focus,
    actions: useCallback((node) => actions(model, node), [actions, model]),
    onStep,
    onEscape: useCallback(() => {
      setCursor(-1);
      change(view.sandwich !== '' ? { sandwich: '' } : view.focus !== '' ? { focus: '' } : { fn: '' });
    }, [setCursor, change, view.sandwich, view.focus]),
    onDirection: useCallback(
      () => change({ direction: view.direction === 'flame' ? 'icicle' : 'flame' }),
      [change, view.direction],
    ),
    onHelp,
    ...{ stage, table },
  });
  return { cursor, setCursor, onStep, help, onHelp, closeHelp, searchInput, stage, table };
}
