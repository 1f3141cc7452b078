/** Which light a page is shown in: show pages dark, manage pages light, each until someone chooses otherwise. */
export type Theme = 'dark' | 'light';
export type Room = 'show' | 'manage';

const MANAGE = /^\/(manage|studio|admin|account|sign-in|sign-up|setup)(\/|$)/;

export const roomOf = (path: string): Room => (MANAGE.test(path) ? 'manage' : 'show');

export const storageKey = (room: Room) => `theme.${room}`;

export function themeOf(room: Room, kept: string | null): Theme {
  if (kept === 'dark' || kept === 'light') return kept;
  return room === 'manage' ? 'light' : 'dark';
}

export const otherTheme = (theme: Theme): Theme => (theme === 'dark' ? 'light' : 'dark');
