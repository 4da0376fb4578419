import { useMemo } from 'react';
import { frameKey, type Frame } from '../profile/frame.ts';
import { matcherOf } from '../profile/search.ts';
import { formatValue } from '../profile/quantity.ts';
import { callersOf } from '../profile/transform/invert.ts';
import { calleesOf, outermostOf } from '../profile/transform/merge.ts';
import { buildTree, type FlameTree } from '../profile/tree.ts';
import { comparedOf, useColors, useMarks, type FlameModel, type Viewed } from './model.ts';

/** A function between all that calls it and all that it calls. */
export interface Sandwich {
  readonly frame: Frame;
  /** In how many places of the graph it is, calls inside of its own calls left out. */
  readonly places: number;
  readonly callers: FlameModel;
  readonly callees: FlameModel;
}

const NOTHING = buildTree({ depth: [], self: [], value: [], frame: [] }, []);

/** The sandwich of the view's function; null without one, or where the graph doesn't have it. */
export function useSandwich(model: FlameModel, view: Viewed): Sandwich | null {
  const { upright } = model;
  const { sandwich } = view;
  const halves = useMemo(() => {
    const frame = upright.frames.find((one) => sandwich !== '' && frameKey(one) === sandwich);
    if (frame === undefined) return null;
    const matches = (one: Frame) => one === frame;
    const callers = callersOf(upright, matches);
    const callees = calleesOf(upright, matches);
    if (callers === null || callees === null) return null;
    return { frame, callers, callees, places: outermostOf(upright, matches).length };
  }, [upright, sandwich]);
  const callers = useHalf(model, view, halves?.callers ?? NOTHING, 'callers');
  const callees = useHalf(model, view, halves?.callees ?? NOTHING, 'callees');
  return halves === null ? null : { frame: halves.frame, places: halves.places, callers, callees };
}

function useHalf(model: FlameModel, view: Viewed, tree: FlameTree, what: string): FlameModel {
  const matcher = useMemo(() => matcherOf(view.search), [view.search]);
  const found = useMarks(tree, 0, matcher, view);
  const compared = useMemo(() => comparedOf(tree), [tree]);
  const paint = useColors(tree, compared, view.color);
  const rootLabel = tree.count === 0 ? '' : `${what} · ${formatValue(tree.value[0], model.scale)}`;
  return { ...model, ...found, tree, upright: tree, focus: 0, rootLabel, compared, paint };
}
