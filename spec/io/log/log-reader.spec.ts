import { expect } from 'chai';
import fc from 'fast-check';
import type { JournalEntry, SealedCommit } from '../../../src/io/journal/journal';
import { isHeadDue } from '../../../src/io/log/head';
import { journalOfLog, journalState } from '../../../src/io/log/log-reader';
import type { LogState } from '../../../src/io/log/log-records';
import { MemoryLog } from './memory-log';
import { WorldError } from '../../../src/io/files/failures';
import { DAY, HOUR } from '../../../src/model/values/time';
import { runsOf } from '../../campaign';
import { rows } from '../journal/journal-made';
import { AT, BY, control, foldOf, fundOf, Pen, type Written } from './log-made';

/** A step of a fund with two hosts. */
interface Step {
  readonly hours: number;
  readonly host: 0 | 1;
  /** Its row is so many days later than its commit. */
  readonly aheadDays: number;
  /** Another commit comes before the head, if one is due, so many times. */
  readonly races: number;
}

const steps = fc.array(
  fc.record({
    hours: fc.integer({ min: 1, max: 20 }),
    host: fc.constantFrom(0 as const, 1 as const),
    aheadDays: fc.oneof(
      { weight: 9, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 60 }) },
    ),
    races: fc.constantFrom(0, 0, 0, 1),
  }),
  { minLength: 5, maxLength: 80 },
);

/** Three weeks, a commit of each host a day. */
const STEADY: readonly Step[] = Array.from({ length: 42 }, (_, n) => ({
  ...{ hours: 12, host: n % 2 === 0 ? 0 : 1, aheadDays: 0, races: 0 },
}));

interface Made {
  readonly messages: readonly Written[];
  readonly entries: readonly SealedCommit[];
  /** What the log adds up to before each message, and after the last. */
  readonly states: readonly LogState[];
}

/** The log of a life of the fund, with heads written as followers do. */
function made(life: readonly Step[]): Made {
  const pens = [new Pen('a'), new Pen('b')] as const;
  const messages: Written[] = [];
  let { state } = foldOf([]);
  const entries: SealedCommit[] = [];
  const states: LogState[] = [state];
  const add = (message: Written): void => {
    const folded = foldOf([message], state);
    ({ state } = folded);
    messages.push(message);
    states.push(state);
    entries.push(...folded.entries);
  };
  add(control(fundOf(['a', 'b'])));
  let nowMs = AT;
  for (const { hours, host, aheadDays, races } of life) {
    nowMs += hours * HOUR;
    const latest = nowMs + aheadDays * DAY;
    add(
      pens[host].write(
        [
          { ...rows(String(messages.length)), latest },
          { kind: 'mark', promise: nowMs },
        ],
        nowMs,
      ),
    );
    if (!isHeadDue(state)) continue;
    const head = control({ kind: 'head', state, at: nowMs, ...BY });
    for (let race = 0; race < races; race++) add(pens[1 - host === 0 ? 0 : 1].write([], nowMs));
    add(head);
  }
  return { messages, entries, states };
}

async function logOf({ messages }: Made): Promise<MemoryLog> {
  const log = new MemoryLog();
  for (const { writer, text } of messages) await log.append(writer, text, 'any');
  return log;
}

async function readAll(log: MemoryLog, fromMs: number): Promise<readonly JournalEntry[]> {
  const parts: JournalEntry[] = [];
  for await (const part of journalOfLog(log).read(fromMs)) parts.push(part);
  return parts;
}

function latestIn({ commit, records }: SealedCommit): number {
  return Math.max(commit.at, ...records.map((record) => (record.kind === 'rows' ? (record.latest ?? 0) : 0)));
}

