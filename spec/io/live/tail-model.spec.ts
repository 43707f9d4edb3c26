import fc from 'fast-check';
import { expect } from 'chai';
import { inTempDir } from '../../io/temp-dir';
import { World, type Act } from './world';

const RUNS = Number(process.env['TAIL_RUNS'] ?? 60);
const SEED = Number(process.env['TAIL_SEED'] ?? Date.now() % 1e9);

const plainly = (
  ...acts: readonly ('append' | 'plain' | 'rotate' | 'rotateStep' | 'restart')[]
): fc.Arbitrary<Act> => fc.constantFrom(...acts.map((act) => ({ act })));
const polls = fc.constantFrom(150, 250, 5000, 61_000).map((afterMs): Act => ({ act: 'poll', afterMs }));
const several = fc.integer({ min: 2, max: 40 }).map((lines): Act => ({ act: 'several', lines }));
const abandoned = fc
  .record({ turns: fc.integer({ min: 1, max: 4 }), forgotten: fc.boolean() })
  .map((how): Act => ({ act: 'abandon', ...how }));
const partial = fc.integer({ min: 5, max: 10 }).map((bytes): Act => ({ act: 'partial', bytes }));

const calm: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: plainly('append', 'plain', 'rotate', 'rotateStep', 'rotateStep') },
  { weight: 1, arbitrary: plainly('restart') },
  { weight: 4, arbitrary: polls },
  { weight: 1, arbitrary: several },
  { weight: 2, arbitrary: abandoned },
  { weight: 1, arbitrary: partial },
);
const wild: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: calm },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Act>(
      { act: 'begin' },
      { act: 'beginOther' },
      { act: 'finish' },
      { act: 'finishOther' },
      { act: 'appendOther' },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Act>(
      { act: 'copyTruncate' },
      { act: 'copyTruncateStep' },
      { act: 'recreate' },
      { act: 'edit' },
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }).map((lines): Act => ({ act: 'rollBack', lines })) },
);

async function live(acts: readonly Act[], judge: (world: World) => void): Promise<void> {
  await inTempDir({}, async (dir) => {
    const world = new World(dir);
    for (const act of acts) await world.do(act);
    for (const afterMs of [250, 250, 250, 5000, 250, 250, 61_000, 250])
      await world.do({ act: 'poll', afterMs });
    await world.tailing.close();
    expect(world.complaints).to.deep.equal([]);
    expect(world.tailing.lines).to.include.members([...world.wholeLines()]);
    judge(world);
  });
}

describe(`a tail in any history (seed ${SEED}, ${RUNS} runs)`, function () {
  this.timeout(600_000);
  const histories = (act: fc.Arbitrary<Act>): fc.Arbitrary<Act[]> =>
    fc.array(act, { maxLength: 40, size: 'max' });

  it('of appends and rotations hands over every line once and in order, and reports nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(histories(calm), (acts) =>
        live(acts, ({ tailing, remainders }) => {
          expect(tailing.lines).to.include.members([...remainders()]);
          const whole = tailing.handed.filter(({ ended }) => ended).map(({ text }) => text);
          expect(new Set(tailing.lines).size).to.equal(tailing.lines.length);
          expect(whole).to.deep.equal(
            whole.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
          );
          expect(tailing.events.filter((event) => event !== 'rotation' && event !== 'archive')).to.deep.equal(
            [],
          );
        }),
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('hands over every line that a poll could see, and all that is left in the end', async () => {
    await fc.assert(
      fc.asyncProperty(histories(wild), (acts) => live(acts, () => undefined)),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
