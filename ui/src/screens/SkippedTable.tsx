import type { SkippedRow } from '../api/targetTypes.ts';
import controls from '../components/controls.module.css';
import { ListTable } from '../components/ListTable.tsx';
import { formatCount } from '../profile/quantity.ts';
import { adviceFor, reasonInWords } from '../targets/advice.ts';

interface Props {
  readonly title: string;
  readonly skipped: readonly SkippedRow[];
  /** Shows the containers of one reason, where they are on the screen. */
  readonly onReason?: (reason: string) => void;
}

const COLUMNS = [
  { label: 'reason', text: true },
  { label: 'containers' },
  { label: 'for example', text: true },
  { label: 'what to do', text: true },
];

/** Why containers are skipped, an example of each, and the way out. */
export function SkippedTable({ title, skipped, onReason }: Props) {
  return (
    <>
      <h2>{title}</h2>
      <ListTable label={title} columns={COLUMNS}>
        {skipped.map(({ reason, count, example }) => (
          <tr key={reason}>
            <td data-text title={reason}>
              {onReason === undefined ? (
                reasonInWords(reason)
              ) : (
                <button type="button" className={controls.link} onClick={() => onReason(reason)}>
                  {reasonInWords(reason)}
                </button>
              )}
            </td>
            <td>{formatCount(count)}</td>
            <td data-text data-wrap>
              {example || '–'}
            </td>
            <td data-text data-wrap>
              {adviceFor(reason) || 'The example says what was found.'}
            </td>
          </tr>
        ))}
      </ListTable>
    </>
  );
}
