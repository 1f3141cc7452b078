// Holds the built pages to their budget (gzip level 9, in units of 1000 bytes), from the manifest that Vite writes.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const K = 1000;
// The whole of hls.js is for the rare show with subtitles or other languages.
const BUDGET = {
  firstLoadJs: 230 * K,
  css: 12 * K,
  engine: 120 * K,
  wholeEngine: 185 * K,
  route: 60 * K,
  embed: 260 * K,
};
const WHOLE = 'src/player/hls-whole-engine.ts';

const sizes = new Map();
const gz = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  return sizes.get(file);
};
const sum = (files) => [...files].reduce((total, file) => total + gz(file), 0);

/** Every script that `key` needs before it can run. */
function scripts(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const other of chunk.imports ?? []) scripts(other, seen);
  return seen;
}
const styles = (key) =>
  new Set((manifest[key].css ?? []).concat((manifest[key].imports ?? []).flatMap((k) => manifest[k].css ?? [])));

const entry = 'index.html';
const shell = scripts(entry);
const show = 'src/show/ShowPage.tsx';
const first = new Set([...shell, ...scripts(show)]);

const rows = [
  ['first load of the show page, JS', sum(first), BUDGET.firstLoadJs],
  ['first load, CSS', sum(new Set([...styles(entry), ...styles(show)])), BUDGET.css],
];
// The player in other people's pages, with what plays by default.
const embedded = new Set([...scripts('embed.html'), ...scripts('src/player/flv-engine.ts'), ...styles('embed.html')]);
rows.push(['embed, with its engine', sum(embedded), BUDGET.embed]);
for (const key of Object.keys(manifest)) {
  if (!manifest[key].isDynamicEntry || key === show) continue;
  const engine = key.includes('-engine');
  // Engines are loaded when something is played, and not a byte before.
  if (engine && first.has(manifest[key].file))
    rows.push([`before anything is played: ${key}`, gz(manifest[key].file), 0]);
  // What the show page already brought is not paid twice.
  const extra = [...scripts(key)].filter((file) => !(engine ? first : shell).has(file));
  rows.push([engine ? `engine ${key}` : `lazy ${key}`, sum(extra), budgetOf(key, engine)]);
}

function budgetOf(key, engine) {
  if (key === WHOLE) return BUDGET.wholeEngine;
  return engine ? BUDGET.engine : BUDGET.route;
}

let over = 0;
for (const [name, bytes, budget] of rows) {
  const fits = bytes <= budget;
  over += fits ? 0 : 1;
  console.log(
    `${fits ? 'ok  ' : 'OVER'} ${(bytes / K).toFixed(1).padStart(7)} of ${String(budget / K).padStart(3)} k  ${name}`,
  );
}
process.exitCode = over > 0 ? 1 : 0;
