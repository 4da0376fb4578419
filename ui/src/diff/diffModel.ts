import { useMemo } from 'react';
import { useFlameModel, type FlameModel, type Viewed } from '../flamegraph/model.ts';
import type { DiffProfile } from '../profile/diff.ts';
import { foldOneSided } from '../profile/diffRows.ts';
import { formatValue } from '../profile/quantity.ts';
import type { DiffView } from '../url/diffView.ts';

/** The graph of a comparison: as wide as both sides together, coloured by what has changed. */
export function useDiffModel({ profile, scale }: DiffProfile, view: DiffView): FlameModel {
  const shown = useMemo(
    () => (view.elided ? profile : { ...profile, tree: foldOneSided(profile.tree) }),
    [profile, view.elided],
  );
  const model = useFlameModel(shown, viewedOf(view));
  const { compared } = model;
  const total = (values: Float64Array | undefined) => formatValue(values?.[0] ?? 0, scale);
  const rootLabel = `all · ${total(compared?.before)} → ${total(compared?.after)}`;
  return { ...model, scale, rootLabel };
}

/** A comparison's rows are functions, and its colours say what has changed. */
export function viewedOf(view: DiffView): Viewed {
  return { ...view, rows: 'function', color: 'language' };
}
