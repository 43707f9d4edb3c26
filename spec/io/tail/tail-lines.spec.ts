import { appendFileSync } from 'node:fs';
import { expect } from 'chai';
import { callsOf } from '../fs-calls';
import { tailed, type Tailing } from './tailing';

const MAX = 1 << 20;

/** Bytes, offset and file of each line handed over, as they must lie in the file. */
function inPlace(tailing: Tailing, content: Buffer): void {
  let end = 0;
  for (const { bytes, offset } of tailing.handed) {
    expect(offset).to.equal(end);
    expect(bytes.equals(content.subarray(offset, offset + bytes.length))).to.equal(true);
    end = offset + bytes.length + 1;
  }
  expect(end).to.equal(content.length);
}

describe('a tail and the bytes of lines', () => {
  it('keeps characters of four bytes whole wherever they are cut', async () => {
    for (let shift = 0; shift < 8; shift++) {
      await tailed({}, async (log, tailing) => {
        // Longer than a chunk, so that its end falls on each byte of a character.
        const line = Buffer.from(`${'.'.repeat(shift)}${'𝒳'.repeat(70_000)}`);
        const content = Buffer.concat([line, Buffer.from('\né𝒳\n')]);
        const parts = [...Array.from({ length: 8 }, (_, n) => n + 1), 262_144 - 36, 3, 1];
        let at = 0;
        for (const bytes of parts) {
          log.appendBytes(content.subarray(at, at + bytes));
          at += bytes;
          await tailing.poll();
        }
        log.appendBytes(content.subarray(at));
        await tailing.poll();
        expect(tailing.handed).to.have.length(2);
        inPlace(tailing, content);
      });
    }
  });

  it('takes what no UTF-8 is as it is, and its neighbours too', async () => {
    const broken = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0xe2, 0x82]];
    const content = Buffer.concat(
      broken.map((bytes) => Buffer.concat([Buffer.from('ok\n'), Buffer.from(bytes), Buffer.from('\n')])),
    );
    await tailed({}, async (log, tailing) => {
      for (const byte of content) {
        log.appendBytes(Buffer.from([byte]));
        await tailing.poll();
      }
      expect(tailing.handed).to.have.length(10);
      inPlace(tailing, content);
    });
  });

  it('ends lines at 0x0A and nowhere else', async () => {
    const lines = [
      'crlf\r',
      'lone\rcr',
      'a\u2028b',
      'a\u2029b',
      'a\u0085b',
      '',
      '\u{feff}mark',
      '\0\0',
      '\v\f',
    ];
    await tailed({}, async (log, tailing) => {
      for (const line of lines) log.append(line);
      await tailing.poll();
      expect(tailing.lines).to.deep.equal(lines);
      inPlace(tailing, Buffer.from(lines.map((line) => `${line}\n`).join('')));
    });
  });

  it('hands over both halves of a line that another writer broke, and the next line whole', async () => {
    await tailed({}, async (log, tailing) => {
      const long = `{"x":"${'y'.repeat(10_000)}"}`;
      log.appendBytes(long.slice(0, 8192));
      await tailing.poll();
      log.appendPlain('{"n":1}');
      await tailing.poll();
      log.appendBytes(`${long.slice(8192)}\n`);
      log.appendPlain('{"n":2}');
      await tailing.poll();
      expect(tailing.lines).to.deep.equal([`${long.slice(0, 8192)}{"n":1}`, long.slice(8192), '{"n":2}']);
    });
  });

  for (const [length, isHeld] of [
    [MAX - 1, true],
    [MAX, true],
    [MAX + 1, false],
    [20_000_000, false],
  ] as const) {
    it(`hands over ${isHeld ? 'a line' : 'the head and the length of a line'} of ${length} bytes`, async () => {
      await tailed({ maxBytes: 1e9 }, async (log, tailing) => {
        log.append('a');
        log.append('x'.repeat(length));
        log.append('b');
        await tailing.poll();
        const [, line] = tailing.handed;
        expect(line?.offset).to.equal(2);
        expect(line?.bytes.length).to.equal(isHeld ? length : 4096);
        expect(line?.text.length).to.equal(isHeld ? length : `<${length} bytes>`.length);
        expect(tailing.handed[2]).to.include({ text: 'b', offset: 3 + length });
        await tailing.restart();
        log.append('c');
        await tailing.settle();
        expect(tailing.handed.map(({ text }) => text).slice(2)).to.deep.equal(['b', 'c']);
      });
    });
  }

  for (const [where, begin] of [
    ['after a line', (): string => 'a\n'],
    ['in a file with no other', (): string => ''],
  ] as const) {
    it(`waits for the end of a line of 20 MB ${where} without reading it over and over`, async () => {
      await tailed({}, async (log, tailing) => {
        log.append('z');
        await tailing.settle();
        log.rotate();
        log.appendBytes(begin());
        await tailing.drain();
        const part = Buffer.alloc(200_000, 0x78);
        const { offset, counters } = tailing;
        const scans = counters.chain_scans;
        let reads = 0;
        for (let n = 1; n <= 100; n++) {
          appendFileSync(log.path, part);
          reads += (await callsOf(() => tailing.poll())).filter((call) => call === 'read foo.jsonl').length;
          expect(tailing.offset).to.equal(offset);
          expect(tailing.lag).to.deep.equal([n * part.length, 0]);
        }
        // A look at the guards, and at what is new.
        expect(reads).to.be.lessThan(700);
        expect(counters.chain_scans).to.be.within(scans, scans + 1);
        appendFileSync(log.path, '\nb\n');
        await tailing.drain();
        expect(tailing.lines.slice(-2)).to.deep.equal([`<${100 * part.length} bytes>`, 'b']);
      });
    });
  }

  it('waits for the end of a line within the limit likewise', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      await tailing.settle();
      log.appendBytes('x'.repeat(900_000));
      await tailing.poll();
      let reads = 0;
      for (let n = 0; n < 20; n++) {
        log.appendBytes('x');
        reads += (await callsOf(() => tailing.poll())).filter((call) => call === 'read foo.jsonl').length;
      }
      expect(reads).to.be.lessThan(20 * 5);
      log.appendBytes('\n');
      await tailing.poll();
      expect(tailing.handed[1]?.bytes.length).to.equal(900_020);
    });
  });

  it('finds the newline of another file that has come in the place of one whose last line was long', async () => {
    for (const size of [500, 300_000, 700_000]) {
      await tailed({}, async (log, tailing) => {
        log.append('a');
        await tailing.settle();
        log.appendBytes('x'.repeat(500_000));
        await tailing.poll();
        log.rewrite(() => `a\nb\n${'y'.repeat(size)}`);
        await tailing.poll();
        expect(tailing.lines).to.deep.equal(['a', 'b']);
        expect(tailing.lag).to.deep.equal([size, 0]);
      });
    }
  });
});
