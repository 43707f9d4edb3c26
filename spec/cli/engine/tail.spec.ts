import { expect } from 'chai';
import { tailBegin, TailLines } from '../../../src/cli/engine/tail';
import { EMPTY_LOG } from '../../../src/io/log/fold-log';
import { hostMessage } from '../../../src/io/log/message-text';
import { AT, BY, control, fundOf, headOf, Pen, type Written } from '../../io/log/log-made';
import { MemoryLog } from '../../io/log/memory-log';

/** The place and verdict of each line, from where a tail of the log begins. */
async function verdictsOf(log: MemoryLog, from?: bigint): Promise<readonly string[]> {
  const begin = await tailBegin(log, from);
  const lines = new TailLines(begin.state);
  const verdicts: string[] = [];
  for await (const part of log.read({ ...begin.reading, ends: true })) {
    const line = lines.lineOf(part);
    verdicts.push(line.replace(/^(\d+) .* {2}(\w.*)$/, '$1 $2'));
  }
  return verdicts;
}

function isUnjudged(lines: readonly string[]): boolean {
  return lines.every((line) => !/counts|refused/.test(line));
}

async function logOf(messages: readonly Written[]): Promise<MemoryLog> {
  const log = new MemoryLog();
  for (const { writer, text } of messages) await log.append(writer, text, 'any');
  return log;
}

describe('the tail of a log', () => {
  const a = new Pen('a');
  const [first, second, third] = [a.promise(1), a.promise(2), a.promise(3)];
  const before = [control(fundOf(['a'])), first];

  it('judges what lies behind a head that another message came before', async () => {
    const log = await logOf([...before, second, headOf(before), third]);
    expect(await verdictsOf(log)).to.deep.equal(['1 counts', '2 counts', '3 counts', '4 head', '5 counts']);
  });

  it('says where a host spoke in the name of the log', async () => {
    const b = new Pen('b');
    const gap = { kind: 'caution', ts: AT, code: 'log_gap', incomplete: true } as const;
    const log = await logOf([control(fundOf(['b'])), b.write([gap]), b.copy('b/2').write([])]);
    expect(await verdictsOf(log)).to.deep.equal(['1 counts', '2 counts in part', '3 counts']);
  });

  it('judges a log that begins with what counts for nobody', async () => {
    const c = new Pen('c');
    const log = await logOf([c.copy('c/0').promise(1), control(fundOf(['c'])), c.promise(1)]);
    expect(await verdictsOf(log)).to.deep.equal(['1 refused', '2 counts', '3 counts']);
  });

  it('begins at a head that a later one vouches for, and before it when asked to', async () => {
    const one = [...before, headOf(before)];
    const two = [...one, second, headOf([...one, second])];
    const log = await logOf([...two, third]);
    expect(await verdictsOf(log)).to.deep.equal(['4 counts', '5 head', '6 counts']);
    expect(await verdictsOf(log, 2n)).to.have.lengthOf(6);
  });

  it('begins at the last such head before the place that is asked for, also where the beginning is gone', async () => {
    const one = [...before, headOf(before)];
    const two = [...one, second, headOf([...one, second])];
    const log = await logOf([...two, third, headOf([...two, third])]);
    log.prune(2n);
    expect(await verdictsOf(log)).to.deep.equal(['6 counts', '7 head']);
    expect(await verdictsOf(log, 5n)).to.deep.equal(['4 counts', '5 head', '6 counts', '7 head']);
    expect(await verdictsOf(log, 3n))
      .to.have.lengthOf(5)
      .and.satisfy(isUnjudged);
  });

  it('judges nothing where the beginning is gone and no head tells of it', async () => {
    const log = await logOf([...before, second]);
    log.prune(1n);
    expect(await verdictsOf(log)).to.satisfy(isUnjudged);
  });

  it('judges nothing where the beginning of the log is gone', () => {
    const lines = new TailLines(EMPTY_LOG);
    const text = hostMessage([], {
      kind: 'commit',
      seq: 0,
      at: 1000,
      steps: {},
      quarantine: 0,
      prev: null,
      ...BY,
      by: 'exec-a/4711',
    }).text;
    const line = lines.lineOf({ kind: 'appended', place: 5n, writer: 'j.exec-a', text, atMs: 0 });
    expect(line).to.match(/^5 {2}1970-01-01T00:00:00\S+ {2}j\.exec-a {2}commit 0 .*by exec-a\/4711$/);
    expect(lines.lineOf({ kind: 'gap', place: 9n })).to.equal(
      'what lay before place 9 is not there any more',
    );
  });
});
