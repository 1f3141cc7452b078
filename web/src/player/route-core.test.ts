import { describe, expect, it } from 'vitest';
import { Route } from './route-core';

const BLOCKED = { heard: false, there: true };

describe('the route', () => {
  it('stays on a line that broke after it had worked', () => {
    const route = new Route(['flv', 'llhls']);
    for (let i = 0; i < 9; i += 1) route.lineEnded({ heard: true, there: true });
    expect(route.way).toBe('flv');
    expect(route.detour).toBeUndefined();
  });

  it('stays while the server has no picture either', () => {
    const route = new Route(['flv', 'llhls']);
    for (let i = 0; i < 9; i += 1) route.lineEnded({ heard: false, there: false });
    expect(route.way).toBe('flv');
  });

  it('goes round a blocked line at the second start on which nothing came', () => {
    const route = new Route(['flv', 'llhls']);
    route.lineEnded(BLOCKED);
    expect(route.way).toBe('flv');
    route.lineEnded(BLOCKED);
    expect(route.way).toBe('llhls');
    expect(route.detour).toEqual({ from: 'flv', to: 'llhls', because: 'blocked' });
  });

  it('counts only starts in a row', () => {
    const route = new Route(['flv', 'llhls']);
    route.lineEnded(BLOCKED);
    route.lineEnded({ heard: true, there: true });
    route.lineEnded(BLOCKED);
    expect(route.way).toBe('flv');
  });

  it('comes round again when every line is blocked', () => {
    const route = new Route(['flv', 'llhls']);
    for (let i = 0; i < 4; i += 1) route.lineEnded(BLOCKED);
    expect(route.way).toBe('flv');
    expect(route.detour).toBeUndefined();
  });

  it('takes the next way once for what could not be played, and then has none', () => {
    const route = new Route(['flv', 'llhls']);
    route.unplayable();
    expect(route.detour).toEqual({ from: 'flv', to: 'llhls', because: 'failed' });
    route.unplayable();
    expect(route.way).toBeUndefined();
    expect(route.detour).toBeUndefined();
  });

  it('never returns to what could not be played', () => {
    const route = new Route(['flv', 'llhls']);
    route.unplayable();
    route.lineEnded(BLOCKED);
    route.lineEnded(BLOCKED);
    expect(route.way).toBe('llhls');
  });

  it('without ways has none', () => expect(new Route([]).way).toBeUndefined());
});
