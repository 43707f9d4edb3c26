import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { verify } from '../../../pipelines/journal/verify';
import type { Arrival, CommitRecord, OldOutputs } from '../../../src/io/journal/journal-records';
import { commitText } from '../../../src/io/journal/journal-text';
import { commitsSince } from '../../../src/io/journal/read-journal';
import { readStandingFile } from '../../../src/io/publish/standing-file';
import { failure, killedAt, watchingCalls, type Call } from '../../io/fs-calls';
import { asWritten } from '../../io/journal/journal-made';
import { Drive, inMemoryDir } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';

/** What the follower leaves in its directory, whatever it ends at. */

const START = Date.UTC(2026, 0, 20, 9);
const SETTINGS = {
  tick: '5s',
  lateness: '2s',
  windows: ['1h'],
  horizon: '2h',
  republish_every: '5s',
  history_every: '5s',
};
const FIRST = START + 7001;
const SECOND_TICK = START + 12_001;
const UNUSABLE = '{"event_type":"order_close","ts":"yesterday"}';
/** Calls that change a file; what is killed before one of the others leaves what it leaves before the next of these. */
const CHANGES = /^(writeFile|rename|truncate|unlink)$/;
const SEGMENT = '2026-01-20.jsonl';

/** All that is in the output directory but the status and the lock, by name. */
function filesOf({ out }: Drive): ReadonlyMap<string, string> {
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') || name.endsWith('.jsonl'))
    .filter((name) => name !== 'intel_status.json' && name !== 'standing.json');
  return new Map(names.sort().map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

/** A life up to just before a tick with a new trade and a row that cannot be used, killed there. */
async function before(dir: string): Promise<void> {
  const drive = new Drive(dir, SETTINGS, START);
  await drive.lookAt(START);
  drive.orders.append(UNUSABLE);
  await drive.lookAt(START + 2001);
  drive.metrics.append(metricRow(1, START + 3000));
  drive.orders.append(closeRow(1, START + 3001));
  drive.orders.append(UNUSABLE);
  drive.crash();
}

/** Runs `use` on a copy of that life. */
async function onCopy<T>(base: string, use: (drive: Drive) => Promise<T>): Promise<T> {
  return inMemoryDir(async (dir) => {
    cpSync(base, dir, { recursive: true });
    return use(new Drive(dir, SETTINGS, START));
  });
}

/** Two ticks and the end. */
async function livesOn(drive: Drive): Promise<ReadonlyMap<string, string>> {
  for (const at of [FIRST, SECOND_TICK]) await drive.lookAt(at);
  await drive.close();
  return filesOf(drive);
}

/** Makes the last commit one of the earlier build, which held the state of the outputs too, and removes standing.json. */
async function asBefore(drive: Drive, old: OldOutputs): Promise<void> {
  const path = join(drive.journal, SEGMENT);
  let start = 0;
  let last: { readonly commit: CommitRecord; readonly records: readonly Arrival[] } | undefined;
  let end = 0;
  for await (const part of commitsSince(drive.journal, 0)) {
    if (part.kind !== 'sealed') throw new Error(part.message);
    [start, end] = [end, part.end];
    last = { commit: part.commit, records: asWritten(part.records) };
  }
  if (last === undefined) throw new Error('the journal is empty');
  const { quarantine = 0, ...commit } = last.commit;
  const outputs = { ...old.outputs, 'quarantine.jsonl': quarantine };
  const text = commitText(last.records, { ...commit, ...old, outputs } as unknown as CommitRecord);
  writeFileSync(path, Buffer.concat([readFileSync(path).subarray(0, start), Buffer.from(text)]));
  rmSync(join(drive.out, 'standing.json'));
}

describe('Follower', function () {
  this.timeout(120_000);
  let whole: ReadonlyMap<string, string>;

  const withBase = (use: (base: string) => Promise<void>): Promise<void> =>
    inMemoryDir(async (base) => {
      await before(base);
      whole = await onCopy(base, livesOn);
      expect([...whole.keys()]).to.include.members(['expectancy_v6.json', 'quarantine.jsonl']);
      expect(whole.get('quarantine.jsonl')?.split('\n')).to.have.length(3);
      await use(base);
    });

  if (runsOf('longLives') > 0)
    it('killed before any write of a start and a tick, leaves what an undisturbed life leaves', () =>
      withBase(async (base) => {
        const writes: number[] = [];
        await onCopy(base, async (drive) => {
          const note = ({ op, path, n }: Call): void => {
            if (CHANGES.test(op) && !path.includes('intel_status')) writes.push(n);
          };
          await watchingCalls(note, () => drive.lookAt(FIRST));
          drive.crash();
        });
        expect(writes.length).to.be.greaterThan(15);
        for (const n of writes)
          await onCopy(base, async (drive) => {
            expect(await killedAt(n, () => drive.lookAt(FIRST)), `call ${n}`).to.equal(false);
            drive.crash();
            const asOf = (): string => (drive.read('expectancy_v6.json') as { as_of: string }).as_of;
            const stood = asOf();
            await drive.lookAt(FIRST);
            expect(asOf() >= stood, `went back after call ${n}`).to.equal(true);
            expect(await livesOn(drive), `call ${n}`).to.deep.equal(whole);
          });
      }));

  it('answers nothing more while the disk refuses to note where it stands, and then goes on', () =>
    withBase((base) =>
      onCopy(base, async (drive) => {
        await drive.lookAt(START + 6000);
        await watchingCalls(
          ({ op, path }) => {
            if (op === 'rename' && path.includes('standing')) throw failure('ENOSPC');
          },
          async () => {
            await drive.lookAt(FIRST);
            drive.orders.append(closeRow(2, START + 8000));
            await drive.lookAt(SECOND_TICK);
          },
        );
        expect(drive.health().warnings['standing']).to.contain('standing.json');
        expect(drive.health().last_tick).to.equal('2026-01-20T09:00:05.000+00:00');
        await drive.lookAt(SECOND_TICK + 1);
        expect(drive.health().warnings).to.deep.equal({});
        expect(drive.read('expectancy_v6.json')).to.include({
          as_of: '2026-01-20T09:00:10.000+00:00',
          sample_count: 2,
        });
        await drive.close();
        expect((await verify(drive.journal, drive.out)).difference).to.equal(undefined);
      }),
    ));

  it('goes on from a journal of the build before, which held what standing.json holds', () =>
    withBase(async (base) => {
      await onCopy(base, async (drive) => {
        const noted = await readStandingFile(drive.out);
        if (noted === undefined || 'damage' in noted) throw new Error('nothing was noted');
        const { ticked, outputs, published } = noted;
        // Its last commit makes a tick due, which was answered and noted nowhere.
        await drive.lookAt(FIRST);
        drive.crash();
        await asBefore(drive, { ticked, outputs, published });
        appendFileSync(join(drive.out, 'history', 'published.jsonl'), '{"file":"expec');
        expect(await livesOn(drive)).to.deep.equal(whole);
      });
    }));

  it('cuts the history to what the journal gives where damaged commits were removed, and goes on after it', () =>
    withBase((base) =>
      onCopy(base, async (drive) => {
        await drive.lookAt(FIRST);
        drive.crash();
        const parts: number[] = [];
        for await (const part of commitsSince(drive.journal, 0))
          if (part.kind === 'sealed') parts.push(part.end);
        truncateSync(join(drive.journal, SEGMENT), parts.at(-2) ?? 0);
        // The tick that was answered is none of the journal any more: it is not due alone by now.
        await drive.lookAt(SECOND_TICK);
        await drive.close();
        expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 1 });
        const { difference, compared } = await verify(drive.journal, drive.out);
        expect(difference).to.equal(undefined);
        expect(compared).to.equal(12);
      }),
    ));

  it('answers no tick again into a directory that lost its standing', () =>
    withBase((base) =>
      onCopy(base, async (drive) => {
        await drive.lookAt(FIRST);
        drive.crash();
        rmSync(join(drive.out, 'standing.json'));
        expect(await livesOn(drive)).to.deep.equal(whole);
        expect(statSync(join(drive.out, 'standing.json')).size).to.be.greaterThan(0);
      }),
    ));
});
