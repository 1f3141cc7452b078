import { describe, expect, it } from 'vitest';
import { Backoff } from './backoff-core';
import { ServerClock } from './clock-core';

describe('the server clock', () => {
  it('knows nothing before the first answer', () => expect(new ServerClock().serverNow(5)).toBeUndefined());

  it('believes the shortest round trip', () => {
    const clock = new ServerClock();
    clock.learn(1000, 6200, 1400); // 400 ms there and back, badly lopsided
    clock.learn(2000, 7010, 2020); // 20 ms
    clock.learn(3000, 8190, 3200);
    expect(clock.offsetMs).toBe(5000);
    expect(clock.serverNow(4000)).toBe(9000);
  });

  it('forgets the best of long ago, since clocks drift', () => {
    const clock = new ServerClock(2);
    clock.learn(0, 10, 2);
    clock.learn(100, 1150, 200);
    clock.learn(200, 1250, 300);
    expect(clock.offsetMs).toBe(1000);
  });

  it('ignores a pong that came before its ping', () => {
    const clock = new ServerClock();
    clock.learn(100, 0, 50);
    expect(clock.offsetMs).toBeUndefined();
  });
});

describe('backoff', () => {
  it('doubles up to its most, and starts over after reset', () => {
    const backoff = new Backoff(500, 3000, () => 1);
    expect([backoff.next(), backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([
      500, 1000, 2000, 3000, 3000,
    ]);
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });

  it('spreads the waits over the upper half of the step', () =>
    expect(new Backoff(500, 3000, () => 0).next()).toBe(250));
});
