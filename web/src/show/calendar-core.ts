import type { Show } from '../api/client';

/** The show as an iCalendar file (RFC 5545), an hour and a half long since nobody says how long it will be. */
export function calendarFile(
  show: Pick<Show, 'id' | 'title' | 'description' | 'startsAt' | 'watchUrl'>,
  nowMs: number,
): string {
  const start = Date.parse(show.startsAt ?? '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Footlight//Show//EN',
    'BEGIN:VEVENT',
    `UID:${show.id}@footlight`,
    `DTSTAMP:${stamp(nowMs)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + 90 * 60_000)}`,
    `SUMMARY:${escaped(show.title)}`,
    ...(show.description ? [`DESCRIPTION:${escaped(show.description)}`] : []),
    `URL:${show.watchUrl}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const stamp = (ms: number) => `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Lines longer than 75 octets are folded; 60 characters keep even four-byte ones near that. */
function folded(line: string): string {
  const characters = [...line];
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += 60) pieces.push(characters.slice(at, at + 60).join(''));
  return pieces.join('\r\n ');
}
