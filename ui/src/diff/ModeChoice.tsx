import controls from '../components/controls.module.css';
import type { DiffMode } from '../profile/diff.ts';

const MODES: readonly { readonly mode: DiffMode; readonly label: string; readonly title: string }[] = [
  { mode: 'absolute', label: 'Absolute', title: 'Per second of each range' },
  { mode: 'relative', label: 'Relative', title: 'As a share of all that each side weighs' },
  { mode: 'request', label: 'Per request', title: 'Divided by the requests that each side served' },
];
const UNCOUNTED =
  'Nobody counted the requests of both sides. Services do that by the metric http.server.request.duration of OpenTelemetry, sent to the collector.';

interface Props {
  readonly mode: DiffMode;
  /** Whether requests of both sides are known. */
  readonly counted: boolean;
  readonly onChange: (mode: DiffMode) => void;
}

/** By what both sides are made comparable. */
export function ModeChoice({ mode: chosen, counted, onChange }: Props) {
  return (
    <span className={controls.segments} role="group" aria-label="Compare by">
      {MODES.map(({ mode, label, title }) => {
        const unknown = mode === 'request' && !counted;
        return (
          <button
            key={mode}
            type="button"
            title={unknown ? UNCOUNTED : title}
            aria-pressed={chosen === mode}
            disabled={unknown && chosen !== mode}
            onClick={() => onChange(mode)}
          >
            {label}
          </button>
        );
      })}
    </span>
  );
}
