import { appendFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { closes, numbersOf, readChain } from '../reading';
import { closeLine } from '../rows';
import { inTempDir, type Tree } from '../temp-dir';

const chain = (files: Tree, backups?: number) => inTempDir(files, (dir) => readChain(dir, backups));

describe('chainSource', () => {
  it('reads the whole chain, oldest row first', async () => {
    const reading = await chain({
      'orders_executed.jsonl': closes(9, 10),
      'orders_executed.1.jsonl': closes(6, 8),
      'orders_executed.2.jsonl': closes(3, 5),
      'archive/orders_executed.5.jsonl.gz': gzipSync(closes(1, 2)),
    });
    expect(numbersOf(reading)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(reading).to.deep.include({ faults: [], damage: [] });
  });

  it('a missing log is an empty one', async () => {
    expect(numbersOf(await chain({}))).to.deep.equal([]);
  });

  it('a line with no newline at the end of each file counts when it is whole', async () => {
    const reading = await chain({
      'orders_executed.1.jsonl': closes(1, 2).trimEnd(),
      'orders_executed.jsonl': closes(3, 3).trimEnd(),
    });
    expect(numbersOf(reading)).to.deep.equal([1, 2, 3]);
    expect(reading.tally).to.include({ rows: 3, unterminated: 2, quarantined: 0 });
  });

  it('a torn last line is in quarantine as such, and the next file begins anew', async () => {
    const torn = closes(2, 2).slice(0, 30);
    const reading = await chain({
      'orders_executed.1.jsonl': closes(1, 1) + torn,
      'orders_executed.jsonl': closes(3, 3),
    });
    expect(numbersOf(reading)).to.deep.equal([1, 3]);
    expect(reading.faults).to.have.length(1);
    expect(reading.faults[0]).to.include({
      source: 'orders_executed',
      file: 'orders_executed.1.jsonl',
      segment: 1,
      offset: closes(1, 1).length,
      length: torn.length,
      reason: 'unterminated',
      raw: torn,
    });
  });

  it('a bad row lies in quarantine with its place and its bytes, and its neighbours count', async () => {
    const bad = Buffer.concat([Buffer.from('{"é":'), Buffer.from([0xff, 0xfe]), Buffer.from('}')]);
    const head = `${closes(1, 1)}\n\r\n`;
    const whole = Buffer.concat([Buffer.from(head), bad, Buffer.from(`\r\n${closes(2, 2)}{\n`)]);
    const reading = await chain({ 'orders_executed.jsonl': whole });
    expect(numbersOf(reading)).to.deep.equal([1, 2]);
    const [first, second] = reading.faults;
    expect(first).to.include({ segment: 0, offset: head.length, length: bad.length + 1, reason: 'bad_utf8' });
    expect(
      Buffer.from(first?.raw_b64 ?? '', 'base64').equals(Buffer.concat([bad, Buffer.from('\r')])),
    ).to.equal(true);
    expect(second).to.include({ offset: whole.length - 2, length: 1, reason: 'bad_json', raw: '{' });
    expect(reading.tally).to.include({ rows: 4, blank: 2, quarantined: 2, bytes: whole.length });
  });

  it('every fault gives raw or raw_b64, whatever the bytes', async () => {
    for (const bytes of [
      [0xff],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0x7b],
      [0x01],
      [0xe2, 0x80, 0xa8, 0x7b],
    ]) {
      const { faults } = await chain({ 'orders_executed.jsonl': Buffer.from([...bytes, 0x0a]) });
      const { raw, raw_b64: encoded, length } = faults[0] ?? {};
      expect(length).to.equal(bytes.length);
      const back = raw === undefined ? Buffer.from(encoded ?? '', 'base64') : Buffer.from(raw);
      expect([...back]).to.deep.equal(bytes);
    }
  });

  it('a line of max − 1 and max bytes counts; one of max + 1 is in quarantine by its head and length', async () => {
    const line = closeLine({ realizedPnlUsd: 1, note: '' });
    const of = (length: number): string =>
      line.replace('"note":""', `"note":"${'x'.repeat(length - line.length)}"`);
    await inTempDir(
      { 'orders_executed.jsonl': [5999, 6000, 6001].map(of).join('\n') + `\n${closes(2, 2)}` },
      async (dir) => {
        const reading = await readChain(dir, 0, { maxLineBytes: 6000 });
        expect(numbersOf(reading)).to.deep.equal([1, 1, 2]);
        expect(reading.faults).to.have.length(1);
        expect(reading.faults[0]).to.include({
          reason: 'oversize',
          offset: 12_001,
          length: 6001,
          raw: of(6001).slice(0, 4096),
        });
        expect(reading.faults[0]?.detail)
          .to.contain('6001')
          .and.match(/[0-9a-f]{64}/);
      },
    );
  });

  it('rows from the future are in quarantine and do not move time', async () => {
    await inTempDir({ 'orders_executed.jsonl': closes(1, 3) }, async (dir) => {
      const reading = await readChain(dir, 0, { latestTs: 1_700_000_002_000 });
      expect(numbersOf(reading)).to.deep.equal([1, 2]);
      expect(reading.tally).to.include({ quarantined: 1, future: 1 });
    });
  });

  it('a rotation while it reads neither loses nor doubles a row', async () => {
    const files: Tree = {
      'orders_executed.jsonl': closes(5001, 10_000),
      'orders_executed.1.jsonl': closes(1, 5000),
    };
    await inTempDir(files, async (dir) => {
      let rotated = false;
      const pause = (): Promise<void> => {
        if (!rotated) {
          renameSync(join(dir, 'orders_executed.1.jsonl'), join(dir, 'orders_executed.2.jsonl'));
          renameSync(join(dir, 'orders_executed.jsonl'), join(dir, 'orders_executed.1.jsonl'));
          appendFileSync(join(dir, 'orders_executed.jsonl'), closes(10_001, 10_002));
          rotated = true;
        }
        return Promise.resolve();
      };
      const numbers = numbersOf(await readChain(dir, 5, { pause }));
      expect(numbers).to.deep.equal(Array.from({ length: 10_000 }, (_, i) => i + 1));
    });
  });
});
