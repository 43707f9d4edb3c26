/**
 * Finds dead files, exports and dependencies: `npm run check:dead`, with the specs and then without.
 *
 * @type {import('knip').KnipConfig}
 */
module.exports = {
  // What is loaded by a name that knip cannot follow. `!` marks what the package ships.
  entry: [
    'src/cli.ts!',
    'src/cli/start.ts!',
    'src/door/guarded.ts!',
    'src/write-library.ts!',
    'src/cli/write-code-caches.ts!',
    'src/schemas/write-schemas.ts!',
    'src/cli/commands/*.ts!',
    'src/attach/attach-worker.ts!',
    'src/io/replay/scan-thread.ts!',
    'src/io/config/schema/compile-schema.ts!',
    'src/io/log/nats/nats-engine.ts!',
    'src/schemas/write-validators.ts!',
    'src/dashboard/page/browser/main.ts!',
    'spec/bench/**/*.{ts,cjs}',
    'spec/live/chaos/{run,planted/planted}.ts',
    'spec/live/executor/fs-shim.cjs',
    'spec/transpiler.cjs',
  ],
  project: ['{src,operators,pipelines}/**/*.ts!', '{spec,bin}/**/*.{ts,cjs}'],
  // AssemblyScript: it imports and exports by rules of its own.
  ignore: ['src/io/decode/fast/wasm/**'],
  ignoreBinaries: [
    ...['jq', 'mkfifo', 'mount', 'umount', 'unshare'],
    ...['docker-compose', 'openssl', 'prometheus', 'promtool', 'supervisorctl', 'systemd-analyze'],
  ],
  // Both are called by .ci/check-package.
  ignoreDependencies: ['@arethetypeswrong/cli', 'publint'],
  // Without the specs, a part of a file that is exported only for the file's own spec is not dead: its file uses it.
  ignoreExportsUsedInFile: process.argv.includes('--production'),
};
