import { describe, expect, it } from 'vitest';
import css from '../styles/tokens.css?raw';
import { contrast, inkOn, parseHex, readable, toHex } from './contrast';

const accents = ['#ff8a3d', '#8fd14f', '#3e63dd', '#ffffff', '#000000', '#ffe600', '#c62a2f', '#7a2a4b'];
const surfaces = ['#14100f', '#1d1816', '#ffffff', '#f6f1ea'];

describe('brand colours', () => {
  it.each(accents)('%s stays readable as text and as ink on itself', (accent) => {
    for (const surface of surfaces) {
      expect(contrast(readable(parseHex(accent), parseHex(surface), 4.5), parseHex(surface))).toBeGreaterThanOrEqual(
        4.5,
      );
    }
    expect(contrast(inkOn(parseHex(accent)), parseHex(accent))).toBeGreaterThanOrEqual(4.5);
  });

  it('reads and writes hex', () => {
    expect(toHex(parseHex('#ff8a3d'))).toBe('#ff8a3d');
    expect(() => parseHex('red')).toThrow('not a #rrggbb colour');
  });
});

describe('our own tokens', () => {
  const theme = (name: string) => {
    const block = css.slice(css.indexOf(`[data-theme="${name}"]`));
    return (token: string) => parseHex(new RegExp(`--${token}: (#[0-9a-f]{6})`).exec(block)?.[1] ?? '');
  };

  it.each(['dark', 'light'])('are readable in the %s', (name) => {
    const token = theme(name);
    for (const surface of ['bg', 'surface']) {
      for (const ink of ['ink', 'ink-2', 'ink-3', 'accent-text', 'good', 'bad']) {
        expect(contrast(token(ink), token(surface)), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(token('accent-line'), token(surface)), `accent-line on ${surface}`).toBeGreaterThanOrEqual(3);
    }
  });
});
