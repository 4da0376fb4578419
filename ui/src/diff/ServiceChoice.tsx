import { useState } from 'react';
import { useServices } from '../api/queries.ts';
import { nameOf } from '../api/parameters.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { Popup, useClosePopup } from '../components/Popup.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { digits, formatCount } from '../profile/quantity.ts';
import { subjectOf, type DiffSide } from '../url/diffView.ts';
import styles from './ServiceChoice.module.css';

/** A longer list is better searched than scrolled. */
const LISTED = 100;

interface Props {
  readonly side: DiffSide;
  readonly letter: string;
  readonly onChange: (side: DiffSide) => void;
}

/** Which service or pod a side is about. */
export function ServiceChoice(props: Props) {
  const { side, letter } = props;
  const subject = subjectOf(side);
  const name = subject === null ? 'Choose a service' : nameOf(subject);
  return (
    <Popup
      name={`Service of ${letter}: ${subject === null ? 'none' : name}`}
      className={styles.chosen}
      label={
        <>
          {subject !== null && <small>{side.namespace}</small>}
          <b title={name}>{name}</b> <span aria-hidden>▾</span>
        </>
      }
    >
      <Services {...props} />
    </Popup>
  );
}

function Services({ side, letter, onChange }: Props) {
  const close = useClosePopup();
  const [search, setSearch] = useState('');
  const answer = useServices(side.range, search);
  const services = useLastGood(answer.data)?.services ?? [];
  const listed = [...services].sort((a, b) => (b.cpuCores ?? 0) - (a.cpuCores ?? 0)).slice(0, LISTED);
  const isChosen = (namespace: string, service: string) =>
    namespace === side.namespace && service === side.service;
  return (
    <div className={styles.services}>
      <SearchField label={`Search services for ${letter}`} value={search} onChange={setSearch} />
      <ul aria-label={`Services for ${letter}`}>
        {listed.map(({ namespace, service, cpuCores }) => (
          <li key={`${namespace} ${service}`}>
            <button
              type="button"
              aria-current={isChosen(namespace, service)}
              onClick={() => {
                // Another service's pods and versions are others.
                if (!isChosen(namespace, service)) onChange({ ...side, namespace, service, filters: {} });
                close();
              }}
            >
              <small>{namespace}</small>
              <b>{service}</b>
              <small className="figures">{cpuCores === null ? '' : `${digits(cpuCores)} cores`}</small>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">
        {answer.error?.message ??
          (answer.data !== undefined && services.length === 0
            ? 'No service in this range.'
            : services.length > LISTED
              ? `${LISTED} of ${formatCount(services.length)}; a search looks through all.`
              : '')}
      </p>
    </div>
  );
}
