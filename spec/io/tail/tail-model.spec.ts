import fc from 'fast-check';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { inTempDir } from '../temp-dir';
import { World, type Act } from './world';

const RUNS = runsOf('tail');
const SEED = Number(process.env['TAIL_SEED'] ?? Date.now() % 1_000_000);

const oneOf = (...acts: readonly Act[]): fc.Arbitrary<Act> => fc.constantFrom(...acts);
const by = fc.constantFrom(0, 1);
const lines = fc.integer({ min: 1, max: 30 });

const calm: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: oneOf({ act: 'append', by: 0 }, { act: 'plain', by: 0 }) },
  { weight: 1, arbitrary: lines.map((n): Act => ({ act: 'several', lines: n })) },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 10 }).map((bytes): Act => ({ act: 'partial', bytes })) },
  { weight: 3, arbitrary: oneOf({ act: 'rotate' }, { act: 'rotateStep' }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(150, 250, 5000, 61_000).map((afterMs): Act => ({ act: 'poll', afterMs })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ turns: fc.integer({ min: 1, max: 4 }), forgotten: fc.boolean() })
      .map((how): Act => ({ act: 'abandon', ...how })),
  },
  { weight: 1, arbitrary: oneOf({ act: 'restart' }) },
);
const wild: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: calm },
  {
    weight: 6,
    arbitrary: fc
      .record({ act: fc.constantFrom('begin' as const, 'finish' as const, 'append' as const), by })
      .map((act): Act => act),
  },
  {
    weight: 3,
    arbitrary: oneOf(
      { act: 'copyTruncate' },
      { act: 'copyTruncateStep' },
      { act: 'recreate' },
      { act: 'edit' },
    ),
  },
  { weight: 1, arbitrary: lines.map((n): Act => ({ act: 'rollBack', lines: 1 + (n % 4) })) },
);
const END: readonly Act[] = [250, 250, 250, 5000, 250, 250, 61_000, 250].map((afterMs) => ({
  act: 'poll',
  afterMs,
}));

async function live(acts: readonly Act[], judge: (world: World) => void): Promise<void> {
  await inTempDir({}, async (dir) => {
    const world = new World(dir);
    for (const act of [...acts, ...END]) await world.do(act);
    await world.tailing.close();
    expect(world.complaints).to.deep.equal([]);
    expect(world.tailing.lines).to.include.members([...world.wholeLines()]);
    judge(world);
  });
}

describe(`a tail in any history (seed ${SEED}, ${RUNS} runs)`, function () {
  this.timeout(20_000 + RUNS * 1000);
  const histories = (act: fc.Arbitrary<Act>): fc.Arbitrary<Act[]> =>
    fc.array(act, { maxLength: 40, size: 'max' });
  const how = { numRuns: RUNS, seed: SEED };

  it('of appends and rotations hands over every line once and in order, and reports nothing else', async () => {
    const judge = (world: World): void => {
      const { handed, events } = world.tailing;
      const all = handed.map(({ text }) => text);
      const whole = handed.filter(({ ended }) => ended).map(({ text }) => text);
      expect(all).to.include.members([...world.remainders()]);
      expect(new Set(all).size).to.equal(all.length);
      expect(whole).to.deep.equal(whole.toSorted());
      expect(events.filter((event) => event !== 'rotation' && event !== 'archive')).to.deep.equal([]);
    };
    await fc.assert(
      fc.asyncProperty(histories(calm), (acts) => live(acts, judge)),
      how,
    );
  });

  it('also when a file came and was rotated between two polls', async () => {
    const quiet = [250, 61_000].map((afterMs): Act => ({ act: 'poll', afterMs }));
    await live([...quiet, { act: 'append', by: 0 }, { act: 'rotate' }], () => undefined);
  });

  it('hands over every line that a poll could see, and all that is left in the end', async () => {
    await fc.assert(
      fc.asyncProperty(histories(wild), (acts) => live(acts, () => undefined)),
      how,
    );
  });
});
