import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../../operators/files/state-files';
import type { Frame } from '../../../pipelines/graph/decide';
import { ReplayPublisher, type ReplayOutputs } from '../../../pipelines/publish/replay-publisher';
import { planWrites, rulesOf } from '../../../pipelines/publish/write-plan';
import { replay } from '../../../pipelines/replay/replay';
import { loadDesk } from '../../../src/io/config/load-desk';
import type { Fault } from '../../../src/io/decode/fault';
import { UsageError } from '../../../src/io/files/failures';
import { settingsFrom } from '../../../src/model/fund/settings';
import { isoUtc, MINUTE } from '../../../src/model/values/time';
import { refused } from '../../io/refused';
import { onSmallDisk } from '../../io/small-disk';
import { inTempDir } from '../../io/temp-dir';

const ROOT = resolve(__dirname, '..', '..', '..');
const NAMES = Object.values(STATE_FILES);
const settings = settingsFrom();

const lines = (dir: string, name: string): readonly string[] =>
  readFileSync(join(dir, name), 'utf8').split('\n').slice(0, -1);

function fault(n: number, raw = '{"torn'): Fault {
  const place = { source: 'orders_executed', file: 'orders_executed.1.jsonl', segment: 1, offset: n };
  return { ...place, length: raw.length, reason: 'bad_json', detail: 'd', raw };
}

/** Runs `use` on a publisher, which is given up where that fails. */
async function publishing(
  dir: string,
  outputs: Partial<ReplayOutputs>,
  use: (publisher: ReplayPublisher) => unknown,
): Promise<void> {
  const none = { quarantine: false, history: false, force: undefined };
  const publisher = await ReplayPublisher.open(dir, { ...none, ...outputs });
  try {
    await use(publisher);
  } catch (error) {
    publisher.abort();
    throw error;
  }
}

