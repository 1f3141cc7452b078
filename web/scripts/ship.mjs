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
