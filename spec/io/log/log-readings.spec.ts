import { expect } from 'chai';
import { WorldError } from '../../../src/io/files/failures';
import { addAll, allOf, bytes, following, type WithLog } from './log-under-test';
import { onEachLog } from './each-log';

/** What every log promises of its readings (laws L4, L6). */

describe('a reading of', () => {
  onEachLog(itReads);
});

function itReads(withLog: WithLog): void {
  it('reads what comes after a message, or a place', () =>
    withLog(async ({ log }) => {
      await addAll(log, 'j.a', ['one', 'two', 'three']);
      expect(await allOf(log, { after: { place: 1n, text: bytes('one') } })).to.deep.equal([
        '2 j.a two',
        '3 j.a three',
      ]);
      expect(await allOf(log, { afterPlace: 2n })).to.deep.equal(['3 j.a three']);
      expect(await allOf(log, { after: { place: 3n, text: bytes('three') } })).to.deep.equal([]);
    }));

  it('ends at what was last when the reading began', () =>
    withLog(async ({ log }) => {
      expect(await allOf(log)).to.deep.equal([]);
      await addAll(log, 'j.a', ['one', 'two']);
      await addAll(log, 'j.b', ['three']);
      const read: string[] = [];
      for await (const part of log.read({ ends: true })) {
        read.push(part.kind);
        await addAll(log, 'j.a', ['more']);
      }
      expect(read).to.have.lengthOf(3);
      expect(await allOf(log, { writers: ['j.b'] })).to.deep.equal(['3 j.b three']);
      expect(await allOf(log, { writers: ['j.c'] })).to.deep.equal([]);
    }));

  it('reads some writers alone, in the order of the log', () =>
    withLog(async ({ log }) => {
      for (const [i, writer] of ['j.a', 'j.b', 'ctl.config', 'j.b', 'j.a', 'j.abc'].entries())
        await addAll(log, writer, [`${i}`]);
      expect(await allOf(log, { writers: ['j.a'] })).to.deep.equal(['1 j.a 0', '5 j.a 4']);
      expect(await allOf(log, { writers: ['j.b', 'ctl.config'] })).to.deep.equal([
        ...['2 j.b 1', '3 ctl.config 2', '4 j.b 3'],
      ]);
      expect(await allOf(log, { writers: ['j.a'], after: { place: 4n, text: bytes('3') } })).to.deep.equal([
        '5 j.a 4',
      ]);
    }));

  it('waits for more, until it is told to stop', () =>
    withLog(async ({ log }) => {
      await addAll(log, 'j.a', ['one']);
      const [all, ofB] = [following(log), following(log, { writers: ['j.b'] })];
      expect(await all.next()).to.equal('1 j.a one');
      const [next, nextOfB] = [all.next(), ofB.next()];
      await addAll(log, 'j.a', ['two']);
      await addAll(log, 'j.b', ['three']);
      expect(await next).to.equal('2 j.a two');
      expect(await nextOfB).to.equal('3 j.b three');
      expect(await all.next()).to.equal('3 j.b three');
      const waiting = ofB.next();
      await all.end();
      await ofB.end();
      expect([await waiting, await all.next(), await ofB.next()]).to.deep.equal(['end', 'end', 'end']);
    }));

  it('gives nothing where it was told to stop before it began', () =>
    withLog(async ({ log }) => {
      await addAll(log, 'j.a', ['one']);
      expect(await allOf(log, { signal: AbortSignal.abort() })).to.deep.equal([]);
    }));

  it('tells of what is not there any more, once, and goes on behind it', () =>
    withLog(async ({ log, prune }) => {
      await addAll(log, 'j.a', ['one', 'two', 'three', 'four']);
      await prune(2n);
      const rest = ['3 j.a three', '4 j.a four'];
      expect(await allOf(log)).to.deep.equal(rest);
      expect(await allOf(log, { afterPlace: 2n })).to.deep.equal(rest);
      expect(await allOf(log, { after: { place: 2n, text: bytes('two') } })).to.deep.equal(rest);
      expect(await allOf(log, { after: { place: 1n, text: bytes('one') } })).to.deep.equal([
        'gap 3',
        ...rest,
      ]);
      expect(await allOf(log, { afterPlace: 1n, writers: ['j.b'] })).to.deep.equal(['gap 3']);
      await prune(4n);
      expect(await allOf(log, { afterPlace: 1n })).to.deep.equal(['gap 5']);
      expect(await allOf(log)).to.deep.equal([]);
      expect(await addAll(log, 'j.a', ['five'])).to.deep.equal([5n]);
    }));

  it('tells a reader that lags behind the pruning', () =>
    withLog(async ({ log, prune }) => {
      const texts = Array.from({ length: 250 }, (_, i) => `${i + 1}`);
      await addAll(log, 'j.a', texts);
      const reader = following(log);
      expect(await reader.next()).to.equal('1 j.a 1');
      await prune(240n);
      const parts: string[] = [];
      while (parts.at(-1) !== '250 j.a 250') parts.push(await reader.next());
      await reader.end();
      // What waited with the reader already may be given still.
      const given = parts.indexOf('gap 241');
      expect(parts).to.deep.equal([
        ...texts.slice(1, given + 1).map((text) => `${text} j.a ${text}`),
        'gap 241',
        ...texts.slice(240).map((text) => `${text} j.a ${text}`),
      ]);
    }));

  it('tells who read what the log lost, and ends: it is not deaf to what comes in its place', () =>
    withLog(async ({ log, keep }) => {
      await addAll(log, 'j.a', ['one', 'two']);
      const back = await keep();
      await addAll(log, 'j.a', ['three', 'four']);
      const reader = following(log, { after: { place: 3n, text: bytes('three') } });
      expect(await reader.next()).to.equal('4 j.a four');
      await back();
      expect([await reader.next(), await reader.next()]).to.deep.equal(['rewound', 'end']);
      const lost = { place: 4n, text: bytes('four') };
      expect(await allOf(log, { after: lost })).to.deep.equal(['rewound']);
      expect(await allOf(log, { afterPlace: 4n })).to.deep.equal(['rewound']);
      expect(await allOf(log, { after: { place: 2n, text: bytes('two') } })).to.deep.equal([]);
      expect(await log.append('j.a', bytes('another'), 4n)).to.equal('stale');
      expect(await addAll(log, 'j.a', ['a third', 'a fourth'])).to.deep.equal([3n, 4n]);
      expect(await allOf(log, { after: lost }), 'the same place, another message').to.deep.equal(['rewound']);
      await reader.end();
    }));

  it('ends when the log is closed, which takes nothing any more', () =>
    withLog(async ({ log }) => {
      await addAll(log, 'j.a', ['one']);
      const reader = following(log);
      await reader.next();
      const waiting = reader.next();
      await log.close();
      expect(await waiting).to.equal('end');
      expect(await allOf(log)).to.deep.equal([]);
      const refused = await log.append('j.a', bytes('two'), 'any').catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(WorldError);
    }));
}
