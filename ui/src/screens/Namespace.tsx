import type { NamespaceSubject } from '../api/parameters.ts';
import { useSeries } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { largest } from '../chart/steps.ts';
import { useView } from '../url/useView.ts';
import { decodeServiceView, encodeServiceView } from '../url/viewState.ts';
import { ProfileScreen } from './ProfileScreen.tsx';

/** All services of a namespace in one graph: where its cores go, whatever language they are written in. */
export function Namespace({ namespace }: NamespaceSubject) {
  const subject = { namespace };
  const [view, change] = useView(decodeServiceView, encodeServiceView);
  const series = useLastGood(useSeries(subject, view.range).data);
  return (
    <ProfileScreen
      {...{ subject, view, change }}
      types={series?.types ?? []}
      facets={series?.facets ?? []}
      onNodes={series?.series.some(({ labels }) => labels['k8s.node.name'] !== undefined) ?? false}
      lastSample={largest((series?.series ?? []).map(({ lastSeen }) => lastSeen))}
    />
  );
}
