import { expect, test } from 'vitest';
import { callbackOf, formOf, howTo, keyFor, placesOf, type Registration, stateOf, triedOf } from './providers-core';

const acme: Registration = {
  key: 'acme',
  kind: 'openid',
  name: 'Acme',
  issuer: 'https://id.acme.example',
  clientId: 'us',
  callback: 'https://shows.example/auth/acme/callback',
  setting: false,
  secretLost: false,
};

test('the known ones stand first and are off until they are registered', () => {
  expect(placesOf([]).map((place) => `${place.key} ${stateOf(place)}`)).toEqual([
    'google off',
    'facebook off',
    'x off',
  ]);
  const x: Registration = { ...acme, key: 'x', kind: 'x', name: 'X', issuer: null, secretLost: true };
  expect(placesOf([acme, x]).map((place) => `${place.key} ${stateOf(place)}`)).toEqual([
    'google off',
    'facebook off',
    'x lost',
    'acme on',
  ]);
});

test('a key is made of the name, and nobody has it yet', () => {
  expect(keyFor('Théâtre de l’Île', [])).toBe('theatre-de-l-ile');
  expect(keyFor('Acme', ['acme', 'acme-2'])).toBe('acme-3');
  expect(keyFor('Google', [])).toBe('google-2');
  expect(keyFor('東京', [])).toBe('openid');
  expect(keyFor('-'.repeat(50), [])).toBe('openid');
  expect(keyFor('A'.repeat(80), [])).toMatch(/^[a-z0-9][a-z0-9-]{0,30}$/);
});

test('a secret that was left empty is not sent', () => {
  const said = { name: ' Acme ', issuer: 'https://id.acme.example', clientId: ' us ', clientSecret: ' ' };
  expect(formOf(acme, said)).toEqual({
    key: 'acme',
    kind: 'openid',
    name: 'Acme',
    issuer: 'https://id.acme.example',
    clientId: 'us',
  });
  expect(formOf({ key: 'x', kind: 'x' }, { ...said, clientSecret: 's' })).toEqual({
    key: 'x',
    kind: 'x',
    clientId: 'us',
    clientSecret: 's',
  });
});

test('Google has a sentence of its own, and other providers of its kind have theirs', () => {
  expect(howTo({ key: 'google', kind: 'openid' }).words).toBe('google');
  expect(howTo({ key: 'acme', kind: 'openid' })).toEqual({ words: 'openid', console: undefined });
  expect(howTo({ key: 'x', kind: 'x' }).console).toMatch(/^https:/);
});

test('a redirect address has its key, and every end of a try has a sentence', () => {
  expect(callbackOf('https://shows.example/auth/{key}/callback', 'x')).toBe('https://shows.example/auth/x/callback');
  expect(
    [null, 'provider-away', 'provider-setup', 'provider-untrusted', 'try-again'].map((p) => triedOf(p as null)),
  ).toEqual(['good', 'away', 'setup', 'untrusted', 'untrusted']);
});
