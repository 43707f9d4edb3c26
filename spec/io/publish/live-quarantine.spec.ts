import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Fault } from '../../../src/io/decode/fault';
import { LiveQuarantine } from '../../../src/io/publish/live-quarantine';
import { refused } from '../refused';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';

function fault(n: number): Fault {
  const place = {
    source: 'orders_executed',
    file: 'orders_executed.jsonl',
    segment: 0,
    offset: n,
    length: 1,
  };
  return { ...place, reason: 'bad_json', detail: 'the line is not JSON', raw: '{' };
}

const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The offsets of the rows in a file; every line must be whole. */
function offsetsIn(dir: string, name = 'quarantine.jsonl'): readonly number[] {
  const lines = readFileSync(join(dir, name), 'utf8').split('\n');
  expect(lines.pop()).to.equal('');
  return lines.map((line) => (JSON.parse(line) as Fault).offset);
}

describe('LiveQuarantine', () => {
  it('adds a line for each row', async () => {
    await inTempDir({}, async (dir) => {
      const quarantine = await LiveQuarantine.open(dir, undefined);
      await quarantine.add([]);
      expect(readdirSync(dir)).to.deep.equal([]);
      await quarantine.add([fault(0), fault(1)]);
      await quarantine.add([fault(2)]);
      expect(quarantine.health).to.deep.equal({ quarantined: 3, quarantined_by_reason: { bad_json: 3 } });
      const text = readFileSync(join(dir, 'quarantine.jsonl'), 'utf8');
      expect(text).to.equal(
        upTo(0, 2)
          .map((n) => `${JSON.stringify(fault(n))}\n`)
          .join(''),
      );
      expect(quarantine.length).to.equal(text.length);
    });
  });

  it('what was added after the commit is taken away, and added again once', async () => {
    await inTempDir({}, async (dir) => {
      const quarantine = await LiveQuarantine.open(dir, undefined);
      await quarantine.add([fault(0)]);
      const { length } = quarantine;
      await quarantine.add([fault(1)]);
      await (await LiveQuarantine.open(dir, length)).add([fault(1)]);
      expect(offsetsIn(dir)).to.deep.equal([0, 1]);
    });
  });

  it('on a full disk every line is whole, and what failed comes once there is room', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      const quarantine = await LiveQuarantine.open(dir, undefined);
      const many = upTo(0, 99).map(fault);
      writeFileSync(join(dir, 'other'), 'x'.repeat(46_000));
      await quarantine.add(many);
      for (let tries = 0; tries < 2; tries++) {
        await refused(join(dir, 'quarantine.jsonl'), () => quarantine.add(many));
        expect(offsetsIn(dir)).to.deep.equal(upTo(0, 99));
      }
      writeFileSync(join(dir, 'other'), '');
      await quarantine.add(many);
      expect(offsetsIn(dir)).to.deep.equal([...upTo(0, 99), ...upTo(0, 99)]);
    });
    if (!tried) this.skip();
  });

  it('started anew, three earlier ones stay', async () => {
    await inTempDir({}, async (dir) => {
      writeFileSync(join(dir, 'quarantine.jsonl'), '');
      truncateSync(join(dir, 'quarantine.jsonl'), 10_000_000);
      const quarantine = await LiveQuarantine.open(dir, undefined);
      expect(quarantine.isFull).to.equal(false);
      await quarantine.add([fault(9)]);
      expect(quarantine.isFull).to.equal(true);
      for (const n of upTo(0, 3)) {
        await quarantine.rotate();
        await quarantine.add([fault(n)]);
      }
      expect(quarantine.isFull).to.equal(false);
      const names = ['quarantine.jsonl', ...['1', '2', '3'].map((number) => `quarantine.jsonl.${number}`)];
      expect(readdirSync(dir).sort()).to.deep.equal(names);
      expect(names.map((name) => offsetsIn(dir, name))).to.deep.equal([[3], [2], [1], [0]]);
    });
  });
});
