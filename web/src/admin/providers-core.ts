import type { components } from '../api/schema';

export type Registration = components['schemas']['Registration'];
export type RegistrationForm = components['schemas']['RegistrationForm'];

/** What people look for; any other OpenID provider is added by its issuer. */
const KNOWN = [
  { key: 'google', kind: 'openid', name: 'Google', issuer: 'https://accounts.google.com' },
  { key: 'facebook', kind: 'facebook', name: 'Facebook', issuer: null },
  { key: 'x', kind: 'x', name: 'X', issuer: null },
] as const;

/** Where ids and secrets are given out. */
const CONSOLES: Record<string, string> = {
  google: 'https://console.cloud.google.com/auth/clients',
  facebook: 'https://developers.facebook.com/apps/',
  x: 'https://developer.x.com/en/portal/projects-and-apps',
};

/** One provider on the page, switched on or not. */
export interface Place {
  key: string;
  kind: RegistrationForm['kind'];
  name: string;
  issuer: string | null;
  registration: Registration | undefined;
}

/** The known ones first, whether they are on or off, then the others. */
export function placesOf(items: readonly Registration[]): Place[] {
  const known = KNOWN.map((place) => {
    const registration = items.find(({ key }) => key === place.key);
    return registration ? placeOf(registration) : { ...place, registration };
  });
  const others = items.filter(({ key }) => !KNOWN.some((place) => place.key === key));
  return [...known, ...others.map(placeOf)];
}

function placeOf(registration: Registration): Place {
  const { key, kind, name, issuer } = registration;
  return { key, kind, name, issuer, registration };
}

/** Which sentence tells where to get id and secret, and where that is. */
export function howTo({ key, kind }: Pick<Place, 'key' | 'kind'>): {
  words: 'google' | 'facebook' | 'x' | 'openid';
  console: string | undefined;
} {
  const words = key === 'google' ? 'google' : kind;
  return { words, console: CONSOLES[words] };
}

/** A name in addresses for somebody called so, that nobody has yet. */
export function keyFor(name: string, taken: readonly string[]): string {
  const plain =
    name
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 24)
      .replace(/-+$/, '') || 'openid';
  const used = (key: string) => taken.includes(key) || KNOWN.some((place) => place.key === key);
  if (!used(plain)) return plain;
  for (let n = 2; ; n++) if (!used(`${plain}-${n}`)) return `${plain}-${n}`;
}

/** `callback` has a hole for the key. */
export const callbackOf = (callback: string, key: string) => callback.replace('{key}', key);

/** What is sent: a secret that was left empty is the one from before. */
export function formOf(
  place: Pick<Place, 'key' | 'kind'>,
  said: { name: string; issuer: string; clientId: string; clientSecret: string },
): RegistrationForm {
  const secret = said.clientSecret.trim();
  return {
    key: place.key,
    kind: place.kind,
    clientId: said.clientId.trim(),
    ...(secret ? { clientSecret: secret } : {}),
    ...(place.kind === 'openid' ? { name: said.name.trim(), issuer: said.issuer.trim() } : {}),
  };
}

export type State = 'on' | 'off' | 'lost';

export function stateOf({ registration }: Pick<Place, 'registration'>): State {
  if (!registration) return 'off';
  return registration.secretLost ? 'lost' : 'on';
}

const TRIED = {
  'provider-away': 'away',
  'provider-setup': 'setup',
  'provider-untrusted': 'untrusted',
  'try-again': 'untrusted',
} as const;

/** The sentence for what trying it out told. */
export function triedOf(problem: keyof typeof TRIED | null): 'good' | 'away' | 'setup' | 'untrusted' {
  return problem === null ? 'good' : (TRIED[problem] ?? 'untrusted');
}
