import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadSnapshots } from '../../../src/io/snapshots/load-snapshots';
import { inTempDir, type Tree } from '../temp-dir';

const RECEIVED = 1_800_000_000_000;
const GOOD: Tree = {
  'nav.json': '{"equity": 5}',
  'risk_snapshot.json': '{"symbols": []}',
  'positions.json': '[]',
  'router_health.json': '{"symbols": {}}',
};
const KIND_OF: Readonly<Record<string, string>> = {
  'nav.json': 'equity',
  'risk_snapshot.json': 'risk',
  'positions.json': 'positions',
  'router_health.json': 'router',
};
const KINDS = Object.values(KIND_OF);

describe('loadSnapshots', () => {
  it('reads the files of the state directory', async () => {
    const { events, problems } = await inTempDir(GOOD, (dir) => loadSnapshots(dir, RECEIVED));
    expect(problems).to.deep.equal([]);
    expect(events.map(({ kind }) => kind)).to.deep.equal(KINDS);
  });

  it('a missing file, link or directory is nothing', async () => {
    await inTempDir({}, async (dir) => {
      expect(await loadSnapshots(join(dir, 'none'), RECEIVED)).to.deep.equal({ events: [], problems: [] });
      symlinkSync(join(dir, 'gone'), join(dir, 'nav.json'));
      expect(await loadSnapshots(dir, RECEIVED)).to.deep.equal({ events: [], problems: [] });
    });
  });

  it('follows a link to a file', async () => {
    await inTempDir({ 'real.json': '{"equity": 5}' }, async (dir) => {
      symlinkSync('real.json', join(dir, 'nav.json'));
      expect((await loadSnapshots(dir, RECEIVED)).events[0]).to.include({ equityUsd: 5 });
    });
  });

  it('NaN equity is an equity that cannot be read', async () => {
    const nav = '\ufeff{"equity": NaN, "drawdown_pct": 3}\r\n';
    const { events, problems } = await inTempDir({ 'nav.json': nav }, (dir) => loadSnapshots(dir, RECEIVED));
    expect(problems).to.deep.equal([]);
    expect(events[0]).to.include({ unreadable: true, equityUsd: undefined, drawdownPct: 3 });
  });

  const broken: Readonly<Record<string, string | Uint8Array>> = {
    empty: '',
    'half written': '{"symbols": [{"sym',
    'no UTF-8': Buffer.from('7b22ff223a317d', 'hex'),
    'a number': '7',
    null: 'null',
  };

  for (const [name, kind] of Object.entries(KIND_OF)) {
    const others = KINDS.filter((other) => other !== kind);

    it(`names a broken ${name}, leaves it out and goes on`, async () => {
      for (const [how, content] of Object.entries(broken)) {
        const { events, problems } = await inTempDir({ ...GOOD, [name]: content }, (dir) =>
          loadSnapshots(dir, RECEIVED),
        );
        expect(problems, how).to.have.length(1);
        expect(problems[0]?.message, how).to.contain(name);
        expect(problems[0]?.code, how).to.equal(`${name.slice(0, -5)}_unusable`);
        expect(
          events.map((event) => event.kind),
          how,
        ).to.deep.equal(others);
      }
    });

    it(`a directory or a FIFO in place of ${name} is a broken file, and nothing waits for it`, async () => {
      for (const make of [mkdirSync, makeFifo]) {
        await inTempDir({}, async (dir) => {
          make(join(dir, name));
          const { events, problems } = await loadSnapshots(dir, RECEIVED);
          expect(events).to.deep.equal([]);
          expect(problems[0]?.message).to.contain(name);
        });
      }
    });
  }

  it('any depth of nesting is read or refused, never a crash', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    for (const name of Object.keys(GOOD)) {
      for (const content of [
        deep,
        `{"symbols": ${deep}}`,
        `{"x": ${deep}}`,
        `{"positions": ${deep}, "updated_ts": ${deep}}`,
      ]) {
        const { events, problems } = await inTempDir({ [name]: content }, (dir) =>
          loadSnapshots(dir, RECEIVED),
        );
        for (const list of [events, problems])
          expect(list.length, `${name} ${content.slice(0, 20)}`).to.be.lessThan(2);
      }
    }
  });

  it('names a field that is no number, and uses the others', async () => {
    const { events, problems } = await inTempDir(
      { 'nav.json': '{"peak_equity": "high", "nav": "5"}' },
      (dir) => loadSnapshots(dir, RECEIVED),
    );
    expect(problems).to.have.length(1);
    expect(problems[0]?.code).to.equal('nav_mistyped');
    expect(problems[0]?.message).to.contain('peak_equity was "high"').and.contain('number');
    expect(events[0]).to.include({ equityUsd: 5, peakUsd: undefined });
  });

  it('reads nav_log.json, which lies beside the state directory', async () => {
    const log = '[{"t": 1762316089.969, "nav": 3870.0}, {"t": 1762316149.969, "nav": "x"}]';
    const { events, problems } = await inTempDir({ 'nav_log.json': log }, (dir) =>
      loadSnapshots(join(dir, 'state'), RECEIVED),
    );
    expect(events).to.have.length(1);
    expect(events[0]).to.include({ ts: 1_762_316_089_969, equityUsd: 3870, origin: 'series' });
    expect(problems.map(({ code }) => code)).to.deep.equal(['nav_log_mistyped']);
    const broken = await inTempDir({ 'nav_log.json': '{}' }, (dir) =>
      loadSnapshots(join(dir, 'state'), RECEIVED),
    );
    expect(broken.problems.map(({ code }) => code)).to.deep.equal(['nav_log_unusable']);
  });
});

function makeFifo(path: string): void {
  execFileSync('mkfifo', [path]);
}
