import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ask, until } from '../dashboard/asking';
import { withState } from '../dashboard/states';
import { builtCli, ROOT } from './built';
import { at, onDesk, replayAt } from './desk';
import { intel } from './intel';

/** Runs `intel` until `use` is done, then ends it as a service manager does; gives its exit code. */
async function running(
  args: readonly string[],
  use: (told: () => string) => Promise<void>,
  env: NodeJS.ProcessEnv = {},
): Promise<number | null> {
  const child: ChildProcess = spawn(process.execPath, [builtCli(), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    await use(() => text);
  } finally {
    child.kill('SIGTERM');
  }
  return ended;
}

const URL_TOLD = /http:\/\/127\.0\.0\.1:\d+\//;

describe('intel dashboard', () => {
  it('says where it is, serves, and ends well on SIGTERM', () =>
    withState(async (dir) => {
      const args = ['dashboard', '--state', dir, '--port', '0', '--stale-after', '90000d'];
      const code = await running(args, async (told) => {
        await until(() => URL_TOLD.test(told()));
        const url = URL_TOLD.exec(told())?.[0] ?? '';
        expect((await ask(url, '/healthz')).status).to.equal(200);
        const index = await ask(url, '/');
        expect([index.status, index.headers['content-type']]).to.deep.equal([
          200,
          'text/html; charset=utf-8',
        ]);
        for (const path of ['/page.js', '/page.css']) expect((await ask(url, path)).status).to.equal(200);
      });
      expect(code).to.equal(0);
    }));

  it('refuses to be seen by other machines, and options that make no sense', async () => {
    for (const [args, told] of [
      [['--host', '0.0.0.0'], 'SSH tunnel'],
      [['--port', '70000'], '0 to 65535'],
      [['--port', 'x'], 'a whole number'],
      [['--stale-after', 'soon'], 'such as 1h'],
    ] as const) {
      const { code, err } = await intel(['dashboard', '--state', tmpdir(), ...args]);
      expect([code, err.includes(told)], told).to.deep.equal([1, true]);
    }
  });

  it('says when the port is taken: exit code 4', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { code, err } = await intel(['dashboard', '--state', tmpdir(), '--port', String(port)]);
    other.close();
    expect([code, err.includes('the port is in use')]).to.deep.equal([4, true]);
  });
});

describe('intel live --dashboard', () => {
  it('serves the page of what it publishes, and ends with it', () =>
    onDesk({}, async (dir) => {
      const gates = ['INTEL_V6', 'ROUTER_AUTOTUNE_V6', 'FEEDBACK_ALLOCATOR_V6'];
      const env = Object.fromEntries(gates.map((gate) => [`${gate}_ENABLED`, '1']));
      const args = ['live', ...at(dir, 'logs', 'config', 'out'), '--dashboard', '0'];
      const code = await running(
        args,
        async (told) => {
          await until(() => URL_TOLD.test(told()));
          const url = URL_TOLD.exec(told())?.[0] ?? '';
          await until(async () => (await ask(url, '/api/page')).body.includes('"running":true'));
        },
        env,
      );
      expect(code).to.equal(0);
    }));
});

describe('intel report', () => {
  it('writes one file that loads nothing, and tells of problems on stderr', () =>
    onDesk({}, async (dir) => {
      await intel(replayAt(dir, '--every', '1h'));
      const path = join(dir, 'report.html');
      const args = ['report', '--state', join(dir, 'out'), '--out', path];
      const { code, out, err } = await intel(args);
      expect({ code, out }).to.deep.equal({ code: 0, out: `${path}\n` });
      expect(err).to.contain('info: A replay as of 20');
      const html = readFileSync(path, 'utf8');
      expect(html)
        .to.contain('BTCUSDT')
        .and.to.not.match(/<(script|link|img)[^>]+(src|href)="(?!data:)/);
      expect((await intel([...args, '--at', '2001-01-01'])).code).to.equal(1);
    }));

  it('of a directory without a state file writes none', () =>
    onDesk({}, async (dir) => {
      const path = join(dir, 'report.html');
      const { code, err } = await intel(['report', '--state', join(dir, 'logs'), '--out', path]);
      expect([code, err.includes('run `intel replay` first'), existsSync(path)]).to.deep.equal([
        1,
        true,
        false,
      ]);
    }));
});
