import type { Session } from '../api/client';

export type MyChannel = Session['channels'][number];
export type ChannelDeed = MyChannel['actions'][number];

/** The rooms of a channel's dashboard, and what one must be allowed to do to see each. */
const SECTIONS = {
  shows: ['look'],
  calendar: ['look'],
  team: ['see-team'],
  developers: ['develop', 'hook'],
  audit: ['audit'],
  settings: ['change-channel', 'delete-channel'],
} as const satisfies Record<string, readonly ChannelDeed[]>;

export type Section = keyof typeof SECTIONS;

export const mayAny = (channel: Pick<MyChannel, 'actions'>, deeds: readonly ChannelDeed[]): boolean =>
  deeds.some((deed) => channel.actions.includes(deed));

export const sectionsOf = (channel: Pick<MyChannel, 'actions'>): Section[] =>
  (Object.keys(SECTIONS) as Section[]).filter((section) => mayAny(channel, SECTIONS[section]));

/** How a channel is named in the dashboard's addresses. */
export const nameOf = ({ handle }: Pick<MyChannel, 'handle'>): string => `@${handle}`;

/** The channel that an address names by handle or id. */
export const channelNamed = (channels: readonly MyChannel[], name: string): MyChannel | undefined =>
  channels.find((channel) => nameOf(channel) === name || channel.id === name);

/** Where somebody begins: the channel they were in last, if it is still theirs. */
export const firstChannel = (channels: readonly MyChannel[], lastId: string | null): MyChannel | undefined =>
  channels.find(({ id }) => id === lastId) ?? channels[0];

const HANDLE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** As the server asks for it; which words are kept for the house it alone knows. */
export const handleFits = (handle: string): boolean => handle.length >= 3 && handle.length <= 30 && HANDLE.test(handle);

/** A handle out of a name, as far as there is one in it. */
export function handleFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30)
    .replace(/^-+|-+$/g, '');
}

/** What a person types where a handle is wanted: an `@` before it and capitals are no fault of theirs. */
export const handleTyped = (typed: string): string => typed.trim().replace(/^@/, '').toLowerCase();
