import { describe, expect, it } from 'vitest';
import {
  columnUnit,
  cores,
  digits,
  formatAge,
  formatBare,
  formatBytes,
  formatShare,
  formatSum,
  formatTime,
  formatValue,
  type Scale,
} from './quantity.ts';

const HOUR: Scale = { type: 'cpu', unit: 'nanoseconds', level: false, rangeMs: 3_600_000 };

describe('quantities', () => {
  it('CPU nanoseconds over a range are cores', () => {
    expect(cores(7.2e12, 3_600_000)).toBe(2);
    expect(cores(1, 0)).toBe(0);
    expect(formatValue(7.2e12, HOUR)).toBe('2.00 cores');
    expect(formatValue(3.6e12, HOUR)).toBe('1.00 core');
    expect(formatBare(3.6e12, HOUR)).toBe('1.00');
  });

  it.each([
    ['cpu', 'nanoseconds', false, 1.8e12, '0.50 cores', '0.50', 'cores', '1,800 s'],
    ['wall', 'nanoseconds', false, 126e12, '35.0 threads', '35.0', 'threads', '126,000 s'],
    ['off_cpu', 'nanoseconds', false, 3.6e12, '1.00 thread', '1.00', 'threads', '3,600 s'],
    ['alloc', 'bytes', false, 3600 * 1048576, '1.0 MiB/s', '1.0 MiB', 'per s', '3.5 GiB'],
    ['alloc_objects', 'count', false, 3600 * 1234, '1,234/s', '1,234', 'per s', '4,442,400'],
    ['lock', 'nanoseconds', false, 44.64e9, '12.4 ms/s', '12.4 ms', 'per s', '44.6 s'],
    ['lock_contentions', 'count', false, 9000, '2.50/s', '2.50', 'per s', '9,000'],
    ['live', 'bytes', true, 1048576, '1.0 MiB', '1.0 MiB', 'bytes', ''],
    ['live_objects', 'count', true, 12345, '12,345', '12,345', 'objects', ''],
    ['native_memory', 'bytes', false, 360, '< 1 B/s', '< 1 B', 'per s', '360 B'],
  ])('%s is said in its unit', (type, unit, level, value, text, bare, column, sum) => {
    const scale = { type, unit, level, rangeMs: HOUR.rangeMs };
    expect(formatValue(value, scale)).toBe(text);
    expect(formatBare(value, scale)).toBe(bare);
    expect(columnUnit(scale)).toBe(column);
    expect(formatSum(value, scale)).toBe(sum);
  });

  it('a range without time has no rate', () => {
    expect(formatValue(5, { ...HOUR, type: 'alloc', unit: 'bytes', rangeMs: 0 })).toBe('0 B/s');
  });

  it.each([
    [0, '0 ns'],
    [999, '999 ns'],
    [999.7, '1.00 µs'],
    [1500, '1.50 µs'],
    [12.4e6, '12.4 ms'],
    [3.6e12, '3,600 s'],
  ])('%d ns of time', (nanoseconds, expected) => {
    expect(formatTime(nanoseconds)).toBe(expected);
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
