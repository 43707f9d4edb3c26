import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Makes the program of bin/intel.cjs: what starts it, the command line in one file and what its help needs in another, and the threads that it starts.
// `node bundle.mjs [DIR]`; by default dist/program.

const source = join(dirname(fileURLToPath(import.meta.url)), '..');

// commander loads what starts other programs, at each start, for commands that are programs of their own: we have none.
const noOtherPrograms = {
  name: 'no-other-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'none', namespace: 'no-other-programs' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-other-programs' }, () => ({ contents: 'module.exports = {};' }));
  },
};

await build({
  entryPoints: {
    start: join(source, 'cli/start.ts'),
    load: join(source, 'cli/load.ts'),
    intel: join(source, 'cli.ts'),
    help: join(source, 'cli/help.ts'),
    'scan-thread': join(source, 'io/replay/scan-thread.ts'),
    'attach-worker': join(source, 'attach/attach-worker.ts'),
  },
  outdir: process.argv[2] ?? join(source, '../dist/program'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // jsonc-parser's other entry loads its parts in a way that no bundler follows; pino loads files of its own by name.
  mainFields: ['module', 'main'],
  // Of the parts of the command line, each loads the next where that is needed.
  external: ['pino', '@nats-io/*', './help', './load'],
  plugins: [noOtherPrograms],
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'eof',
  logLevel: 'warning',
});
