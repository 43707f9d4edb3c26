import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Fault } from '../../../src/io/decode/fault';
import { Quarantine } from '../../../src/io/publish/quarantine';
import { refused } from '../refused';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';

function fault(n: number, raw = '{"torn'): Fault {
  return {
    source: 'orders_executed',
    file: 'orders_executed.1.jsonl',
    segment: 1,
    offset: n,
    length: raw.length,
    reason: 'bad_json',
    detail: 'd',
    raw,
  };
}

describe('Quarantine', () => {
  it('keeps one line for each row, in order, with its place, reason and bytes', async () => {
    await inTempDir({}, async (dir) => {
      const quarantine = new Quarantine(dir);
      const faults = Array.from({ length: 5000 }, (_, n) => fault(n, `\u2028"\n${'x'.repeat(500)}`));
      for (const one of faults) quarantine.add(one);
      await quarantine.commit();
      const lines = readFileSync(join(dir, 'quarantine.jsonl'), 'utf8').trimEnd().split('\n');
      expect(lines.map((line): unknown => JSON.parse(line))).to.deep.equal(faults);
      expect(readdirSync(dir)).to.deep.equal(['quarantine.jsonl']);
    });
  });

  it('of no rows is an empty file', async () => {
    await inTempDir({ 'quarantine.jsonl': 'old\n' }, async (dir) => {
      await new Quarantine(dir).commit();
      expect(readFileSync(join(dir, 'quarantine.jsonl'), 'utf8')).to.equal('');
    });
  });

  it('dropped leaves the old one', async () => {
    await inTempDir({ 'quarantine.jsonl': 'old\n' }, (dir) => {
      const quarantine = new Quarantine(dir);
      quarantine.add(fault(1));
      quarantine.abort();
      expect(readdirSync(dir)).to.deep.equal(['quarantine.jsonl']);
      expect(readFileSync(join(dir, 'quarantine.jsonl'), 'utf8')).to.equal('old\n');
    });
  });

  it('that cannot be kept says so to who keeps it, and dropped leaves nothing', async () => {
    await inTempDir({}, async (dir) => {
      const quarantine = new Quarantine(dir);
      quarantine.add(fault(1));
      mkdirSync(join(dir, 'quarantine.jsonl'));
      await refused(join(dir, 'quarantine.jsonl'), () => quarantine.commit());
      quarantine.abort();
      expect(readdirSync(dir)).to.deep.equal(['quarantine.jsonl']);
    });
  });

  it('on a full disk says so to who adds or keeps, never to nobody', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      for (const count of [200, 5000]) {
        const quarantine = new Quarantine(dir);
        await refused(join(dir, 'quarantine.jsonl'), async () => {
          for (let n = 0; n < count; n++) quarantine.add(fault(n, 'x'.repeat(500)));
          await quarantine.commit();
        });
        quarantine.abort();
        expect(readdirSync(dir)).to.deep.equal([]);
      }
    });
    if (!tried) this.skip();
  });
});
