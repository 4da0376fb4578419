import { useState } from 'react';
import type { Facet } from '../api/types.ts';
import { digits } from '../profile/quantity.ts';
import { matcherOf } from '../profile/search.ts';
import { toggleFilter, type Filters } from '../url/viewState.ts';
import controls from './controls.module.css';
import styles from './FilterBar.module.css';
import { Popup } from './Popup.tsx';

/** These come first; others follow in the collector's order. */
const ORDER = ['process', 'pod', 'container', 'host', 'runtime', 'workload', 'revision', 'image'];
/** Above so many values a list needs a search. */
const SEARCHED_FROM = 9;

interface Props {
  readonly facets: readonly Facet[];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** One chip for each attribute in which the service's series differ or are filtered. */
export function FilterBar({ facets, filters, onChange }: Props) {
  const known = new Map(facets.map((facet) => [facet.name, facet]));
  const missing = Object.keys(filters).filter((name) => !known.has(name));
  const chips = [...facets, ...missing.map((name) => ({ name, values: [] }))].filter(
    (facet) => facet.values.length > 0 || facet.name in filters,
  );
  return (
    <div className={styles.bar} role="group" aria-label="Filters">
      {chips
        .sort((a, b) => rank(a.name) - rank(b.name))
        .map((facet) => (
          <Chip key={facet.name} facet={facet} chosen={filters[facet.name] ?? []} {...{ filters, onChange }} />
        ))}
      {Object.keys(filters).length > 0 && (
        <button type="button" className={controls.link} onClick={() => onChange({})}>
          Clear filters
        </button>
      )}
    </div>
  );
}

interface ChipProps {
  readonly facet: Facet;
  readonly chosen: readonly string[];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

function Chip({ facet: { name, values }, chosen, filters, onChange }: ChipProps) {
  const [search, setSearch] = useState('');
  const gone = chosen.filter((value) => !values.some((known) => known.value === value));
  const all = [...values, ...gone.map((value) => ({ value, series: 0, cpuCores: null }))];
  const pattern = matcherOf(search);
  const listed = all.filter(
    ({ value }) => pattern?.test({ name: value, file: '', module: '', kind: '' }) ?? true,
  );
  const shown = chosen.length === 0 ? (values.length === 1 ? values[0].value : 'any') : chosen.join(', ');
  return (
    <Popup
      name={`Filter by ${name}`}
      className={`${styles.chip} ${chosen.length > 0 ? styles.on : ''}`}
      label={
        <>
          {name} <b title={shown}>{shown}</b>
          {values.length > 1 && <i>{values.length}</i>}
        </>
      }
    >
      <div className={styles.values}>
        {all.length >= SEARCHED_FROM && (
          <label className={controls.field}>
            <input
              aria-label={`Search ${name}`}
              placeholder={`Search ${name}`}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
        )}
        {listed.map(({ value, series, cpuCores }) => (
          <label key={value} className={styles.value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => onChange(toggleFilter(filters, name, value))}
            />
            <span title={value}>{value === '' ? '(none)' : value}</span>
            <small>{cpuCores === null ? `${series} series` : digits(cpuCores)}</small>
          </label>
        ))}
      </div>
    </Popup>
  );
}

function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}
