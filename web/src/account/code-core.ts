/** The digits of what was typed or pasted; a whole letter may be pasted, in which six stand together. */
export function digitsOf(typed: string): string {
  const together = /(?<!\d)\d{3}[ -]?\d{3}(?!\d)/.exec(typed);
  return (together?.[0] ?? typed).replace(/\D/g, '').slice(0, 6);
}

export const isWhole = (code: string): boolean => code.length === 6;
