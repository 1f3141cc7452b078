import { describe, expect, it } from 'vitest';
import { pretty, stateOf, urlFault, type Webhook } from './webhook-core';

const webhook = (change: Partial<Webhook>): Webhook => ({
  id: 'a',
  url: 'https://a.example/',
  description: '',
  events: null,
  enabled: true,
  disabledReason: null,
  failingSince: null,
  oldSecretUntil: null,
  createdAt: '2026-11-20T18:00:00Z',
  updatedAt: '2026-11-20T18:00:00Z',
  ...change,
});

describe('a webhook', () => {
  it('says how it is in one word', () => {
    expect(stateOf(webhook({}))).toBe('on');
    expect(stateOf(webhook({ failingSince: '2026-11-20T18:00:00Z' }))).toBe('troubled');
    expect(stateOf(webhook({ enabled: false }))).toBe('off');
    expect(stateOf(webhook({ enabled: false, disabledReason: 'gone' }))).toBe('gone');
    expect(stateOf(webhook({ enabled: false, disabledReason: 'failing', failingSince: 'x' }))).toBe('failing');
  });

  it('wants an address of the web', () => {
    expect(urlFault('  ')).toBe('urlMissing');
    for (const typed of ['hooks.example', 'ftp://a.example', 'https://', 'http:///x', 'https:// a'])
      expect(urlFault(typed)).toBe('urlForm');
    expect(urlFault(' https://hooks.example/in ')).toBeUndefined();
    expect(urlFault('http://localhost:3000')).toBeUndefined();
  });

  it('shows JSON readably and anything else as it came', () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty('<h1>Oops')).toBe('<h1>Oops');
    expect(pretty('')).toBe('');
  });
});
