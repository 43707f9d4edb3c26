import { expect } from 'chai';
import fc from 'fast-check';
import type { MessagePlace } from '../../../src/io/log/commit-log';
import { runsOf } from '../../campaign';
import { addAll, allOf, bytes, type WithLog } from './log-under-test';
import { onEachLog } from './each-log';

/** What every log promises of what is added (law L4). */

describe('what is added to', () => {
  onEachLog(itTakes);
});

function itTakes(withLog: WithLog): void {
  it('gives the messages of all writers in one order, each as it was added', () =>
    withLog(async ({ log }) => {
      const added = await Promise.all(
        Array.from({ length: 30 }, (_, i) => addAll(log, `j.h${i % 3}`, [`a${i}`, `b${i}`])),
      );
      const places = added.flat().map(Number);
      expect(new Set(places).size).to.equal(60);
      const read = await allOf(log);
      const expected = added.flatMap(([a, b], i) => [`${a} j.h${i % 3} a${i}`, `${b} j.h${i % 3} b${i}`]);
      const byPlace = (x: string, y: string): number => Number.parseInt(x) - Number.parseInt(y);
      expect(read).to.deep.equal(expected.sort(byPlace));
    }));

  it('gives bytes as they were added, the empty message and one of a megabyte among them', () =>
    withLog(async ({ log }) => {
      const large = Buffer.alloc(1024 * 1024, 'x\0\xff');
      for (const text of [Buffer.alloc(0), Buffer.from([0, 255, 10, 13]), large])
        await log.append('j.a', text, 'any');
      const read: Uint8Array[] = [];
      for await (const part of log.read({ ends: true })) if (part.kind === 'appended') read.push(part.text);
      expect(read.map((text) => Buffer.from(text).toString('base64'))).to.deep.equal(
        [Buffer.alloc(0), Buffer.from([0, 255, 10, 13]), large].map((text) => text.toString('base64')),
      );
      expect((await log.lastOf('j.a'))?.text.length).to.equal(large.length);
    }));

  it('adds only behind the writer’s last message, whatever others wrote', () =>
    withLog(async ({ log }) => {
      const step = fc.record({ writer: fc.constantFrom('j.a', 'j.b', 'ctl.config'), after: fc.nat(4) });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const lasts = new Map<string, MessagePlace>();
          for (const writer of ['j.a', 'j.b', 'ctl.config']) {
            const last = await log.lastOf(writer);
            if (last !== undefined) lasts.set(writer, last.place);
          }
          for (const { writer, after } of steps) {
            const last = lasts.get(writer);
            const others = [...lasts.values()].filter((place) => place !== last);
            const choice = [last, undefined, 'any' as const, others[0], last === undefined ? 9n : last - 1n][
              after
            ];
            const isNext = choice === 'any' || choice === last;
            const place = await log.append(writer, bytes('x'), choice);
            expect(place === 'stale', `${writer} after ${choice ?? 'none'} of ${last ?? 'none'}`).to.equal(
              !isNext,
            );
            if (place !== 'stale') lasts.set(writer, place);
            expect((await log.lastOf(writer))?.place).to.equal(lasts.get(writer));
          }
        }),
        { numRuns: runsOf('logs') },
      );
    }));

  it('tells who added and did not hear of it that it is there: the last message is its own', () =>
    withLog(async ({ log }) => {
      const [first] = await addAll(log, 'j.a', ['one']);
      await log.append('j.a', bytes('two'), first);
      expect(await log.append('j.a', bytes('two'), first)).to.equal('stale');
      const last = await log.lastOf('j.a');
      expect(Buffer.from(last?.text ?? []).toString()).to.equal('two');
      expect(await allOf(log)).to.have.lengthOf(2);
    }));

  it('knows the last message of each writer', () =>
    withLog(async ({ log, prune }) => {
      expect(await log.lastOf('j.a')).to.equal(undefined);
      await addAll(log, 'j.a', ['one', 'two']);
      await addAll(log, 'j.ab', ['three']);
      const last = await log.lastOf('j.a');
      expect(last).to.deep.include({ kind: 'appended', place: 2n, writer: 'j.a' });
      expect(last?.atMs).to.be.a('number');
      await prune(2n);
      expect(await log.lastOf('j.a')).to.equal(undefined);
      expect(await log.append('j.a', bytes('four'), 2n)).to.equal('stale');
      expect(await log.append('j.a', bytes('four'), undefined)).to.equal(4n);
    }));
}
