import type { PodSubject } from '../api/parameters.ts';
import { useFacets, useSeries } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { largest } from '../chart/steps.ts';
import { podFacts } from '../series/podFacts.ts';
import { mentions } from '../url/filters.ts';
import { useView } from '../url/useView.ts';
import { decodeServiceView, encodeServiceView } from '../url/viewState.ts';
import { PodFactsLine } from './PodFactsLine.tsx';
import { PodReasons } from './PodReasons.tsx';
import { ProfileScreen } from './ProfileScreen.tsx';

/** Said once in the line of facts, since a pod has only one of each. */
const FACTS = ['pod', 'host', 'workload'];

/** One pod: the same as a service, with what is known of the pod and why it may have no samples. */
export function Pod({ namespace, pod }: PodSubject) {
  const subject = { namespace, pod };
  const [view, change] = useView(decodeServiceView, encodeServiceView);
  const answer = useSeries(subject, view.range);
  const series = useLastGood(answer.data);
  const facets = useFacets(subject, view);
  const facts = podFacts(series?.series ?? []);
  return (
    <ProfileScreen
      {...{ subject, view, change }}
      types={series?.types ?? []}
      facets={facets.filter(({ name }) => !FACTS.includes(name) || mentions(view.filters, name))}
      onNodes
      lastSample={largest((series?.series ?? []).map(({ lastSeen }) => lastSeen))}
      facts={<PodFactsLine namespace={namespace} facts={facts} view={view} pending={series === undefined} />}
      reasons={<PodReasons subject={subject} />}
    />
  );
}
