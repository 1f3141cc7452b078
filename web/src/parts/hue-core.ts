/** A hue from 0 to 359 that an id keeps for ever. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  // Neighbouring ids shall not look alike: the golden angle spreads them.
  return Math.floor((hash * 137.508) % 360);
}
