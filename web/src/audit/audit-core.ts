import type { components } from '../api/schema';

export type Deed = components['schemas']['Deed'];

/** The kinds that a list can be narrowed to. */
export const CHANNEL_KINDS = ['channel', 'encoder', 'key', 'member', 'pass', 'show', 'streamkey', 'webhook'] as const;
export const SERVER_KINDS = ['account', 'session', 'provider', 'mail', ...CHANNEL_KINDS] as const;
export type Kind = (typeof SERVER_KINDS)[number];

/** Whether somebody did it to their own account. */
const toThemselves = ({ actor, subject }: Deed): boolean => actor === `person:${subject}`;

/** Where the sentence for it may stand, the best first. */
export function sentencesFor(deed: Deed): string[] {
  const own = toThemselves(deed) ? [`${deed.deed}Self`] : [];
  const withNobody = deed.subject === '' ? [`${deed.deed}Unknown`] : [];
  const withDetail = /^[a-z][a-z' ]*$/.test(deed.detail) ? [`${deed.deed}_${deed.detail}`] : [];
  return [...withDetail, ...own, ...withNobody, deed.deed].map((key) => `audit.deeds.${key}`);
}

/** What is put into the sentence; names are as they are now, or were then. */
export const partsOf = (deed: Deed): { what: string | undefined; detail: string } => ({
  what: deed.subjectName ?? (deed.detail || undefined),
  detail: deed.detail,
});

/** Who did it, for whom no name is known: which words say so. */
export function nameless(actor: string): 'machine' | 'server' | 'nobody' | 'goneKey' | 'gone' {
  if (actor === 'admin') return 'machine';
  if (actor === 'server' || actor === 'nobody') return actor;
  return actor.startsWith('key:') ? 'goneKey' : 'gone';
}

export const byKey = ({ actor }: Pick<Deed, 'actor'>): boolean => actor.startsWith('key:');

/** Every day's deeds together, the order kept; days are those of the reader's own clock. */
export function byDay<T extends { at: string }>(deeds: readonly T[], dayOf: (at: string) => string): [string, T[]][] {
  const days: [string, T[]][] = [];
  for (const deed of deeds) {
    const day = dayOf(deed.at);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(deed);
    else days.push([day, [deed]]);
  }
  return days;
}
