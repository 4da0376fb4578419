import { useMemo } from 'react';
import { colorOfChange } from '../flamegraph/colors.ts';
import { useFlameModel, type FlameModel } from '../flamegraph/model.ts';
import { change, type DiffProfile } from '../profile/diff.ts';
import { formatValue } from '../profile/quantity.ts';
import type { DiffView } from '../url/diffView.ts';

/** The graph of a comparison: as wide as both sides together, coloured by what has changed. */
export function useDiffModel(diff: DiffProfile, { focus, search, fn }: DiffView): FlameModel {
  const viewed = useMemo(() => ({ focus, search, fn, hidden: [] }), [focus, search, fn]);
  const model = useFlameModel(diff.profile, viewed);
  const compared = useMemo(() => {
    const before = diff.before.value;
    const after = diff.after.value;
    const colors = Uint8Array.from(before, (value, i) => colorOfChange(change(value, after[i])));
    return { before, after, colors };
  }, [diff]);
  const { scale } = diff.before;
  const rootLabel = `all · ${formatValue(diff.before.total, scale)} → ${formatValue(diff.after.total, scale)}`;
  return { ...model, scale, rootLabel, compared };
}
