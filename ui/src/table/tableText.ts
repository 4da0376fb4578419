import type { FunctionRow } from '../profile/functions.ts';
import { columnUnit, measured, dimensionOf, type Scale } from '../profile/quantity.ts';

/** Rows as tab-separated text with a head, numbers unrounded in the unit that the head names. */
export function tableText(rows: readonly FunctionRow[], scale: Scale, whole: number): string {
  const unit = columnUnit(scale);
  const dimension = dimensionOf(scale);
  const number = (value: number) => String(measured(value, dimension, scale.rangeMs));
  const lines = rows.map((row) => [
    ...[row.name, number(row.self), whole === 0 ? '' : String((100 * row.self) / whole), number(row.total)],
    ...[row.module, row.file],
  ]);
  return [['name', `self, ${unit}`, 'self, %', `total, ${unit}`, 'module', 'file'], ...lines]
    .map((line) => line.map(plain).join('\t'))
    .join('\n');
}

/** A cell may hold neither tabs nor line ends, and a spreadsheet must not take a name for a formula. */
export function plain(cell: string): string {
  const text = cell.replace(/[\t\r\n]+/g, ' ');
  return /^[=+@]/.test(text) ? `'${text}` : text;
}
