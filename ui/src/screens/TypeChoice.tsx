import controls from '../components/controls.module.css';
import { orderTypes, typeLabel } from '../profile/profileType.ts';

interface Props {
  readonly types: readonly string[];
  readonly chosen: string;
  readonly onChange: (type: string) => void;
}

/** The profile types that the service has; the chosen one is always there. */
export function TypeChoice({ types, chosen, onChange }: Props) {
  return (
    <span className={controls.segments} role="group" aria-label="Profile type">
      {orderTypes([...types, chosen]).map((type) => (
        <button key={type} type="button" aria-pressed={type === chosen} onClick={() => onChange(type)}>
          {typeLabel(type)}
        </button>
      ))}
    </span>
  );
}
