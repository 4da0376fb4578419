import { Link } from 'wouter';
import { Fact, Facts } from '../components/Facts.tsx';
import { imageReference } from '../series/labels.ts';
import type { PodFacts } from '../series/podFacts.ts';
import { servicePath, withQuery } from '../url/route.ts';
import { DEFAULT_VIEW, encodeServiceView, type ServiceView } from '../url/viewState.ts';
import { RuntimeList } from './RuntimeList.tsx';

interface Props {
  readonly namespace: string;
  readonly facts: PodFacts;
  readonly view: ServiceView;
  readonly pending: boolean;
}

/** Where the pod runs, what it belongs to and what is in it. */
export function PodFactsLine({ namespace, facts, view, pending }: Props) {
  const { node, workload, revision, services, runtimes, containers, restarts } = facts;
  const query = encodeServiceView({ ...DEFAULT_VIEW, range: view.range, type: view.type });
  const unknown = pending ? '…' : '–';
  return (
    <Facts label="Pod">
      <Fact name="node">{node === '' ? unknown : node}</Fact>
      <Fact name="workload">{workload === '' ? unknown : workload}</Fact>
      {services.length > 0 && (
        <Fact name="service">
          {services.map((service) => (
            <Link key={service} href={withQuery(servicePath(namespace, service), query)}>
              {service}
            </Link>
          ))}
        </Fact>
      )}
      {revision !== '' && <Fact name="revision">{revision}</Fact>}
      {containers.map(({ name, image }) => (
        <Fact
          key={name}
          name={containers.length > 1 ? `image of ${name}` : 'image'}
          title={`${name}: ${imageReference(image)}`}
        >
          {lastPart(imageReference(image)) || unknown} {image.digest !== '' && <small>{image.digest}</small>}
        </Fact>
      ))}
      {runtimes.length > 0 && (
        <Fact name={runtimes.length > 1 ? 'runtimes' : 'runtime'}>
          <RuntimeList runtimes={runtimes} />
        </Fact>
      )}
      <Fact
        name="restarts"
        tone={restarts > 0 ? 'warn' : undefined}
        title="Containers that began again in this range, as the samples show it"
      >
        {pending ? '…' : restarts}
      </Fact>
    </Facts>
  );
}

/** Registries and their folders are in the title. */
function lastPart(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
