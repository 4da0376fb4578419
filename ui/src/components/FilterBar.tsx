import { useState } from 'react';
import { Link } from 'wouter';
import type { Facet } from '../api/types.ts';
import { digits } from '../profile/quantity.ts';
import { textMatcher } from '../profile/search.ts';
import { toggleFilter, type Filters } from '../url/viewState.ts';
import controls from './controls.module.css';
import styles from './FilterBar.module.css';
import { Popup } from './Popup.tsx';

/** These come first; others follow in the collector's order. */
const ORDER = ['process', 'workload', 'pod', 'container', 'host', 'runtime', 'revision', 'image', 'thread'];
/** Above so many values a list needs a search. */
const SEARCHED_FROM = 9;

interface Props {
  readonly facets: readonly Facet[];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  /** What attributes are called, where it isn't by their own name. */
  readonly names?: Readonly<Record<string, string>>;
  /** A page about one value, if there is one. */
  readonly linkOf?: (attribute: string, value: string) => string | null;
}

/** One chip for each attribute that the series have or are filtered by. */
export function FilterBar({ facets, filters, onChange, names = {}, linkOf }: Props) {
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
          <Chip
            key={facet.name}
            facet={facet}
            called={Object.hasOwn(names, facet.name) ? names[facet.name] : facet.name}
            chosen={filters[facet.name] ?? []}
            {...{ filters, onChange, linkOf }}
          />
        ))}
      {Object.keys(filters).length > 0 && (
        <button type="button" className={controls.link} onClick={() => onChange({})}>
          Clear filters
        </button>
      )}
    </div>
  );
}

interface ChipProps extends Pick<Props, 'filters' | 'onChange'> {
  readonly facet: Facet;
  readonly called: string;
  readonly chosen: readonly string[];
  readonly linkOf: Props['linkOf'];
}

function Chip({ facet: { name, values }, called, chosen, filters, onChange, linkOf }: ChipProps) {
  const [search, setSearch] = useState('');
  const gone = chosen.filter((value) => !values.some((known) => known.value === value));
  const all = [...values, ...gone.map((value) => ({ value, series: 0, cpuCores: null }))];
  const matches = textMatcher(search);
  const listed = all.filter(({ value }) => matches(value));
  const shown = chosen.length === 0 ? (values.length === 1 ? values[0].value : 'any') : chosen.join(', ');
  return (
    <Popup
      className={`${styles.chip} ${chosen.length > 0 ? styles.on : ''}`}
      label={
        <>
          <span className="srOnly">Filter by </span>
          {called} <b title={shown}>{shown}</b>
          {values.length > 1 && <i>{values.length}</i>}
        </>
      }
    >
      <div className={styles.values}>
        {all.length >= SEARCHED_FROM && (
          <label className={controls.field}>
            <input
              aria-label={`Search ${called}`}
              placeholder={`Search ${called}`}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
        )}
        {listed.map((one) => (
          <Value
            key={one.value}
            {...one}
            checked={chosen.includes(one.value)}
            onToggle={() => onChange(toggleFilter(filters, name, one.value))}
            href={linkOf?.(name, one.value) ?? null}
          />
        ))}
      </div>
    </Popup>
  );
}

interface ValueProps extends Readonly<Facet['values'][number]> {
  readonly checked: boolean;
  readonly onToggle: () => void;
  readonly href: string | null;
}

function Value({ value, series, cpuCores, text, checked, onToggle, href }: ValueProps) {
  return (
    <div className={styles.line}>
      <label className={styles.value}>
        <input type="checkbox" checked={checked} onChange={onToggle} />
        <span title={value}>{value === '' ? '(none)' : value}</span>
        <small className="figures">{text ?? (cpuCores === null ? `${series} series` : digits(cpuCores))}</small>
      </label>
      {href !== null && (
        <Link href={href} className={controls.link} aria-label={`Open ${value}`}>
          open
        </Link>
      )}
    </div>
  );
}

function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}
