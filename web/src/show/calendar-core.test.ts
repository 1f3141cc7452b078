import { expect, it } from 'vitest';
import { calendarFile } from './calendar-core';

it('writes an event any calendar reads', () => {
  const file = calendarFile(
    {
      id: 'k3v9q0x7m2ab',
      title: 'Tap, night; two',
      description: `Three rounds.\nAnd ${'x'.repeat(80)}`,
      startsAt: '2026-11-20T19:30:00Z',
      watchUrl: 'https://shows.example.org/s/k3v9q0x7m2ab',
    },
    Date.parse('2026-11-01T00:00:00Z'),
  );
  expect(file).toContain('DTSTART:20261120T193000Z\r\nDTEND:20261120T210000Z\r\n');
  expect(file).toContain('SUMMARY:Tap\\, night\\; two\r\n');
  expect(file).toContain('DESCRIPTION:Three rounds.\\nAnd xxx');
  expect(file.split('\r\n').every((line) => line.length <= 75)).toBe(true);
});
