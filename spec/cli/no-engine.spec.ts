import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { GATES } from '../bench/hosted';
import { isTicking, withLive } from '../bench/live-child';
import { inTempDir } from '../io/temp-dir';
import { engineFile } from '../io/log/nats/nats-fund';
import { intelProcess } from './intel';

/** Without an engine nothing of one is loaded (law L9). */

/** Runs with a hook that notes which modules a process has loaded when it ends; those of an engine's client. */
async function clientModules(run: (env: NodeJS.ProcessEnv) => Promise<unknown>): Promise<readonly string[]> {
  return inTempDir({}, async (dir) => {
    const [hook, list] = [join(dir, 'hook.cjs'), join(dir, 'loaded')];
    const note = `require('node:fs').writeFileSync(${JSON.stringify(list)}, Object.keys(require.cache).join('\\n'))`;
    writeFileSync(hook, `process.on('exit', () => ${note});`);
    await run({ NODE_OPTIONS: `--require=${hook}` });
    const loaded = readFileSync(list, 'utf8').split('\n');
    expect(loaded).to.not.have.length(0);
    return loaded.filter((path) => path.includes('@nats-io'));
  });
}

describe('without an engine', () => {
  it('replay loads no module of one', async () => {
    const run = (env: NodeJS.ProcessEnv): Promise<unknown> =>
      inTempDir({}, async (dir) => {
        const { code } = await intelProcess(['replay', '--logs', 'logs/sample', '--out', dir], { env });
        expect(code).to.equal(0);
      });
    expect(await clientModules(run)).to.deep.equal([]);
  });

  it('live loads no module of one', async () => {
    const run = (env: NodeJS.ProcessEnv): Promise<void> =>
      withLive({ env: { ...GATES, ...env } }, async (live, dir) => {
        expect(await isTicking(dir)).to.equal(true);
        expect(await live.signal('SIGTERM')).to.equal(0);
      });
    expect(await clientModules(run)).to.deep.equal([]);
  });

  it('and with one they are loaded: the notes tell the two apart', async () => {
    const run = (env: NodeJS.ProcessEnv): Promise<unknown> =>
      inTempDir({}, async (dir) => {
        const file = engineFile(dir, { servers: ['tls://localhost:1'], ca: 'none' });
        const { code } = await intelProcess(['engine', 'check', '--engine', file], { env });
        expect(code).to.equal(4);
      });
    expect((await clientModules(run)).length).to.be.above(10);
  });
});
