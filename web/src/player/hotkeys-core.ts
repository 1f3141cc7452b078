/** What a key does while the player has the focus. Letters can be switched off (WCAG 2.1.4); space and arrows stay. */
export type Deed = 'play' | 'mute' | 'fullscreen' | 'pip' | 'captions' | 'louder' | 'softer' | 'help';

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The role of the focused control: a button keeps its own space and enter, a slider its arrows. */
  role: string | null;
  lettersOn: boolean;
}

export const VOLUME_STEP = 0.1;

export const KEYS: { keys: string[]; deed: Deed }[] = [
  { keys: ['K', 'Space'], deed: 'play' },
  { keys: ['M'], deed: 'mute' },
  { keys: ['F'], deed: 'fullscreen' },
  { keys: ['P'], deed: 'pip' },
  { keys: ['C'], deed: 'captions' },
  { keys: ['↑'], deed: 'louder' },
  { keys: ['↓'], deed: 'softer' },
  { keys: ['?'], deed: 'help' },
];

const LETTERS: Record<string, Deed> = { k: 'play', m: 'mute', f: 'fullscreen', p: 'pip', c: 'captions', '?': 'help' };
const OTHERS: Record<string, Deed> = { ' ': 'play', ArrowUp: 'louder', ArrowDown: 'softer' };

export function deedOf(press: KeyPress): Deed | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.role === 'textbox') return undefined;
  const letter = LETTERS[press.key.toLowerCase()];
  if (letter) return press.lettersOn ? letter : undefined;
  if (press.role === 'button' && press.key === ' ') return undefined;
  if ((press.role === 'slider' || press.role === 'switch') && press.key !== ' ') return undefined;
  if (press.role === 'switch') return undefined;
  return OTHERS[press.key];
}
