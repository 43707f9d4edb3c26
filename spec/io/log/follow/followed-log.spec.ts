import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { UsageError } from '../../../../src/io/files/failures';
import { FollowedLog, type LogListener } from '../../../../src/io/log/follow/followed-log';
import { MemoryLog } from '../memory-log';
import { rows } from '../../journal/journal-made';
import { BY, AT, control, foldOf, fundOf, Pen, wordsOf, type Written } from '../log-made';
import type { SealedCommit } from '../../../../src/io/journal/journal';

const DEAF: LogListener = {
  wake: () => undefined,
  onCommit: () => undefined,
  onOverstep: () => undefined,
};

async function logOf(messages: readonly Written[]): Promise<MemoryLog> {
  const log = new MemoryLog();
  await add(log, messages);
  return log;
}

async function add(log: MemoryLog, messages: readonly Written[]): Promise<void> {
  for (const { writer, text } of messages) await log.append(writer, text, 'any');
}

async function opened(log: MemoryLog, before = Infinity, listener = DEAF): Promise<FollowedLog> {
  const followed = await FollowedLog.open(log, before, listener);
  if (followed === undefined) throw new Error('the log has no record of the fund');
  return followed;
}

async function newsOf(followed: FollowedLog): Promise<readonly string[]> {
  const entries: SealedCommit[] = [];
  for await (const entry of followed.news()) entries.push(entry);
  return wordsOf(entries);
}

describe('FollowedLog', () => {
  const a = new Pen('a');
  const fund = control(fundOf(['a']));
  const commits = Array.from({ length: 6 }, (_, n) => a.write([rows(String(n))]));
  const strange = { writer: 'j.zombie', text: commits[0]?.text ?? new Uint8Array() };

  it('begins before any commit, and goes on with what follows, also with what comes later', async () => {
    for (let before = 1; before <= 4; before++) {
      const log = await logOf([fund, strange, ...commits.slice(0, 3)]);
      const followed = await opened(log, before);
      expect(followed.state.seq).to.equal(before);
      expect(followed.state).to.deep.include({ begun: AT, bookmarks: {} });
      expect(await newsOf(followed)).to.deep.equal(['rows 0', 'rows 1', 'rows 2'].slice(before - 1));
      await add(log, [strange, ...commits.slice(3)]);
      expect(await newsOf(followed)).to.deep.equal(['rows 3', 'rows 4', 'rows 5']);
      expect(followed.logState).to.deep.equal(foldOf([fund, ...commits]).state);
      expect(await followed.holdsPlace()).to.equal(true);
      followed.close();
    }
  });

  it('takes what cannot be read for no commit of the host: whoever wrote it was not heard', async () => {
    const log = await logOf([fund]);
    const heard: unknown[] = [];
    const onCommit: LogListener['onCommit'] = (...commit) => heard.push(commit);
    const followed = await opened(log, Infinity, { ...DEAF, onCommit });
    const [first, second] = commits;
    if (first === undefined || second === undefined) throw new Error('there are six');
    await add(log, [first, { writer: 'j.a', text: Buffer.from('?') }, second, strange]);
    expect(await newsOf(followed)).to.have.length(3);
    expect(heard).to.deep.equal([
      ['a', true, a.by],
      ['a', true, a.by],
      ['zombie', false, a.by],
    ]);
    followed.close();
  });

  it('is not opened when told to stop while the log is read', async () => {
    const log = await logOf([fund, ...commits]);
    const stop = new AbortController();
    const read = log.read.bind(log);
    let count = 0;
    log.read = async function* (reading) {
      for await (const part of read(reading)) {
        if (reading.writers === undefined && ++count === 3) stop.abort();
        yield part;
      }
    };
    expect(await FollowedLog.open(log, Infinity, DEAF, stop.signal)).to.equal(undefined);
    expect(count).to.be.below(commits.length);
  });

  it('begins at the end of a log that is shorter than it was, or that it does not know', async () => {
    const log = await logOf([fund, ...commits]);
    for (const before of [99, Infinity]) {
      const followed = await opened(log, before);
      expect(followed.state.seq).to.equal(7);
      expect(await newsOf(followed)).to.deep.equal([]);
      followed.close();
    }
  });

  it('does not open before there is a record of the fund', async () => {
    expect(await FollowedLog.open(await logOf([strange]), Infinity, DEAF)).to.equal(undefined);
    expect(await FollowedLog.open(new MemoryLog(), 3, DEAF)).to.equal(undefined);
  });

  it('tells of the commits of each host, and which of them count', async () => {
    const heard: string[] = [];
    let woken = 0;
    const log = await logOf([fund]);
    const onCommit = (host: string, counts: boolean): void => {
      heard.push(`${host} ${counts}`);
    };
    const followed = await opened(log, Infinity, { ...DEAF, wake: () => woken++, onCommit });
    await add(log, [...commits.slice(0, 1), strange, ...commits.slice(0, 1)]);
    await newsOf(followed);
    expect(heard).to.deep.equal(['a true', 'zombie false', 'a false']);
    expect(woken).to.equal(3);
    followed.close();
  });

  it('does not hold its place where the log lost what was read, even if it goes on from there', async () => {
    for (const goesOn of [false, true]) {
      const log = await logOf([fund, ...commits]);
      const followed = await opened(log);
      log.rewind(4n);
      if (goesOn)
        await add(
          log,
          Array.from({ length: 9 }, () => strange),
        );
      await newsOf(followed);
      expect(await followed.holdsPlace()).to.equal(false);
      followed.close();
      const again = await opened(log, followed.state.seq);
      expect(again.state.seq).to.equal(4);
      again.close();
    }
  });

  it('stops at a message of a later build', async () => {
    const log = await logOf([fund]);
    const followed = await opened(log);
    const later = inflateRawSync(control({ kind: 'forget', host: 'a', at: AT, ...BY, format: 2 }).text);
    await log.append('ctl.forget', deflateRawSync(later), 'any');
    const stopped = await newsOf(followed).catch((error: unknown) => error);
    expect(stopped).to.be.instanceOf(UsageError).with.property('message').that.contains('format 2');
    followed.close();
  });
});
