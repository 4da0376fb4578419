import { describe, expect, it } from 'vitest';
import { cores, digits, formatAge, formatBare, formatBytes, formatShare, formatValue } from './quantity.ts';

const HOUR = { unit: 'nanoseconds', rangeMs: 3_600_000 };

describe('quantities', () => {
  it('CPU nanoseconds over a range are cores', () => {
    expect(cores(7.2e12, 3_600_000)).toBe(2);
    expect(cores(1, 0)).toBe(0);
    expect(formatValue(7.2e12, HOUR)).toBe('2.00 cores');
    expect(formatValue(3.6e12, HOUR)).toBe('1.00 core');
    expect(formatBare(3.6e12, HOUR)).toBe('1.00');
  });

  it('other units stay what they are', () => {
    expect(formatValue(1536, { unit: 'bytes', rangeMs: 1 })).toBe('1.5 KiB');
    expect(formatValue(12345, { unit: 'count', rangeMs: 1 })).toBe('12,345');
  });

  it.each([
    [0, '0'],
    [0.0001, '< 0.001'],
    [0.0042, '0.004'],
    [0.63, '0.63'],
    [9.999, '10.0'],
    [12.34, '12.3'],
    [1234.5, '1,235'],
  ])('%d has readable digits', (value, expected) => {
    expect(digits(value)).toBe(expected);
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1048575, '1.0 MiB'],
    [463 * 1048576, '463 MiB'],
    [5.8 * 2 ** 30, '5.8 GiB'],
  ])('%d bytes', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });

  it('a share that is there is never shown as nothing', () => {
    expect(formatShare(0)).toBe('0.0 %');
    expect(formatShare(0.00001)).toBe('< 0.01 %');
    expect(formatShare(0.004)).toBe('0.40 %');
    expect(formatShare(0.184)).toBe('18.4 %');
  });

  it('ages are in the largest unit that fits', () => {
    expect([2e3, 42e3, 125e3, 7.5e6, 3e8].map(formatAge)).toEqual([
      'now',
      '42 s ago',
      '2 min ago',
      '2 h ago',
      '3 days ago',
    ]);
  });
});
