import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { transformWithOxc } from 'vite';
import { defineConfig, type Plugin } from 'vitest/config';

/**
 * Emits `src/app/first-paint.js` as a small blocking script of its own, so that the remembered light or dark is on the
 * page before anything is drawn. Inline it could not be: the server's content security policy allows no inline script.
 */
function firstPaint(): Plugin {
  const source = new URL('./src/app/first-paint.js', import.meta.url);
  let reference = '';
  let serving = false;
  return {
    name: 'footlight-first-paint',
    configResolved(config) {
      serving = config.command === 'serve';
    },
    async buildStart() {
      if (serving) return;
      const { code } = await transformWithOxc(readFileSync(source, 'utf8'), 'first-paint.js');
      reference = this.emitFile({ type: 'asset', name: 'first-paint.js', source: code });
    },
    transformIndexHtml(html) {
      const src = serving ? '/src/app/first-paint.js' : '__FIRST_PAINT__';
      return html.replace('<!--first-paint-->', `<script src="${src}"></script>`);
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const html = bundle['index.html'];
        if (html?.type === 'asset') {
          html.source = String(html.source).replace('__FIRST_PAINT__', `/${this.getFileName(reference)}`);
        }
      },
    },
  };
}

const backend = process.env.FOOTLIGHT_BACKEND ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), firstPaint()],
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // The pages are under a strict content security policy: no inline polyfill.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'embed.html'] },
  },
  server: {
    proxy: {
      '/api': backend,
      '/live': { target: backend, ws: true },
      '/link': { target: backend, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    environment: 'node',
    // `footlight test` adds these up with the others.
    reporters: ['default', ['junit', { outputFile: 'target/vitest.xml' }]],
    // The tokens are tested as they are written.
    css: true,
  },
});
