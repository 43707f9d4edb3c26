import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { loadDesk, replay, replayJournal, startDashboard, verify, type Frame } from '../../src/index';
import { contentsOf } from '../cli/desk';
import { intel } from '../cli/intel';
import { deskOf, inTemporary, replayWorld, writeDesk } from '../contract/replayed';
import { worldOf } from '../contract/random/world';
import { sharedData } from '../contract/shared-data';
import { plant } from '../io/temp-dir';
import { isObject } from '../../src/model/values/json';
import { runsOf } from '../campaign';

/**
 * A scaffold for the time in which the layout changes and nothing published may: sha256 of outputs, part by part, as
 * they were before the first move. `UPDATE_CORPUS=1` notes them anew.
 */

const ROOT = resolve(__dirname, '..', '..');
const HELD = join(__dirname, 'corpus.json');
const JOURNALS = join(__dirname, 'journals');
const UPDATE = process.env['UPDATE_CORPUS'] === '1';
const SAMPLE = join(ROOT, 'logs', 'sample');
const CONFIG = join(ROOT, 'config');
const NOW = Date.UTC(2026, 1, 1);
const RUNS = runsOf('corpus');

const held: Record<string, string> = JSON.parse(readFileSync(HELD, 'utf8')) as Record<string, string>;

function digest(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return createHash('sha256').update(text).digest('hex');
}

function hold(part: string, value: unknown): void {
  const found = digest(value);
  if (UPDATE) held[part] = found;
  else expect(found, part).to.equal(held[part]);
}

// Frames hold own types whose fields are no contract: only what is published counts.
function frameText(frame: Frame): string {
  return JSON.stringify(
    Object.values(frame.files).map((file) => (file.kind === 'answered' ? file.value : 'failed')),
  );
}

async function replayed(logs: string, config: string, everyMs?: number, window?: string): Promise<unknown> {
  return inTemporary(async (out) => {
    const { desk } = await loadDesk(config, window);
    if (desk === undefined) throw new Error('the config is broken');
    await replay({ logs, desk, out, everyMs, now: NOW });
    return contentsOf(out);
  });
}

function answerOf(url: string): Promise<string> {
  return new Promise((done, failed) => {
    get(url, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        done(`${response.statusCode ?? 0} ${Buffer.concat(chunks).toString()}`);
      });
    }).on('error', failed);
  });
}

