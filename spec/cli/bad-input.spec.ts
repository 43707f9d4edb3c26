import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { isObject } from '../../src/model/values/json';
import { CLOSES, DESK, fileAt, jsonLines, onDesk, replayAt, STATE_NAMES, statesOf } from './desk';
import { intel } from './intel';

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const HOSTILE: readonly (readonly [string, Buffer])[] = [
  ['bad_utf8', Buffer.from([0x7b, 0xff, 0x7d])],
  ['bad_json', Buffer.from("{'python': None}")],
  ['not_an_object', Buffer.from(deep(10_000))],
  ['forbidden_key', Buffer.from('{"__proto__":{"symbol":"X"}}')],
  ['unknown_event', Buffer.from('{"event_type":"order_closed","symbol":"X","ts":1700000000}')],
  ['bad_symbol', Buffer.from(`{"event_type":"order_close","symbol":${deep(10_000)},"ts":1700000000}`)],
  [
    'bad_pnl',
    Buffer.from('{"event_type":"order_close","symbol":"X","ts":1700000000,"realizedPnlUsd":"n/a"}'),
  ],
  ['bad_timestamp', Buffer.from('{"event_type":"order_close","symbol":"X","ts":"noon"}')],
  ['bad_symbol', Buffer.from('{"event_type":"order_close","symbol":" ","ts":1700000000}')],
  ['future', Buffer.from('{"event_type":"order_close","symbol":"X","ts":99999999999}')],
  ['oversize', Buffer.alloc(1_048_577, 0x78)],
];

describe('rows that cannot be used', () => {
  it('lie in quarantine with place, reason and bytes; the run goes on as if they were not there', async () => {
    const lines = CLOSES.trimEnd()
      .split('\n')
      .map((line) => Buffer.from(line));
    const woven = lines.flatMap((line, i) => [line, ...HOSTILE.slice(i, i + 1).map(([, bytes]) => bytes)]);
    const log = Buffer.concat(woven.flatMap((line) => [line, Buffer.from('\n')]));
    const lenient = { 'config/execution_intel.json': '{"max_bad_share": 0.5}' };
    await onDesk({ ...lenient, 'logs/execution/orders_executed.jsonl': log }, async (dir) => {
      const { code, err } = await intel(replayAt(dir));
      expect(code, err).to.equal(0);
      const faults = jsonLines(join(dir, 'out', 'quarantine.jsonl')).filter(isObject);
      expect(faults.map((fault) => fault['reason'])).to.deep.equal(HOSTILE.map(([reason]) => reason));
      for (const { source, file, segment, offset, length, raw, raw_b64: encoded, reason } of faults) {
        expect({ source, file, segment }).to.deep.equal({
          source: 'orders_executed',
          file: 'orders_executed.jsonl',
          segment: 0,
        });
        const bytes = log.subarray(Number(offset), Number(offset) + Number(length));
        const kept = typeof raw === 'string' ? Buffer.from(raw) : Buffer.from(String(encoded), 'base64');
        expect(kept.equals(reason === 'oversize' ? bytes.subarray(0, 4096) : bytes), String(reason)).to.equal(
          true,
        );
      }
      const first = statesOf(join(dir, 'out'));
      await onDesk(lenient, async (clean) => {
        await intel(replayAt(clean));
        expect(statesOf(join(clean, 'out'))).to.deep.equal(first);
      });
    });
  });
});

