import { Fragment, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { Facet } from '../api/types.ts';
import { digits } from '../profile/quantity.ts';
import { textMatcher } from '../profile/search.ts';
import {
  attributeOf,
  clausesOf,
  filterName,
  NOT,
  ruleOf,
  valuesOf,
  without,
  withRule,
  type Clause,
  type Rule,
} from '../url/filters.ts';
import type { Filters } from '../url/viewState.ts';
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
  /** Not in words too: the chips say it, and there is little room. */
  readonly brief?: boolean;
}

/** One chip for each attribute that the series have or are filtered by, and what is filtered in words. */
export function FilterBar({ facets, filters, onChange, names = {}, linkOf, brief = false }: Props) {
  const known = new Map(facets.map((facet) => [facet.name, facet]));
  const filtered = [...new Set(Object.keys(filters).map(attributeOf))];
  const missing = filtered.filter((name) => !known.has(name));
  const chips = [...facets, ...missing.map((name) => ({ name, values: [] }))].filter(
    (facet) => facet.values.length > 0 || filtered.includes(facet.name),
  );
  const called = (name: string) => (Object.hasOwn(names, name) ? names[name] : filterName(name));
  return (
    <div className={styles.bar} role="group" aria-label="Filters">
      {chips
        .sort((a, b) => rank(a.name) - rank(b.name))
        .map((facet) => (
          <Chip key={facet.name} called={called(facet.name)} {...{ facet, filters, onChange, linkOf }} />
        ))}
      <Sentence clauses={clausesOf(filters, called)} {...{ filters, onChange, brief }} />
    </div>
  );
}

interface SentenceProps extends Pick<Props, 'filters' | 'onChange'> {
  readonly clauses: readonly Clause[];
  readonly brief: boolean;
}

/** What is left, in words; each part of it can be taken back. */
function Sentence({ clauses, brief, filters, onChange }: SentenceProps) {
  if (clauses.length === 0) return null;
  return (
    <p className={styles.sentence}>
      {!brief && 'only '}
      {!brief &&
        clauses.map(({ name, text }, i) => (
          <Fragment key={name}>
            {i > 0 && ' and '}
            <button type="button" title={`Take back: ${text}`} onClick={() => onChange(without(filters, name))}>
              <span className="srOnly">Take back the filter </span>
              {text} <i aria-hidden>×</i>
            </button>
          </Fragment>
        ))}
      <button type="button" onClick={() => onChange({})}>
        Clear filters
      </button>
    </p>
  );
}

interface ChipProps extends Pick<Props, 'filters' | 'onChange'> {
  readonly facet: Facet;
  readonly called: string;
  readonly linkOf: Props['linkOf'];
}

function Chip({ facet: { name, values }, called, filters, onChange, linkOf }: ChipProps) {
  const [search, setSearch] = useState('');
  const wanted = valuesOf(filters, name);
  const ruledOut = valuesOf(filters, NOT + name);
  const gone = [...wanted, ...ruledOut].filter((value) => !values.some((known) => known.value === value));
  const all = [...values, ...gone.map((value) => ({ value, series: 0, cpuCores: null }))];
  const matches = textMatcher(search);
  const listed = all.filter(({ value }) => matches(value));
  const shown = shownOf(wanted, ruledOut, values);
  return (
    <Popup
      className={`${styles.chip} ${wanted.length + ruledOut.length > 0 ? styles.on : ''}`}
      label={
        <>
          <span className="srOnly">Filter by </span>
          {called} <b title={shown}>{shown}</b>
          {values.length > 1 && <i>{values.length}</i>}
        </>
      }
    >
      <div className={styles.values} role="group" aria-label={called}>
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
            rule={ruleOf(filters, name, one.value)}
            onRule={(rule) => onChange(withRule(filters, name, one.value, rule))}
            href={linkOf?.(name, one.value) ?? null}
          />
        ))}
      </div>
    </Popup>
  );
}

function shownOf(wanted: readonly string[], ruledOut: readonly string[], values: Facet['values']): string {
  const parts = wanted.length === 0 ? [] : [wanted.join(', ')];
  if (ruledOut.length > 0) parts.push(`not ${ruledOut.join(', ')}`);
  return parts.length > 0 ? parts.join(', ') : values.length === 1 ? values[0].value : 'any';
}

interface ValueProps extends Readonly<Facet['values'][number]> {
  readonly rule: Rule;
  readonly onRule: (rule: Rule) => void;
  readonly href: string | null;
}

/** A value that can be wanted or ruled out: by its boxes, and on either of them by the keys + and -. */
function Value({ value, series, cpuCores, text, rule, onRule, href }: ValueProps) {
  const name = value === '' ? '(none)' : value;
  const onKeyDown = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (ctrlKey || metaKey) return;
    if (key === '+') onRule(rule === 'any' ? '' : 'any');
    if (key === '-') onRule(rule === 'none' ? '' : 'none');
  };
  const count = text ?? (cpuCores === null ? `${series} series` : digits(cpuCores));
  return (
    <div className={styles.line} data-rule={rule} onKeyDown={onKeyDown}>
      <label className={styles.value}>
        <input type="checkbox" checked={rule === 'any'} onChange={() => onRule(rule === 'any' ? '' : 'any')} />
        <span title={value}>{name}</span>
        <small className="figures" title={text === undefined ? `${series} series` : undefined}>
          {count}
        </small>
      </label>
      {href !== null && (
        <Link href={href} className={controls.link} aria-label={`Open ${value}`}>
          open
        </Link>
      )}
      <button
        type="button"
        className={styles.not}
        aria-pressed={rule === 'none'}
        aria-label={`Not ${name}`}
        title="Leave out (-)"
        onClick={() => onRule(rule === 'none' ? '' : 'none')}
      >
        not
      </button>
    </div>
  );
}

function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}
