import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import type { Drive } from '../../live/drive';
import { driven, expectancy, SECOND, START, trade } from './live-made';

const standingOf = (drive: Drive): string => join(drive.out, 'standing.json');

async function lived(drive: Drive): Promise<string> {
  await drive.lookAt(START);
  await trade(drive, 1, START + SECOND);
  await drive.lookAt(START + 10 * SECOND);
  drive.crash();
  return readFileSync(standingOf(drive), 'utf8');
}

/** Starts over a damaged standing.json: live says so and goes on, and no published moment is lost. */
async function goesOn(drive: Drive, damaged: string, what: string): Promise<void> {
  const before = drive.published();
  writeFileSync(standingOf(drive), damaged);
  await trade(drive, 2, START + 11 * SECOND);
  await drive.lookAt(START + 20 * SECOND);
  expect(drive.health().warnings, what).to.have.keys('standing_damaged');
  expect(drive.health().warnings['standing_damaged'], what).to.contain(standingOf(drive));
  expect(expectancy(drive), what).to.include({ as_of: '2026-01-20T09:00:15.000+00:00', sample_count: 2 });
  expect(drive.published().slice(0, before.length), what).to.deep.equal(before);
  await drive.close();
  expect((await verify(drive.journal, drive.out)).difference, what).to.equal(undefined);
}

const edits: readonly (readonly [what: string, edit: (text: string) => string])[] = [
  ['a last tick in the year 3000', (text) => text.replace(/"ticked":\d+/, '"ticked":32503680000000')],
  ['a last tick beyond all dates', (text) => text.replace(/"ticked":\d+/, '"ticked":1e300')],
  ['a last tick before all dates', (text) => text.replace(/"ticked":\d+/, '"ticked":-1')],
  ['lengths of another time', (text) => text.replace(/(published.jsonl":)\d+/, '$110')],
  ['lengths that are none', (text) => text.replace(/(published.jsonl":)\d+/, '$1-5.5')],
  ['another place', (text) => text.replace(/"place":\d+/, '"place":99')],
  ['another digest', (text) => text.replace(/("content":")./, '$1x')],
  ['no seal that holds', (text) => text.replace(/("sha256":")../, '$1zz')],
  ['half its bytes', (text) => text.slice(0, text.length / 2)],
  ['NULs alone', (text) => '\0'.repeat(text.length)],
  ['no field', () => '{}'],
];

describe('live over a standing.json that is not as it was written', () => {
  for (const [what, edit] of edits)
    it(`${what}: says so and goes on from the journal`, () =>
      driven(async (drive) => {
        const text = await lived(drive);
        const damaged = edit(text);
        expect(damaged).not.to.equal(text);
        await goesOn(drive, damaged, what);
      }));

  it('takes one that an earlier build wrote, which is not sealed', () =>
    driven(async (drive) => {
      const text = await lived(drive);
      writeFileSync(standingOf(drive), text.replace(/"begun":\d+,/, '').replace(/,"sha256":"\w+"/, ''));
      await drive.lookAt(START + 20 * SECOND);
      expect(drive.health().warnings).to.deep.equal({});
    }));
});