describe('snapshots', () => {
  const NAMES = ['nav', 'risk_snapshot', 'positions', 'router_health'];

  it('that are missing change nothing but what they would have told', async () => {
    await onDesk(
      { 'logs/state/nav.json': undefined, 'logs/state/positions.json': undefined },
      async (dir) => {
        const { code, err } = await intel(replayAt(dir));
        expect(code, err).to.equal(0);
        expect(
          fileAt(join(dir, 'out', 'risk_allocation_suggestions_v6.json'), 'global', 'risk_mode'),
        ).to.equal('cautious');
      },
    );
  });

  it('that are broken in any way are named and left out', async () => {
    await onDesk({}, async (dir) => {
      const contents = [
        '',
        '{"symbols": [{',
        '7',
        `{"symbols": ${deep(10_000)}, "series": ${deep(10_000)}}`,
        deep(10_000),
      ];
      const state = join(dir, 'logs', 'state');
      for (const content of contents) {
        for (const name of NAMES)
          execFileSync('tee', [join(state, `${name}.json`)], {
            input: content,
            stdio: ['pipe', 'ignore', 'ignore'],
          });
        const { code, err } = await intel(replayAt(dir));
        expect(code, `${content.slice(0, 20)}: ${err.slice(0, 500)}`).to.equal(0);
        expect(err).to.contain('nav.json');
        expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.equal(40);
      }
    });
  });

  it('that are directories or FIFOs are named and left out, and nothing waits', async () => {
    await onDesk({}, async (dir) => {
      for (const make of [mkdirSync, (path: string) => execFileSync('mkfifo', [path])]) {
        for (const name of NAMES) {
          const path = join(dir, 'logs', 'state', `${name}.json`);
          rmSync(path, { recursive: true, force: true });
          make(path);
        }
        const { code, err } = await intel(replayAt(dir));
        expect(code, err).to.equal(0);
        for (const name of NAMES) expect(err).to.contain(`${name}.json`);
      }
    });
  });
});

describe('logs', () => {
  it('without a trade, or without a row, give valid files', async () => {
    const ack = CLOSES.replaceAll('order_close', 'order_ack');
    for (const files of [
      { 'logs/execution/orders_executed.jsonl': ack },
      { 'logs/execution/orders_executed.jsonl': '', 'logs/execution/order_metrics.jsonl': '\n\n' },
      { 'logs/execution/orders_executed.jsonl': '', 'logs/execution/order_metrics.jsonl': undefined },
    ]) {
      await onDesk(files, async (dir) => {
        const { code, err } = await intel(replayAt(dir));
        expect(code, err).to.equal(0);
        expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.equal(0);
      });
    }
  });

  it('of a rotated chain give the same files as one log, and a half-written archive marks them', async () => {
    const lines = CLOSES.trimEnd()
      .split('\n')
      .map((line) => `${line}\n`);
    const part = (from: number, to: number): string => lines.slice(from, to).join('');
    const stem = 'logs/execution';
    const archive = gzipSync(part(0, 10));
    const rotated = {
      [`${stem}/archive/orders_executed.5.jsonl.gz`]: archive,
      [`${stem}/orders_executed.5.jsonl`]: part(0, 20),
      ...Object.fromEntries([4, 3, 2].map((number) => [`${stem}/orders_executed.${number}.jsonl`, ''])),
      [`${stem}/orders_executed.1.jsonl`]: part(20, 30),
      [`${stem}/orders_executed.jsonl`]: part(30, 40),
      [`${stem}/orders_executed.jsonlabc.tmp`]: 'torn',
      [`${stem}/orders_executed.6.jsonl`]: 'torn',
      [`${stem}/orders_executed.1.jsonl.bak`]: 'torn',
    };
    const files = await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      return statesOf(join(dir, 'out'));
    });
    await onDesk(rotated, async (dir) => {
      expect((await intel(replayAt(dir))).code).to.equal(0);
      expect(statesOf(join(dir, 'out'))).to.deep.equal(files);
    });
    await onDesk(
      { ...rotated, [`${stem}/archive/orders_executed.5.jsonl.gz`]: archive.subarray(0, -9) },
      async (dir) => {
        const { code, err } = await intel(replayAt(dir));
        expect(code, err).to.equal(0);
        expect(err).to.contain('orders_executed.5.jsonl.gz');
        for (const name of STATE_NAMES)
          expect(fileAt(join(dir, 'out', name), 'metadata', 'complete')).to.equal(false);
      },
    );
  });

  it('that are a directory are refused by name', async () => {
    await onDesk(
      {
        'logs/execution/orders_executed.jsonl': undefined,
        'logs/state/nav.json': DESK['logs/state/nav.json'],
      },
      async (dir) => {
        mkdirSync(join(dir, 'logs', 'execution', 'orders_executed.jsonl'));
        const { code, err } = await intel(replayAt(dir));
        expect(code).to.equal(4);
        expect(err).to.contain(join(dir, 'logs', 'execution', 'orders_executed.jsonl'));
      },
    );
  });
});