describe('ReplayPublisher', () => {
  let sample: Frame;
  before(async () => {
    const { desk } = await loadDesk(join(ROOT, 'config'));
    if (desk === undefined) throw new Error('the bundled config is not usable');
    ({ frame: sample } = await replay({
      logs: join(ROOT, 'logs', 'sample'),
      desk,
      now: Date.UTC(2026, 5, 1),
    }));
  });

  /** The frame of the bundled history, said to be of another moment. */
  function frameAt(asOf: number): Frame {
    const stamped = Object.entries(sample.files).map(([key, answer]) => [
      key,
      answer.kind === 'failed' ? answer : { ...answer, value: { ...answer.value, as_of: isoUtc(asOf) } },
    ]);
    return {
      ...sample,
      asOf,
      files: { ...sample.files, ...(Object.fromEntries(stamped) as Frame['files']) },
    };
  }

  it('writes the files of the last frame, and no others unless they are asked for', async () => {
    await inTempDir({}, async (dir) => {
      await publishing(dir, {}, async (publisher) => {
        publisher.answer(frameAt(MINUTE), settings);
        await publisher.commit(frameAt(2 * MINUTE));
      });
      expect(readdirSync(dir).sort()).to.deep.equal([...NAMES].sort());
      expect(readFileSync(join(dir, STATE_FILES.scores), 'utf8')).to.contain(isoUtc(2 * MINUTE));
    });
  });

  it('notes each replacement in the history once, and the last frame where nothing but its stamps changed too', async () => {
    await inTempDir({ 'history/published.jsonl': 'old\n' }, async (dir) => {
      await publishing(dir, { history: true }, async (publisher) => {
        for (const n of [1, 2]) publisher.answer(frameAt(n * MINUTE), settings);
        expect(lines(dir, 'history/published.jsonl')).to.deep.equal(['old']);
        await publisher.commit(frameAt(2 * MINUTE));
      });
      const noted = lines(dir, 'history/published.jsonl').map((line) => JSON.parse(line) as object);
      expect(noted).to.have.length(8);
      const bytes = readFileSync(join(dir, STATE_FILES.allocation));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(noted).to.deep.include({ file: STATE_FILES.allocation, as_of: isoUtc(2 * MINUTE), sha256 });
      await publishing(dir, { history: true }, async (publisher) => {
        publisher.answer(frameAt(3 * MINUTE), settings);
        await publisher.commit(frameAt(3 * MINUTE));
      });
      expect(lines(dir, 'history/published.jsonl')).to.have.length(4);
    });
  });

  it('stamps what is unchanged anew at the first tick from each multiple of republish_every on', () => {
    let digests = planWrites(frameAt(90_000), {}, rulesOf(settings)).digests;
    const due = (asOf: number): number => {
      const plan = planWrites(frameAt(asOf), digests, rulesOf(settings));
      digests = plan.digests;
      return plan.publications.length;
    };
    const files = NAMES.length;
    expect([100_000, 119_999, 120_001, 179_999, 180_000, 500_000].map(due)).to.deep.equal([
      ...[0, 0, files, 0, files, files],
    ]);
  });

  it('keeps the whole content of each file at multiples of history_every', async () => {
    await inTempDir({}, async (dir) => {
      await publishing(dir, { history: true }, async (publisher) => {
        for (const n of [59, 60, 61, 120]) publisher.answer(frameAt(n * MINUTE), settings);
        await publisher.commit(frameAt(120 * MINUTE));
      });
      const kept = lines(dir, 'history/symbol_scores_v6.jsonl');
      expect(kept).to.have.length(2);
      expect(`${kept[1] ?? ''}\n`).to.equal(readFileSync(join(dir, STATE_FILES.scores), 'utf8'));
    });
  });

  it('writes the quarantine anew: a line for each row in order, an empty file for none', async () => {
    await inTempDir({ 'quarantine.jsonl': 'old\n' }, async (dir) => {
      const faults = Array.from({ length: 5000 }, (_, n) => fault(n, 'x'.repeat(50)));
      await publishing(dir, { quarantine: true }, async (publisher) => {
        for (const one of faults) publisher.quarantine(one);
        await publisher.commit(frameAt(MINUTE));
      });
      expect(lines(dir, 'quarantine.jsonl').map((line): unknown => JSON.parse(line))).to.deep.equal(faults);
      await publishing(dir, { quarantine: true }, (publisher) => publisher.commit(frameAt(MINUTE)));
      expect(readFileSync(join(dir, 'quarantine.jsonl'), 'utf8')).to.equal('');
    });
  });

  it('aborted leaves the earlier files and no draft', async () => {
    const old = {
      'quarantine.jsonl': 'old\n',
      'history/published.jsonl': 'old\n',
      'history/x.jsonl': 'old\n',
    };
    await inTempDir(old, async (dir) => {
      const publisher = await ReplayPublisher.open(dir, {
        quarantine: true,
        history: true,
        force: undefined,
      });
      publisher.quarantine(fault(1));
      publisher.answer(frameAt(60 * MINUTE), settings);
      publisher.abort();
      const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.includes('.'),
      );
      expect(files.sort()).to.deep.equal(Object.keys(old).sort());
      for (const name of files) expect(lines(dir, name)).to.deep.equal(['old']);
    });
  });

  it('replaces nothing where a place is taken, and names that', async () => {
    await inTempDir({}, async (dir) => {
      await publishing(dir, { quarantine: true, history: true }, (publisher) =>
        publisher.commit(frameAt(MINUTE)),
      );
      const before = readFileSync(join(dir, STATE_FILES.scores), 'utf8');
      const late = async (publisher: ReplayPublisher): Promise<void> => {
        rmSync(join(dir, STATE_FILES.allocation));
        mkdirSync(join(dir, STATE_FILES.allocation));
        await publisher.commit(frameAt(2 * MINUTE));
      };
      await refused(join(dir, STATE_FILES.allocation), () => publishing(dir, { quarantine: true }, late));
      expect(readFileSync(join(dir, STATE_FILES.scores), 'utf8')).to.equal(before);
      expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).to.deep.equal([]);
    });
  });

  it('refuses to replace what is of a later time, unless forced', async () => {
    await inTempDir({}, async (dir) => {
      const at = (asOf: number, force: boolean): Promise<void> =>
        publishing(dir, { quarantine: true, force }, (publisher) => publisher.commit(frameAt(asOf)));
      await at(2 * MINUTE, false);
      writeFileSync(join(dir, 'quarantine.jsonl'), 'kept');
      const error: unknown = await at(MINUTE, false).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(UsageError);
      expect(readFileSync(join(dir, 'quarantine.jsonl'), 'utf8')).to.equal('kept');
      await at(MINUTE, true);
      expect(readFileSync(join(dir, STATE_FILES.scores), 'utf8')).to.contain(isoUtc(MINUTE));
    });
  });

  it('on a full disk says so to who adds or commits', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      for (const count of [200, 5000]) {
        await refused(join(dir, 'quarantine.jsonl'), () =>
          publishing(dir, { quarantine: true }, async (publisher) => {
            for (let n = 0; n < count; n++) publisher.quarantine(fault(n, 'x'.repeat(500)));
            await publisher.commit(frameAt(MINUTE));
          }),
        );
        expect(existsSync(join(dir, STATE_FILES.scores))).to.equal(false);
        expect(readdirSync(dir)).to.deep.equal([]);
      }
    });
    if (!tried) this.skip();
  });
});
