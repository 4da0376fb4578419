import type { ServiceSubject } from '../api/parameters.ts';
import { useFacets, useSeries, useServiceRow } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { useView } from '../url/useView.ts';
import { decodeServiceView, encodeServiceView } from '../url/viewState.ts';
import { ProfileScreen } from './ProfileScreen.tsx';

/** One service: where its time goes, and how that follows CPU and memory. */
export function Service({ namespace, service }: ServiceSubject) {
  const subject = { namespace, service };
  const [view, change] = useView(decodeServiceView, encodeServiceView);
  const row = useServiceRow(subject, view.range).data?.services.find(
    (one) => one.service === service && one.namespace === namespace,
  );
  const series = useLastGood(useSeries(subject, view.range).data);
  return (
    <ProfileScreen
      {...{ subject, view, change }}
      types={series?.types ?? row?.types ?? []}
      facets={useFacets(subject, view)}
      onNodes={series?.series.some(({ labels }) => labels['k8s.node.name'] !== undefined) ?? false}
      lastSample={row?.lastSample ?? null}
    />
  );
}
