/** Whose pages may hold the player: any, this server's alone, or those of some sites. */
export type EmbedChoice = 'inherited' | 'any' | 'none' | 'some';

export const MOST_SITES = 20;

export function choiceOf({ origins, inherited }: { origins: string[] | null; inherited: boolean }): EmbedChoice {
  if (inherited) return 'inherited';
  if (origins === null) return 'any';
  return origins.length === 0 ? 'none' : 'some';
}

/** The sites that were typed, each once and as browsers name them; and the first that is none. */
export function sitesIn(text: string): { sites: string[]; wrong: string | undefined } {
  const typed = text.split(/[\s,]+/).filter((word) => word !== '');
  const found = typed.map((word) => [word, siteOf(word)] as const);
  const wrong = found.find(([, site]) => site === undefined)?.[0];
  return { sites: [...new Set(found.flatMap(([, site]) => site ?? []))], wrong };
}

/** `https://shop.example` of whatever address of it is typed or pasted; undefined where there is no such site. */
function siteOf(word: string): string | undefined {
  try {
    const { protocol, origin, username, hostname } = new URL(
      /^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? word : `https://${word}`,
    );
    const whole = (protocol === 'https:' || protocol === 'http:') && username === '' && !hostname.includes('*');
    return whole ? origin : undefined;
  } catch {
    return undefined;
  }
}
