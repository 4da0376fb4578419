import { describe, expect, it } from 'vitest';
import { orderTypes, typeLabel } from './profileType.ts';

describe('profile types', () => {
  it('are offered once each, known ones first', () => {
    expect(orderTypes(['zeta', 'lock', 'cpu', 'cpu'])).toEqual(['cpu', 'lock', 'zeta']);
  });

  it('have the name that people know, or their own', () => {
    expect(typeLabel('off_cpu')).toBe('Off-CPU');
    expect(typeLabel('constructor')).toBe('constructor');
  });
});
