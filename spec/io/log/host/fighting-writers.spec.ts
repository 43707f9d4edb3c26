import { expect } from 'chai';
import fc from 'fast-check';
import { FencedError, WorldError } from '../../../../src/io/files/failures';
import type { HostJournal } from '../../../../src/io/log/host/host-journal';
import { MemoryLog } from '../memory-log';
import { runsOf } from '../../../campaign';
import { FaultyLog, FAULTS, Killed, type Fault } from './faulty-log';
import {
  commitNext,
  countedOf,
  foundFund,
  HOST,
  messagesOf,
  nextRows,
  openJournal,
  positionOf,
  rowsIn,
} from './host-log';
import { foldOf } from '../log-made';

/** What one of the writers does next. */
type Step =
  | {
      readonly do: 'commit';
      readonly writer: number;
      readonly rows: number;
      readonly fault: Fault | undefined;
    }
  | { readonly do: 'follow' | 'restart'; readonly writer: number }
  | { readonly do: 'lose'; readonly messages: number };

const writer = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      writer,
      rows: fc.integer({ min: 0, max: 3 }),
      fault: fc.option(fc.constantFrom(...FAULTS), { nil: undefined, freq: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('follow' as const, 'restart' as const), writer }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lose' as const), messages: fc.integer({ min: 1, max: 4 }) }),
  },
);

/** A process that ships: it commits the rows that follow on the last ones, and tries again what failed. */
class Writing {
  readonly log: FaultyLog;
  private journal: HostJournal | undefined;
  // How far it has read: as a tail, it asks the journal for that only once.
  private position = 0;
  private inFlight: (ReturnType<typeof nextRows> & { readonly count: number }) | undefined;

  constructor(
    memory: MemoryLog,
    private readonly by: string,
  ) {
    this.log = new FaultyLog(memory);
  }

  async commit(rows: number, fault: Fault | undefined): Promise<void> {
    await this.guarded(async () => {
      if (this.journal === undefined) {
        this.journal = await openJournal(this.log, this.by);
        this.position = positionOf(this.journal);
      }
      const next = nextRows(this.journal, rows, this.position);
      const { records, facts, count } = (this.inFlight ??= { ...next, count: rows });
      if (fault !== undefined) this.log.faults.push(fault);
      await this.journal.commit(records, facts, 0);
      this.position += count;
      this.inFlight = undefined;
    });
  }

  async follow(): Promise<void> {
    await this.guarded(async () => this.journal?.follow());
  }

  restart(): void {
    this.journal = undefined;
    this.inFlight = undefined;
  }

  private async guarded(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (error instanceof FencedError || error instanceof Killed) this.restart();
      else if (!(error instanceof WorldError)) throw error;
    } finally {
      this.log.faults.splice(0);
    }
  }
}

describe('writers of one host that fight', () => {
  it('have each row count once, in order, whoever ignores whom and whatever is lost (L4, L5)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const memory = new MemoryLog();
        await foundFund(memory);
        const writers = ['a/1', 'b/1', 'b/2'].map((by) => new Writing(memory, by));
        for (const next of steps) {
          if (next.do === 'lose') {
            const last = BigInt((await messagesOf(memory)).length);
            const to = last - BigInt(next.messages);
            memory.rewind(to < 1n ? 1n : to);
          } else if (next.do === 'commit') await writers[next.writer]?.commit(next.rows, next.fault);
          else if (next.do === 'follow') await writers[next.writer]?.follow();
          else writers[next.writer]?.restart();
        }
        // Whoever goes on with a good connection is heard: it does not write for ever what counts for nobody.
        for (const each of writers) {
          const { length } = await rowsIn(memory);
          for (let n = 0; n < 3; n++) {
            await each.follow();
            await each.commit(1, undefined);
          }
          expect((await rowsIn(memory)).length).to.be.above(length);
        }
        const before = await rowsIn(memory);
        expect(before).to.deep.equal(before.map((_, n) => String(n)));
        // A reader of the log says the same, and so does the next ship, which goes on from there.
        const next = await openJournal(memory, 'c/1');
        const { state } = foldOf(await messagesOf(memory));
        expect(next.host).to.deep.equal(state.hosts[HOST] ?? next.host);
        expect(next.state.seq).to.equal((await countedOf(memory)).length);
        await commitNext(next, 2);
        await next.follow();
        expect(await rowsIn(memory)).to.deep.equal([...before, before.length, before.length + 1].map(String));
      }),
      { numRuns: runsOf('fightingWriters') },
    );
  }).timeout(600_000);
});
