import type { ReactNode } from 'react';
import { Command } from '../components/Command.tsx';
import controls from '../components/controls.module.css';
import { Popup } from '../components/Popup.tsx';
import { askFor, has, typeGroups, type TypeGroup } from '../profile/profileType.ts';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import styles from './TypeChoice.module.css';

interface Props {
  /** Types that there are samples of in the range. */
  readonly types: readonly string[];
  readonly chosen: string;
  readonly change: Change<ServiceView>;
  /** Why there may be no other types, as far as the screen can tell. */
  readonly reasons: ReactNode;
}

/** What the profile is of. Types without samples say how to ask for them; the chosen one is always there. */
export function TypeChoice({ types, chosen, change, reasons }: Props) {
  const groups = typeGroups([...types, chosen]);
  const group = groups.find((one) => has(one, chosen));
  return (
    <div className={styles.choice}>
      <div className={styles.types} role="group" aria-label="Profile type">
        {groups.map((one) => {
          const first = one === group ? chosen : one.measures.find(({ type }) => types.includes(type))?.type;
          return first === undefined ? (
            <Popup
              key={one.label}
              label={one.label}
              name={`${one.label}, no samples`}
              className={styles.absent}
            >
              <HowToAsk group={one}>{reasons}</HowToAsk>
            </Popup>
          ) : (
            <button
              key={one.label}
              type="button"
              className={styles.type}
              aria-pressed={one === group}
              // Another type has other stacks.
              onClick={() => one !== group && change({ type: first, focus: '', fn: '' })}
            >
              {one.label}
            </button>
          );
        })}
      </div>
      {group !== undefined && group.measures.length > 1 && (
        <span className={controls.segments} role="group" aria-label={`${group.label} by`}>
          {group.measures.map(({ type, label }) => (
            <button key={type} type="button" aria-pressed={type === chosen} onClick={() => change({ type })}>
              {label.charAt(0).toUpperCase() + label.slice(1)}
            </button>
          ))}
        </span>
      )}
    </div>
  );
}

/** The lines of a target that bring a type. */
export function HowToAsk({ group, children }: { readonly group: TypeGroup; readonly children?: ReactNode }) {
  const lines = askFor(group);
  return (
    <div className={styles.ask}>
      <p>
        <b>{group.label}</b>: no samples in this range. A target asks for it by a line of its own, for JVMs, and
        it takes effect while they run:
      </p>
      <Command text={`spec:\n${lines}`} label={`lines of a target for ${group.label}`} />
      {children}
    </div>
  );
}
