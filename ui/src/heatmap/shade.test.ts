import { describe, expect, it } from 'vitest';
import { tickDistance } from './labels.ts';
import { opacityOf, shadeOf, SHADES } from './shade.ts';

describe('shades', () => {
  it('show a single sample beside a burst, and nothing as nothing', () => {
    expect(shadeOf(0, 100)).toBe(0);
    expect(opacityOf(0)).toBe(0);
    expect(opacityOf(shadeOf(1, 1e6))).toBeGreaterThan(0.1);
    expect(shadeOf(100, 100)).toBe(SHADES);
    expect(opacityOf(SHADES)).toBe(1);
  });

  it('grow with the weight', () => {
    const shades = [1, 5, 20, 50, 80, 100].map((value) => shadeOf(value, 100));
    expect(shades).toEqual([...new Set(shades)].sort((a, b) => a - b));
  });
});

describe('ticks of the time axis', () => {
  it('stand apart however wide the map is', () => {
    expect(tickDistance(900, 900)).toBe(120);
    expect(tickDistance(60, 1400)).toBe(5);
    expect(tickDistance(10, 1400)).toBe(1);
    expect(tickDistance(900, 0)).toBe(300);
  });
});
