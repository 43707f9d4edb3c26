import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Makes the page's three files: index.html, page.js, page.css. `node bundle.mjs [DIR]`; by default dist/page.

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, '../../../dist/page');

mkdirSync(out, { recursive: true });
await build({
  entryPoints: { page: join(here, 'browser/main.ts') },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome110', 'firefox115', 'safari16'],
  charset: 'utf8',
  legalComments: 'eof',
  logLevel: 'warning',
});
await build({
  entryPoints: { page: join(here, 'page.css') },
  outdir: out,
  bundle: true,
  minify: true,
  legalComments: 'eof',
  logLevel: 'warning',
});
copyFileSync(join(here, 'index.html'), join(out, 'index.html'));
