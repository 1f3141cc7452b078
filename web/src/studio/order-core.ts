import type { Show } from '../api/client';

type Own = NonNullable<Show['own']>;

/** What sets a show going. */
export type Start = 'hand' | 'encoder' | 'time';

export const startOf = ({ autoStart, startOnTime }: Pick<Own, 'autoStart' | 'startOnTime'>): Start =>
  autoStart ? 'encoder' : startOnTime ? 'time' : 'hand';

export const changeTo = (start: Start) => ({ autoStart: start === 'encoder', startOnTime: start === 'time' });

/** The choices offered, and the one that is set among them in its place. */
export function choicesWith(usual: number[], set: number | null): number[] {
  return set === null || usual.includes(set) ? usual : [...usual, set].sort((a, b) => a - b);
}
