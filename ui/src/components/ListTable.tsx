import type { ReactNode } from 'react';
import controls from './controls.module.css';
import list from './list.module.css';

interface Props {
  readonly label: string;
  /** Text is on the left, figures are on the right. */
  readonly columns: readonly { readonly label: string; readonly text?: boolean }[];
  readonly loading?: boolean;
  /** Old data under an error or a newer question. */
  readonly stale?: boolean;
  readonly children: ReactNode;
}

const SKELETONS = 3;

/** A table in a card, with the places of its lines shown until they come. */
export function ListTable({ label, columns, loading = false, stale = false, children }: Props) {
  return (
    <div className={`${controls.card} ${list.card} fades`} data-stale={stale} aria-busy={loading}>
      <table className={list.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} data-text={column.text}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {children}
          {loading &&
            Array.from({ length: SKELETONS }, (_, i) => (
              <tr key={i} className={list.skeleton}>
                <td colSpan={columns.length}>
                  <i />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
