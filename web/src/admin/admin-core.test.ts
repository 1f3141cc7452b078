import { describe, expect, it } from 'vitest';
import { diskWeight, entriesOf, percent, sayBytes, sayLasting } from './admin-core';

describe('numbers on the admins’ pages', () => {
  it('sizes are in the unit that reads best', () => {
    expect(sayBytes(0, 'en')).toBe('0 byte');
    expect(sayBytes(1536, 'en')).toBe('1.5 kB');
    expect(sayBytes(20 * 2 ** 30, 'en')).toBe('20 GB');
    expect(sayBytes(-5, 'en')).toBe('0 byte');
  });

  it('a run is told by its two largest units', () => {
    expect(sayLasting(3 * 86_400 + 4 * 3600 + 59, 'en')).toBe('3 days, 4 hours');
    expect(sayLasting(3600 + 5, 'en')).toBe('1 hour');
    expect(sayLasting(61, 'en')).toBe('1 minute, 1 second');
    expect(sayLasting(0, 'en')).toBe('0 sec');
  });

  it('the disk is judged as the doctor judges it', () => {
    expect(diskWeight(100 * 2 ** 20)).toBe('wrong');
    expect(diskWeight(500 * 2 ** 20)).toBe('tell');
    expect(diskWeight(5 * 2 ** 30)).toBe('well');
  });

  it('a part of nothing is nothing, and never more than all', () => {
    expect(percent(5, 0)).toBe(0);
    expect(percent(5, 10)).toBe(50);
    expect(percent(50, 10)).toBe(100);
  });

  it('an entry that moved to the next page stands once', () => {
    expect(entriesOf([{ items: [{ id: 'a' }, { id: 'b' }] }, { items: [{ id: 'b' }, { id: 'c' }] }])).toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'c' },
    ]);
    expect(entriesOf(undefined)).toEqual([]);
  });
});