describe('journalOfLog', function () {
  this.timeout(60_000);

  it('reads from a head on all that was committed at a moment or later, or is of a later time', async () => {
    let skipped = 0;
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fc.integer({ min: -1, max: 60 }), { minLength: 5, maxLength: 5 }),
        async (life, froms) => {
          const whole = made(life);
          const log = await logOf(whole);
          for (const fromMs of [0, -Infinity, ...froms.map((days) => AT + days * DAY)]) {
            const parts = await readAll(log, fromMs);
            const given = parts.filter((part) => part.kind === 'sealed');
            expect(given).to.have.length(parts.length);
            const wanted = whole.entries.filter((entry) => latestIn(entry) >= fromMs);
            const numbers = given.map(({ commit }) => commit.seq);
            expect(numbers).to.include.members(wanted.map(({ commit }) => commit.seq));
            expect(given.map((entry) => ({ ...entry, opened: undefined }))).to.deep.equal(
              numbers.length === 0 ? [] : whole.entries.slice(-numbers.length),
            );
            const [first] = given;
            const before = whole.states.findLast(({ seq }) => seq === first?.commit.seq);
            if (before !== undefined)
              expect(JSON.parse(JSON.stringify(first?.opened))).to.deep.equal(
                JSON.parse(JSON.stringify(journalState(before))),
              );
            expect(given.slice(1).every(({ opened }) => opened === undefined)).to.equal(true);
            skipped += whole.entries.length - given.length;
          }
        },
      ),
      { numRuns: runsOf('heads'), endOnFailure: true, examples: [[STEADY, [1, 5, 10, 18, 30]]] },
    );
    expect(skipped).to.be.greaterThan(0);
  });

  it('tells what a pruned log has lost of what is asked for, and reads on from the next head', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(100), fc.integer({ min: -1, max: 40 }), async (life, percent, days) => {
        const whole = made(life);
        const log = await logOf(whole);
        const cut = Math.floor((whole.messages.length * percent) / 100);
        log.prune(BigInt(cut));
        const fromMs = AT + days * DAY;
        const parts = await readAll(log, fromMs).catch((error: unknown) => error);
        if (!Array.isArray(parts)) {
          // No head is left that another vouches for: then nobody can tell what came before.
          expect(parts).to.be.instanceOf(WorldError).with.property('message').that.contains('no head');
          expect(
            whole.states.slice(cut + 1).filter(({ head }, n, all) => head !== all[n - 1]?.head && n > 0)
              .length,
          ).to.be.lessThan(2);
          return;
        }
        const entries = parts as readonly JournalEntry[];
        const numbers = entries.flatMap((part) => (part.kind === 'sealed' ? [part.commit.seq] : []));
        expect(numbers).to.deep.equal(
          numbers.length === 0 ? [] : whole.entries.map(({ commit }) => commit.seq).slice(-numbers.length),
        );
        const missing = whole.entries.filter(
          (entry) =>
            entry.commit.seq < (numbers[0] ?? Infinity) &&
            entry.commit.at >= fromMs &&
            latestIn(entry) === entry.commit.at,
        );
        const damage = entries.filter((part) => part.kind === 'damage');
        if (missing.length > 0) expect(damage[0]).to.include({ code: 'log_gap' });
        told += damage.length;
        expect((await readAll(log, 0)).every(({ kind }) => kind === 'sealed')).to.equal(true);
        expect((await readAll(log, -Infinity))[0]?.kind).to.equal(cut > 0 ? 'damage' : 'sealed');
      }),
      { numRuns: runsOf('heads'), endOnFailure: true, examples: [[STEADY, 50, 1]] },
    );
    expect(told).to.be.greaterThan(0);
  });

  it('is read anew where the log loses its end under the reader', async () => {
    const whole = made([{ hours: 1, host: 0, aheadDays: 0, races: 0 }]);
    const log = await logOf(whole);
    const reading = journalOfLog(log).read(0)[Symbol.asyncIterator]();
    await reading.next();
    log.rewind(0n);
    const refused = await reading.next().catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(WorldError).with.property('message').that.contains('lost its end');
  });
});
