import { expect } from 'chai';
import { HostReading, type HostPart } from '../../../../src/io/log/host/host-reading';
import type { SentCommit } from '../../../../src/io/log/host/sent-commit';
import { readMessage } from '../../../../src/io/log/message-text';
import { addTo, AT, control, foldOf, fundOf, headOf, Pen, type Written } from '../log-made';
import { MemoryLog } from '../memory-log';

/** A log of these messages, and its reading as host a has it. */
async function readingOf(messages: readonly Written[]): Promise<{ log: MemoryLog; reading: HostReading }> {
  const log = new MemoryLog();
  await addTo(log, ...messages);
  return { log, reading: await HostReading.open(log, 'a') };
}

async function partsOf(reading: HostReading, sent: readonly SentCommit[] = []): Promise<HostPart[]> {
  const parts: HostPart[] = [];
  for await (const part of reading.readOn(sent)) parts.push(part);
  return parts;
}

function sentOf({ writer, text }: Written): SentCommit {
  const message = readMessage(writer, text);
  if (message.kind !== 'commit') throw new Error(`${writer} sent a ${message.kind}`);
  return { ...message, text };
}

/** Who wrote each commit, and whether it counts; or what was lost. */
function wordsOf(parts: readonly HostPart[]): readonly string[] {
  return parts.map((part) =>
    part.kind === 'lost' ? part.why : `${part.message.commit.by} ${part.isCounted ? 'counts' : 'refused'}`,
  );
}

describe('the reading of one host', () => {
  const fund = control(fundOf(['a', 'b']));

  it('tells each commit of the host and whether it counts, and none twice', async () => {
    const a = new Pen('a');
    const [first, stray, second] = [a.promise(1), new Pen('a', 'a/0').promise(9), a.promise(2)];
    const messages = [fund, first, new Pen('b').promise(1), stray];
    const { log, reading } = await readingOf(messages);
    expect(wordsOf(await partsOf(reading))).to.deep.equal(['a/1 counts', 'a/0 refused']);
    await addTo(log, second);
    expect(wordsOf(await partsOf(reading))).to.deep.equal(['a/1 counts']);
    const alone = foldOf([fund, first, stray, second]).state;
    expect(reading.state).to.deep.equal(alone);
  });

  it('knows the last message of the host and who wrote it, also where a head came after', async () => {
    const before = [fund, new Pen('a', 'a/7').promise(1)];
    const one = [...before, headOf(before)];
    const { reading } = await readingOf([...one, headOf(one)]);
    expect([reading.last, reading.writtenBy]).to.deep.equal([2n, 'a/7']);
    expect(await partsOf(reading)).to.deep.equal([]);
    expect([reading.last, reading.writtenBy]).to.deep.equal([2n, 'a/7']);
  });

  it('knows none of a host that said nothing', async () => {
    const { reading } = await readingOf([fund, new Pen('b').promise(1)]);
    expect(await partsOf(reading)).to.deep.equal([]);
    expect([reading.last, reading.writtenBy]).to.deep.equal([undefined, undefined]);
  });

  it('goes on from what was added, and never back to what is read after', async () => {
    const a = new Pen('a');
    const { log, reading } = await readingOf([fund, a.promise(1)]);
    await addTo(log, a.copy('a/2').promise(2));
    reading.add(3n, 'a/2');
    expect([reading.last, reading.writtenBy]).to.deep.equal([3n, 'a/2']);
    const lasts: unknown[] = [];
    for await (const { kind } of reading.readOn([])) lasts.push([kind, reading.last]);
    expect(lasts).to.deep.equal([
      ['commit', 3n],
      ['commit', 3n],
    ]);
    expect(reading.writtenBy).to.equal('a/2');
  });

  it('gives what was sent as it was sent, without unpacking it', async () => {
    const a = new Pen('a');
    const [first, second] = [a.promise(1), a.promise(2)];
    const { reading } = await readingOf([fund, first, second]);
    const sent = sentOf(second);
    const given = (await partsOf(reading, [sent])).map((part) => part.kind === 'commit' && part.message);
    expect(given.map((message) => message === sent)).to.deep.equal([false, true]);
  });

  it('counts how often the fund’s record names another host for the snapshots', async () => {
    const named = (host: string): Written => control(fundOf(['a', 'b'], { snapshots_from: host }));
    const { log, reading } = await readingOf([fund, named('b'), named('b')]);
    await partsOf(reading);
    // From none to a, and from a to b.
    expect(reading.snapshotTurns).to.equal(2);
    await addTo(log, named('a'));
    await partsOf(reading);
    expect(reading.snapshotTurns).to.equal(3);
  });

  it('tells what the log has lost, and ends', async () => {
    const a = new Pen('a');
    const messages = [fund, ...[1, 2, 3, 4].map((n) => a.promise(n, AT + n))];
    const rewound = await readingOf(messages);
    await partsOf(rewound.reading);
    rewound.log.rewind(3n);
    expect(wordsOf(await partsOf(rewound.reading))).to.deep.equal(['the log has lost its end']);
    const lagging = await readingOf(messages.slice(0, 2));
    await partsOf(lagging.reading);
    await addTo(lagging.log, ...messages.slice(2));
    lagging.log.prune(4n);
    expect(wordsOf(await partsOf(lagging.reading))).to.deep.equal([
      'the log has lost what came since this ship last read it',
    ]);
  });

  it('ends early when told to stop, and goes on from there', async () => {
    const a = new Pen('a');
    const { reading } = await readingOf([fund, a.promise(1), a.promise(2)]);
    const stop = new AbortController();
    const parts: HostPart[] = [];
    for await (const part of reading.readOn([], stop.signal)) {
      parts.push(part);
      stop.abort();
    }
    expect(parts).to.have.lengthOf(1);
    expect(await partsOf(reading)).to.have.lengthOf(1);
  });
});
