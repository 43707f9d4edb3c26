import { cpSync, rmSync } from 'node:fs';
import { expect } from 'chai';
import { UsageError } from '../../../src/io/files/failures';
import { contentsOf } from '../../cli/desk';
import type { Drive } from '../../live/drive';
import { driven, expectancy, SECOND, START, trade } from './live-made';

async function lived(drive: Drive, startMs: number): Promise<void> {
  await drive.lookAt(startMs);
  await trade(drive, 1, startMs + SECOND);
  await drive.lookAt(startMs + 10 * SECOND);
}

/** Runs `use` on two desks, one of which began a second later; neither runs. */
function withTwo(use: (ours: Drive, theirs: Drive) => Promise<void>): Promise<void> {
  return driven((ours) =>
    driven(async (theirs) => {
      await lived(ours, START);
      await lived(theirs, START + SECOND);
      ours.crash();
      await theirs.close();
      await use(ours, theirs);
    }),
  );
}

function put(from: string, to: string): void {
  rmSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
}

async function refused(drive: Drive): Promise<void> {
  const before = contentsOf(drive.dir);
  const error = await drive.lookAt(START + 20 * SECOND).catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(UsageError);
  expect(String(error)).to.contain(drive.journal).and.contain(drive.out);
  expect(contentsOf(drive.dir)).to.deep.equal(before);
}

describe('live with the journal of another desk', () => {
  it('in the place of its own is refused before anything is written', () =>
    withTwo(async (ours, theirs) => {
      put(theirs.journal, ours.journal);
      await refused(ours);
    }));

  it('with the files of another desk in the place of its own is refused too', () =>
    withTwo(async (ours, theirs) => {
      put(theirs.out, ours.out);
      await refused(ours);
    }));

  it('goes on with both, wherever they lie', () =>
    withTwo(async (ours, theirs) => {
      put(theirs.journal, ours.journal);
      put(theirs.out, ours.out);
      await ours.lookAt(START + 20 * SECOND);
      expect(ours.health().warnings).to.deep.equal({});
    }));

  it('goes on where the journal was removed, also when it is killed before it has written anything', () =>
    withTwo(async (ours) => {
      rmSync(ours.journal, { recursive: true });
      for (const ms of [20, 30]) {
        await ours.lookAt(START + ms * SECOND);
        ours.crash();
      }
      expect(expectancy(ours).sample_count).to.equal(1);
    }));
});
