// Copies the built pages to where the jar takes them from, each text file with its .br and .gz beside it.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [from, to] = process.argv.slice(2);
const TEXT = /\.(js|css|svg|json|map|txt|webmanifest)$/;
const SMALLEST = 256;

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
for (const name of readdirSync(from))
  if (!name.startsWith('.')) cpSync(join(from, name), join(to, name), { recursive: true });

// Each page's own scripts, told to the server, which says them in the page's head: else a browser learns of them only
// when it has run the first one.
const OF_PAGE = {
  home: 'src/home/HomePage.tsx',
  show: 'src/show/ShowPage.tsx',
  channel: 'src/channel/ChannelPage.tsx',
};
const manifest = JSON.parse(readFileSync(join(from, '.vite/manifest.json'), 'utf8'));
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const scripts = (key, seen = new Set()) => {
  if (!manifest[key] || seen.has(manifest[key].file)) return seen;
  seen.add(manifest[key].file);
  for (const other of manifest[key].imports ?? []) scripts(other, seen);
  return seen;
};
const always = scripts(entry);
const preload = Object.fromEntries(
  Object.entries(OF_PAGE).map(([page, key]) => {
    if (!manifest[key]) throw new Error(`no page ${key} was built`);
    return [page, [...scripts(key)].filter((file) => !always.has(file)).map((file) => `/${file}`)];
  }),
);
const index = readFileSync(join(to, 'index.html'), 'utf8');
if (!index.includes('<!--preload {}-->')) throw new Error('index.html has no place <!--preload {}-->');
writeFileSync(join(to, 'index.html'), index.replace('<!--preload {}-->', `<!--preload ${JSON.stringify(preload)}-->`));

const files = readdirSync(to, { recursive: true }).filter(
  (file) => TEXT.test(file) && statSync(join(to, file)).isFile(),
);
await Promise.all(
  files.map(async (file) => {
    const path = join(to, file);
    const bytes = readFileSync(path);
    if (bytes.length < SMALLEST) return;
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      }),
      promisify(gzip)(bytes, { level: 9 }),
    ]);
    writeFileSync(`${path}.br`, br);
    writeFileSync(`${path}.gz`, gz);
  }),
);