describe('nothing published changes', function () {
  this.timeout(600_000);
  after(() => {
    if (UPDATE) writeFileSync(HELD, `${JSON.stringify(held, null, 1)}\n`);
  });

  it('replay of the sample', async () => {
    hold('sample', await replayed(SAMPLE, CONFIG));
    hold('sample every 1h', await replayed(SAMPLE, CONFIG, 3_600_000));
  });

  it('replay of real trades', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const [logs, config] = [join(real, 'logs'), join(real, 'config')];
    hold('real 60d', await replayed(logs, config, undefined, '60d'));
    hold('real every 1d', await replayed(logs, config, 86_400_000));
  });

  it('random worlds', async () => {
    for (let seed = 1; seed <= RUNS; seed++) hold(`world ${seed}`, await replayWorld(worldOf(seed)));
  });

  it('random worlds through files, with bad rows quarantined and ticks each 6 h', async () => {
    for (let seed = 301; seed <= 300 + RUNS / 5; seed++) {
      const world = worldOf(seed);
      await inTemporary(async (dir) => {
        await writeDesk(dir, world);
        const out = join(dir, 'out');
        const desk = await deskOf(dir);
        const options = { asOf: world.asOf, now: world.now, everyMs: 21_600_000, force: true };
        const { tally, counts, notes } = await replay({ logs: join(dir, 'logs'), desk, out, ...options });
        const said = notes.map((note) => note.replaceAll(dir, 'DIR'));
        const files = JSON.stringify(contentsOf(out)).replaceAll(dir, 'DIR');
        hold(`files of world ${seed}`, [files, tally, counts, said]);
      });
    }
  });

  it('simulated histories', async () => {
    for (let seed = 1; seed <= RUNS / 10; seed++)
      await inTemporary(async (dir) => {
        const [logs, config] = [join(dir, 'logs'), join(dir, 'config')];
        await intel(['simulate', '--seed', `${seed}`, '--days', '6', '--out', logs, '--config', config]);
        hold(`simulate ${seed}`, [contentsOf(logs), contentsOf(config)]);
        hold(`simulate ${seed} one tick`, await replayed(logs, config));
        hold(`simulate ${seed} every 12h`, await replayed(logs, config, 43_200_000));
      });
  });

  it('recorded journals', async () => {
    const packed = gunzipSync(readFileSync(`${JOURNALS}.json.gz`)).toString();
    const recorded = JSON.parse(packed) as Record<string, Record<string, string>>;
    for (const [name, files] of Object.entries(recorded))
      await inTemporary(async (dir) => {
        const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text, 'latin1')]);
        plant(dir, Object.fromEntries(bytes) as Readonly<Record<string, Buffer>>);
        const journal = join(dir, 'journal');
        const verified = JSON.stringify(await verify(journal, join(dir, 'out')));
        hold(`journal ${name} verified`, verified.replaceAll(dir, 'DIR'));
        const out = join(dir, 'again');
        const frames: string[] = [];
        const onFrame = (frame: Frame): number => frames.push(frameText(frame));
        const { ticks, lateRows, notes } = await replayJournal({ journal, out, onFrame });
        const said = JSON.stringify(notes).replaceAll(dir, 'DIR');
        hold(`journal ${name} replayed`, [contentsOf(out), frames, ticks, lateRows, said]);
      });
  });

  it('what the commands print, and the API', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'intel-corpus-'));
    const state = join(dir, 'state');
    const print = async (...args: readonly string[]): Promise<void> => {
      const { code, out, err } = await intel(args);
      hold(`intel ${args.join(' ').replaceAll(dir, 'DIR')}`, [code, ...[out, err].map(plain)]);
    };
    const plain = (text: string): string =>
      text
        .replaceAll(dir, 'DIR')
        .replaceAll(ROOT, 'ROOT')
        .replace(/[\d.]+ (ms|s|rows\/s)\b/g, 'TIME');
    const at = ['--logs', 'logs/sample', '--config', 'config'];
    try {
      await print('replay', ...at, '--out', state, '--every', '12h');
      await print('replay', ...at, '--out', state, '--json');
      await print('check', ...at);
      await print('check', ...at, '--json');
      await print('trades', ...at);
      await print('trades', 'BTCUSDT', ...at);
      await print('trades', ...at, '--json');
      await print('trades', ...at, '--csv');
      await print('probe', '--state', state, '--config', 'config');
      await print('probe', '--state', state, '--config', 'config', '--json');
      await print('status', '--state', state);
      for (const symbol of symbolsOf(state)) {
        await print('explain', symbol, '--state', state);
        await print('explain', symbol, '--state', state, '--json');
      }
      await print('simulate', '--seed', '3', '--days', '2', '--out', join(dir, 'made'));
      const dashboard = await startDashboard({
        state,
        host: '127.0.0.1',
        port: 0,
        staleAfterMs: 180_000,
        now: () => NOW,
        onError: (error) => {
          throw error;
        },
      });
      const addresses = [
        'page',
        'table',
        'top',
        'expectancy/strategy',
        'expectancy/regime',
        'expectancy/hour',
      ];
      for (const name of [...addresses, 'allocation', 'risk', 'health', 'frames'])
        hold(`api ${name}`, plain(await answerOf(`${dashboard.url}/api/${name}`)));
      for (const symbol of symbolsOf(state))
        hold(`api explain ${symbol}`, await answerOf(`${dashboard.url}/api/explanation?symbol=${symbol}`));
      await dashboard.close();
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

function symbolsOf(state: string): readonly string[] {
  const file: unknown = JSON.parse(readFileSync(join(state, 'symbol_scores_v6.json'), 'utf8'));
  if (!isObject(file) || !Array.isArray(file['symbols'])) throw new Error('no symbols');
  return file['symbols'].map((row: unknown) => (isObject(row) ? String(row['symbol']) : ''));
}
