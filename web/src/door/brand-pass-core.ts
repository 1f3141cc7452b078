import type { components } from '../api/schema';

export type BrandPass = components['schemas']['BrandPass'];
export type PassRole = components['schemas']['PassRole'];

export const PASS_ROLES = ['viewer', 'guest', 'moderator'] as const satisfies readonly PassRole[];

/** The hours for which a pass can be made; a day is the most. */
export const PASS_HOURS = [1, 4, 12, 24] as const;

/** A minute short of the whole, so that clocks which differ a little do not make a day too long. */
export const passEnds = (hours: number, nowMs: number): string =>
  new Date(nowMs + hours * 3_600_000 - 60_000).toISOString();

/** What a pass is worth now. */
export function passState(
  { revokedAt, expiresAt }: Pick<BrandPass, 'revokedAt' | 'expiresAt'>,
  nowMs: number,
): 'good' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) <= nowMs ? 'expired' : 'good';
}
