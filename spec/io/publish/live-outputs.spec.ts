import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { LiveOutputs } from '../../../src/io/publish/live-outputs';
import type { StateFileWrite } from '../../../src/io/publish/state-files';
import { isoUtc, MINUTE } from '../../../src/model/values/time';
import { IN_MEMORY, inTempDir, type Tree } from '../temp-dir';
import { killedAt } from '../fs-calls';
import { AT } from '../journal/journal-made';

const STATE = ['scores.json', 'expectancy.json'];
const HISTORY = ['history/published.jsonl', 'history/scores.jsonl', 'history/expectancy.jsonl'];

/** The state files of a minute. */
function filesOf(minute: number): readonly StateFileWrite[] {
  const asOf = AT + minute * MINUTE;
  const asOfText = isoUtc(asOf);
  const text = `${JSON.stringify({ generated_ts: asOfText, as_of: asOfText, é: 'x'.repeat(50) })}\n`;
  return STATE.map((name) => ({ name, asOfText, file: {}, schema: {}, pieces: [text] }));
}

async function addMinute(outputs: LiveOutputs, minute: number): Promise<void> {
  await outputs.keepContent(filesOf(minute));
  await outputs.notePublished(filesOf(minute));
}

const open = (dir: string, committed: Readonly<Record<string, number>> = {}): Promise<LiveOutputs> =>
  LiveOutputs.open(dir, STATE, committed);

const text = (dir: string, name: string): string => readFileSync(join(dir, name), 'utf8');

/** The minutes of a file's lines; every line must be whole. */
function minutesIn(dir: string, name: string): readonly number[] {
  const lines = text(dir, name).split('\n');
  expect(lines.pop()).to.equal('');
  return lines.map((line) => {
    const { as_of } = JSON.parse(line) as { readonly as_of: string };
    return (Date.parse(as_of) - AT) / MINUTE;
  });
}

const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** `published.jsonl` has a line for each file. */
const told = (name: string, minutes: readonly number[]): readonly number[] =>
  name.includes('published') ? minutes.flatMap((minute) => [minute, minute]) : minutes;

describe('LiveOutputs', () => {
  it('adds a line for each file kept and each file replaced', async () => {
    await inTempDir({}, async (dir) => {
      const outputs = await open(dir);
      for (const minute of upTo(0, 3)) await addMinute(outputs, minute);
      expect(text(dir, 'history/scores.jsonl')).to.equal(
        upTo(0, 3)
          .flatMap((minute) => filesOf(minute)[0]?.pieces ?? [])
          .join(''),
      );
      for (const name of HISTORY) expect(minutesIn(dir, name)).to.deep.equal(told(name, upTo(0, 3)));
      expect(Object.entries(outputs.lengths)).to.have.deep.members(
        HISTORY.map((name) => [name, statSync(join(dir, name)).size]),
      );
    });
  });

  it('case 48: what was added after the lengths were noted is taken away, and added again once', async () => {
    await inTempDir({}, async (dir) => {
      const outputs = await open(dir);
      for (const minute of upTo(0, 2)) await addMinute(outputs, minute);
      const committed = outputs.lengths;
      await addMinute(outputs, 3);
      for (const name of HISTORY) appendFileSync(join(dir, name), '{"torn');
      const again = await open(dir, committed);
      await addMinute(again, 3);
      for (const name of HISTORY) expect(minutesIn(dir, name)).to.deep.equal(told(name, upTo(0, 3)));
    });
  });
});

describe('LiveOutputs, trimmed', () => {
  let grown: Tree;

  before(async () => {
    await inTempDir({}, async (dir) => {
      const outputs = await open(dir);
      for (const minute of upTo(0, 9)) await addMinute(outputs, minute);
      grown = Object.fromEntries(HISTORY.map((name) => [name, text(dir, name)]));
    });
  });

  it('the history keeps whole lines, those of the moment and later', async () => {
    for (const [keepFrom, first] of [
      [-1, 0],
      [0, 0],
      [0.5, 1],
      [7, 7],
      [9, 9],
      [10, 10],
    ] as const)
      await inTempDir(grown, async (dir) => {
        const outputs = await open(dir);
        await outputs.trim(AT + keepFrom * MINUTE);
        for (const name of HISTORY) {
          expect(minutesIn(dir, name), String(keepFrom)).to.deep.equal(told(name, upTo(first, 9)));
          expect(outputs.lengths[name]).to.equal(statSync(join(dir, name)).size);
        }
        await addMinute(outputs, 10);
        for (const name of HISTORY) expect(minutesIn(dir, name)).to.deep.equal(told(name, upTo(first, 10)));
      });
  });

  it('opens without what is of a later moment, whatever the lengths noted', async () => {
    await inTempDir(grown, async (dir) => {
      const outputs = await LiveOutputs.open(dir, STATE, {}, AT + 4 * MINUTE);
      for (const name of HISTORY) expect(minutesIn(dir, name)).to.deep.equal(told(name, upTo(0, 4)));
      await addMinute(outputs, 5);
      for (const name of HISTORY) expect(minutesIn(dir, name)).to.deep.equal(told(name, upTo(0, 5)));
    });
  });

  it('lines that tell no moment go with their neighbours', async () => {
    const [line] = filesOf(1);
    const [kept] = filesOf(5);
    const strange = ['', 'x'.repeat(9000), '{"as_of":"soon"}', ''].join('\n');
    const content = [strange, line?.pieces.join(''), strange, kept?.pieces.join(''), strange].join('');
    await inTempDir({ 'history/scores.jsonl': content }, async (dir) => {
      await (await open(dir)).trim(AT + 3 * MINUTE);
      expect(text(dir, 'history/scores.jsonl')).to.equal([strange, kept?.pieces.join(''), strange].join(''));
    });
  });

  it('a process that ends at any call between two commits loses no line and doubles none', async () => {
    for (let n = 0, ended = false; !ended; n++)
      await inTempDir(
        grown,
        async (dir) => {
          const outputs = await open(dir);
          let committed = outputs.lengths;
          ended = await killedAt(n, async () => {
            await outputs.trim(AT + 4 * MINUTE);
            committed = outputs.lengths;
            await addMinute(outputs, 10);
          });
          const again = await open(dir, committed);
          await addMinute(again, 10);
          for (const name of HISTORY) {
            const minutes = minutesIn(dir, name);
            expect(minutes, `${n} ${name}`).to.deep.equal(told(name, upTo(minutes[0] ?? -1, 10)));
            expect(minutes[0]).to.be.oneOf([0, 4]);
          }
        },
        IN_MEMORY,
      );
  });
});
