import { describe, expect, it, vi } from 'vitest';
import { readMessage, Subscriptions, type TopicListener } from './link-core';

const listener = () => ({ onEvent: vi.fn(), onReset: vi.fn(), onRefused: vi.fn() }) satisfies TopicListener;

const hear = (subscriptions: Subscriptions, message: unknown) => {
  const said = readMessage(JSON.stringify(message));
  if (said && said.kind !== 'pong') subscriptions.hear(said);
};

describe('the page link', () => {
  it('asks the server once for a topic however many listen', () => {
    const s = new Subscriptions();
    const [a, b] = [listener(), listener()];
    expect(s.add('show:1', a)).toBe('{"subscribe":["show:1"]}');
    expect(s.add('show:1', b)).toBeUndefined();
    hear(s, { topic: 'show:1', id: 4, event: { type: 'show.live' } });
    expect(a.onEvent).toHaveBeenCalledWith({ type: 'show.live' });
    expect(b.onEvent).toHaveBeenCalledOnce();
    expect(s.remove('show:1', a)).toBeUndefined();
    expect(s.remove('show:1', b)).toBe('{"unsubscribe":["show:1"]}');
    expect(s.opening()).toBeUndefined();
  });

  it('comes back from where each topic was left', () => {
    const s = new Subscriptions();
    s.add('show:1', listener());
    s.add('show:2', listener());
    hear(s, { topic: 'show:1', id: 17, event: { type: 'show.live' } });
    expect(JSON.parse(s.opening() ?? '')).toEqual({ subscribe: ['show:1', 'show:2'], after: { 'show:1': 17 } });
  });

  it('does not hear a replayed event twice', () => {
    const s = new Subscriptions();
    const one = listener();
    s.add('show:1', one);
    hear(s, { topic: 'show:1', id: 17, event: { type: 'show.live' } });
    hear(s, { topic: 'show:1', id: 17, event: { type: 'show.live' } });
    hear(s, { topic: 'show:1', id: 18, event: { type: 'show.ended' } });
    expect(one.onEvent).toHaveBeenCalledTimes(2);
  });

  it('forgets its place when the server says reset, and hears lower ids again', () => {
    const s = new Subscriptions();
    const one = listener();
    s.add('show:1', one);
    hear(s, { topic: 'show:1', id: 900, event: { type: 'show.live' } });
    hear(s, { topic: 'show:1', reset: true });
    expect(one.onReset).toHaveBeenCalledOnce();
    hear(s, { topic: 'show:1', id: 1, event: { type: 'show.ended' } });
    expect(one.onEvent).toHaveBeenCalledTimes(2);
  });

  it('passes a refusal with its code', () => {
    const s = new Subscriptions();
    const one = listener();
    s.add('studio:1', one);
    hear(s, { refused: 'studio:1', code: 'not-yours' });
    expect(one.onRefused).toHaveBeenCalledWith('not-yours');
  });

  it.each(['', '{', 'null', '[]', '7', '{"topic":3}', '{"topic":"a"}', '{"topic":"a","event":{}}', '{"pong":1}'])(
    'takes no harm from %j',
    (text) => expect(readMessage(text)).toBeUndefined(),
  );
});
