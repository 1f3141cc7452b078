import type { ApiKey, KeyMade, Scope } from './desk-queries';

export const SCOPES: readonly Scope[] = [
  'shows:read',
  'shows:write',
  'live',
  'passes',
  'moderation',
  'team:read',
  'team:write',
  'channel:write',
  'channel:delete',
  'keys',
  'webhooks',
  'audit:read',
];

export const EXPIRIES = ['30', '90', '365', 'never'] as const;
export type Expiry = (typeof EXPIRIES)[number];

export const expiryAt = (expiry: Expiry, nowMs: number): string | null =>
  expiry === 'never' ? null : new Date(nowMs + Number(expiry) * 86_400_000).toISOString();

export type KeyState = 'good' | 'expired' | 'revoked';

export function keyState({ revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, nowMs: number): KeyState {
  if (revokedAt) return 'revoked';
  return expiresAt && Date.parse(expiresAt) <= nowMs ? 'expired' : 'good';
}

/** What was typed as sites, one a line or with commas between. */
export const originsIn = (typed: string): string[] => [...new Set(typed.split(/[\s,]+/).filter((one) => one !== ''))];

/** A first request that this key may make, and that changes nothing. */
export function curlOf(
  origin: string,
  channelId: string,
  { secret, scopes }: Pick<KeyMade, 'secret' | 'scopes'>,
): string {
  const path = scopes.some((scope) => scope === 'shows:read' || scope === 'shows:write' || scope === 'live')
    ? `/channels/${channelId}/shows`
    : `/channels/${channelId}`;
  return `curl -H 'Authorization: Bearer ${secret}' '${origin}/api/v1${path}'`;
}
