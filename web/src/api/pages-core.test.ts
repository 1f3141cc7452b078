import { describe, expect, it } from 'vitest';
import type { Show } from './client';
import { nextPage, showsOf } from './pages-core';

const shows = (...ids: string[]) => ids.map((id) => ({ id }) as Show);

describe('a list of many pages', () => {
  it('asks on by the cursor of its last page, and stops where there is none', () => {
    expect(nextPage({ next: 'c2' })).toEqual({ cursor: 'c2' });
    expect(nextPage({ next: null })).toBeUndefined();
  });

  it('has every show once, though it moved from one page to the next meanwhile', () => {
    const pages = [{ items: shows('a', 'b') }, { items: shows('b', 'c') }];
    expect(showsOf(pages).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(showsOf(undefined)).toEqual([]);
  });
});
