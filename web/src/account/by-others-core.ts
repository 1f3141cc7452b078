const FAULTS = {
  denied: 'denied',
  expired: 'expired',
  'no-provider': 'noProvider',
  'try-again': 'tryAgain',
  'provider-away': 'away',
  'provider-setup': 'setup',
  'provider-untrusted': 'untrusted',
  'link-first': 'linkFirst',
  'linked-elsewhere': 'linkedElsewhere',
  'signed-out': 'signedOut',
  'signup-closed': 'signUpClosed',
  'shut-out': 'shutOut',
} as const;

/** The sentence for the word that the server sent the browser back with. */
export function faultOf(problem: string | undefined): (typeof FAULTS)[keyof typeof FAULTS] | undefined {
  if (problem === undefined) return undefined;
  return Object.hasOwn(FAULTS, problem) ? FAULTS[problem as keyof typeof FAULTS] : 'away';
}
