import type { KeyboardEvent } from 'react';

const PAGE = 10;

/** Keys of a table whose rows take turns in being the active one (-1 is none). Enter and Space choose it. */
export function useRowKeys(
  active: number,
  count: number,
  onActive: (index: number) => void,
  onChoose: (index: number) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    // Buttons in the table's head have keys of their own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rowAfter(event.key, active, count);
    if (next !== null) onActive(next);
    else if ((event.key === 'Enter' || event.key === ' ') && active >= 0 && active < count) onChoose(active);
    else return;
    event.preventDefault();
  };
}

/** The row that a key leads to; null for other keys and in an empty table. */
export function rowAfter(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  const clamp = (row: number) => Math.max(0, Math.min(row, count - 1));
  switch (key) {
    case 'ArrowDown':
      return clamp(active + 1);
    case 'ArrowUp':
      return clamp(active - 1);
    case 'PageDown':
      return clamp(active + PAGE);
    case 'PageUp':
      return clamp(active - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
