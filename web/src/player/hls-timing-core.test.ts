import { describe, expect, it } from 'vitest';
import { fitted, LOW, STEADY } from './hls-timing-core';

describe('the distance to the edge', () => {
  it('is ours for parts of a third of a second', () => {
    expect(fitted(LOW, { targetDurationS: 4, partS: 0.333 })).toEqual(LOW);
  });

  it('is three parts where parts are long', () => {
    expect(fitted(LOW, { targetDurationS: 4, partS: 1 })).toMatchObject({ syncS: 3, mostS: 6 });
  });

  it('is three segments where there are no parts', () => {
    expect(fitted(LOW, { targetDurationS: 4, partS: undefined })).toMatchObject({ syncS: 12, mostS: 20 });
  });

  it('is steady for segments of four seconds, and grows with longer ones', () => {
    expect(fitted(STEADY, { targetDurationS: 4, partS: 0.333 })).toEqual(STEADY);
    expect(fitted(STEADY, { targetDurationS: 6, partS: undefined })).toMatchObject({ syncS: 15, mostS: 27 });
  });
});
