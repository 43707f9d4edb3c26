import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import type { Frame } from '../../../pipelines/graph/decide';
import { Publisher } from '../../../pipelines/publish/publisher';
import { liveRulesOf, planWrites, type PublishedDigests } from '../../../pipelines/publish/write-plan';
import { replay } from '../../../pipelines/replay/replay';
import { loadDesk } from '../../../src/io/config/load-desk';
import { Incidents, type Incident } from '../../../src/io/publish/incidents';
import { LiveOutputs } from '../../../src/io/publish/live-outputs';
import { StateWriter } from '../../../src/io/publish/state-writer';
import { STATE_FILES } from '../../../operators/files/state-files';
import { publicationIntervalMs } from '../../../src/model/fund/publication-interval';
import { durationMs, settingsFrom } from '../../../src/model/fund/settings';
import { countTurns } from '../../io/turns';
import { inMemoryDir } from '../../live/drive';

const ROOT = resolve(__dirname, '..', '..', '..');
const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };
const MINUTE = 60_000;

/** A frame of the bundled history, said to be of another moment. */
async function frameOfSample(): Promise<(asOf: number) => Frame> {
  const { desk } = await loadDesk(join(ROOT, 'config'));
  if (desk === undefined) throw new Error('the bundled config is not usable');
  const { frame } = await replay({ logs: join(ROOT, 'logs', 'sample'), desk, now: Date.UTC(2026, 5, 1) });
  return (asOf) => ({ ...frame, asOf });
}

interface Desk {
  readonly dir: string;
  readonly publisher: Publisher;
  readonly told: readonly Incident[];
  readonly incidents: Incidents;
}

async function withPublisher(use: (desk: Desk) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const told: Incident[] = [];
    const incidents = new Incidents((incident) => told.push(incident));
    const outputs = await LiveOutputs.open(dir, Object.values(STATE_FILES), {});
    const publisher = new Publisher(new StateWriter(dir), outputs, incidents, GATES, {}, 0);
    await use({ dir, publisher, told, incidents });
  });
}

const published = (dir: string): readonly string[] =>
  readFileSync(join(dir, 'history', 'published.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1);

describe('Publisher', () => {
  const settings = settingsFrom();
  let frameAt: (asOf: number) => Frame;
  before(async () => {
    frameAt = await frameOfSample();
  });

  it('replaces each file that is due, and notes it', () =>
    withPublisher(async ({ dir, publisher }) => {
      await publisher.answer(frameAt(MINUTE), settings);
      for (const name of Object.values(STATE_FILES)) expect(existsSync(join(dir, name)), name).to.equal(true);
      expect(published(dir)).to.have.length(4);
      await publisher.answer(frameAt(MINUTE + 5000), settings);
      expect(published(dir)).to.have.length(4);
      await publisher.answer(frameAt(2 * MINUTE), settings);
      expect(published(dir)).to.have.length(8);
    }));

  for (const [tick, republish_every, scores] of [
    ['5s', '60s', '1s'],
    ['7s', '60s', '1s'],
    ['4s', '61s', '6s'],
    ['5s', '20s', '45s'],
  ] as const)
    it(`a file that stays the same is published within its interval (tick ${tick}, ${republish_every}, refresh ${scores})`, () => {
      const own = settingsFrom({ tick, republish_every, refresh: { scores } });
      const rules = liveRulesOf(own, new Set(['scores'] as const), new Set());
      const times: number[] = [];
      let digests: PublishedDigests = {};
      for (let asOf = 0; asOf <= 10 * MINUTE; asOf += durationMs(tick)) {
        const plan = planWrites(frameAt(asOf), digests, rules);
        digests = plan.digests;
        if (plan.publications.length > 0) times.push(asOf);
      }
      const everyMs = publicationIntervalMs('scores', own);
      const gaps = times.slice(1).map((ts, i) => ts - (times[i] ?? 0));
      expect(Math.max(...gaps)).to.equal(everyMs);
      const multiples = times.map((ts) => Math.floor(ts / durationMs(republish_every)));
      expect(new Set(multiples).size, 'no more than once from one multiple to the next').to.equal(
        times.length,
      );
    });

  it('a stage that failed leaves its file as it was, the others go on; it is told once and counted', () =>
    withPublisher(async ({ dir, publisher, told, incidents }) => {
      await publisher.answer(frameAt(MINUTE), settings);
      const stands = readFileSync(join(dir, STATE_FILES.allocation), 'utf8');
      for (const asOf of [2 * MINUTE, 3 * MINUTE]) {
        const frame = frameAt(asOf);
        const allocation = { kind: 'failed', asOf, stage: 'allocation', message: 'no' } as const;
        await publisher.answer({ ...frame, files: { ...frame.files, allocation } }, settings);
      }
      expect(readFileSync(join(dir, STATE_FILES.allocation), 'utf8')).to.equal(stands);
      expect(published(dir)).to.have.length(4 + 2 * 3);
      expect(publisher.health().failed_stages).to.equal(2);
      expect(told).to.have.length(1);
      expect(told[0]?.message).to.contain('stage allocation failed: no');
      await publisher.answer(frameAt(4 * MINUTE), settings);
      expect(incidents.open).to.deep.equal({});
    }));

  it('what the disk does not take stays due until it does', () =>
    withPublisher(async ({ dir, publisher, incidents }) => {
      mkdirSync(join(dir, STATE_FILES.scores, 'in the way'), { recursive: true });
      await publisher.answer(frameAt(MINUTE), settings);
      expect(incidents.open['publish']).to.contain(STATE_FILES.scores);
      expect(existsSync(join(dir, STATE_FILES.expectancy))).to.equal(false);
      rmSync(join(dir, STATE_FILES.scores), { recursive: true });
      await publisher.answer(frameAt(MINUTE + 5000), settings);
      expect(published(dir)).to.have.length(4);
      expect(incidents.open).to.deep.equal({});
    }));

  it('gives the thread up after the frame, and again before the files are written', () =>
    inMemoryDir(async (dir) => {
      const turns = countTurns();
      let atWrite = NaN;
      class Writer extends StateWriter {
        override write(files: Parameters<StateWriter['write']>[0]): ReturnType<StateWriter['write']> {
          atWrite = turns.count();
          return super.write(files);
        }
      }
      const outputs = await LiveOutputs.open(dir, Object.values(STATE_FILES), {});
      const publisher = new Publisher(new Writer(dir), outputs, new Incidents(() => undefined), GATES, {}, 0);
      const before = turns.count();
      await publisher.answer(frameAt(MINUTE), settings);
      turns.stop();
      expect(atWrite - before).to.be.at.least(4);
    }));

  it('never goes back: a moment that was published already is not published again', () =>
    withPublisher(async ({ dir, publisher }) => {
      await publisher.answer(frameAt(3 * MINUTE), settings);
      writeFileSync(join(dir, STATE_FILES.scores), 'as it lies');
      await publisher.answer(frameAt(MINUTE), settings);
      expect(readFileSync(join(dir, STATE_FILES.scores), 'utf8')).to.equal('as it lies');
    }));

  it('keeps the whole content of each file at multiples of history_every', () =>
    withPublisher(async ({ dir, publisher }) => {
      for (const asOf of [59 * MINUTE, 60 * MINUTE, 61 * MINUTE, 120 * MINUTE])
        await publisher.answer(frameAt(asOf), settings);
      const lines = readFileSync(join(dir, 'history', 'symbol_scores_v6.jsonl'), 'utf8').split('\n');
      expect(lines.slice(0, -1)).to.have.length(2);
    }));
});
