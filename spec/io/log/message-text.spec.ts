import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import type { ForgetRecord, HostCommit } from '../../../src/io/log/log-records';
import { controlMessage, hostMessage, readMessage } from '../../../src/io/log/message-text';
import { UsageError } from '../../../src/io/files/failures';

const COMMIT: HostCommit = {
  ...{ kind: 'commit', seq: 3, at: 1_000, steps: {}, quarantine: 0 },
  ...{ prev: 'ab'.repeat(16), by: 'exec-a/4711', format: 1, program: '0.1.0' },
};
const MARK = { kind: 'mark', promise: 900 } as const;
const FORGET: ForgetRecord = { kind: 'forget', host: 'exec-a', at: 5, format: 1, program: '0.1.0' };

/** The message with its text changed, packed again. */
function changed(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  return deflateRawSync(change(inflateRawSync(bytes).toString()));
}

/** What another program than ours may seal. */
function hostText(records: readonly object[], commit: object): Uint8Array {
  const lines = [...records, commit].map((record) => `${JSON.stringify(record)}\n`);
  const unsealed = lines.join('').slice(0, -2);
  const seal = createHash('sha256').update(unsealed).digest('hex').slice(0, 32);
  return deflateRawSync(`${unsealed},"sha256":"${seal}"}\n`);
}

describe('the messages of a log', () => {
  it('give a commit of a host back as it was written', () => {
    const { text, seal } = hostMessage([MARK], COMMIT);
    const read = readMessage('j.exec-a', text);
    expect(read).to.deep.include({ kind: 'commit', seal, records: [MARK] });
    expect(read.kind === 'commit' && { ...read.commit, steps: read.commit.steps }).to.deep.include(COMMIT);
  });

  it('give a control record back as it was written', () => {
    expect(readMessage('ctl.forget', controlMessage(FORGET))).to.deep.equal(FORGET);
  });

  it('are unreadable where they are not as they were written', () => {
    const commit = hostMessage([MARK], COMMIT).text;
    const broken: readonly (readonly [string, Uint8Array])[] = [
      ['j.exec-a', Buffer.from('nonsense')],
      ['j.exec-a', new Uint8Array()],
      ['j.exec-a', changed(commit, (text) => text.replace('900', '901'))],
      ['j.exec-a', changed(commit, (text) => text.slice(0, -1))],
      ['j.exec-a', changed(commit, (text) => text + text)],
      ['j.exec-a', controlMessage(FORGET)],
      ['ctl.forget', commit],
      ['ctl.forget', changed(controlMessage(FORGET), (text) => text.replace('exec-a', 'exec-b'))],
    ];
    for (const [writer, bytes] of broken)
      expect(readMessage(writer, bytes), writer).to.deep.equal({ kind: 'unreadable' });
  });

  it('are unreadable where a host sealed what no reader can use', () => {
    const end = { offset: 1, hash: 'h', line: 'l' };
    const steps = (moves: unknown): object => ({ steps: { orders_executed: moves } });
    const commits: readonly object[] = [
      ...[{ seq: -1 }, { seq: 1.5 }, { seq: '3' }, { at: null }, { at: 1e300 }, { by: 7 }, { prev: 0 }],
      ...[{ steps: null }, { steps: [] }, { quarantine: 'all' }, { format: null }, steps({}), steps([null])],
      ...[steps([{ step: 'on' }]), steps([{ step: 'read', ends: [{ ...end, offset: -1 }] }])],
      ...[steps([{ step: 'read', ends: [null] }]), steps([{ step: 'rest', from: end }])],
    ];
    const records: readonly object[] = [
      ...[{ kind: 'mark', promise: 1e300 }, { kind: 'mark' }, { kind: 'spell' }, {}],
      { kind: 'rows', source: 1, file: 'f', first: 1, latest: 1, late: [], lines: [] },
      { kind: 'rows', source: 'orders_executed', file: 'f', first: 1, latest: 1e99, late: [], lines: [] },
      { kind: 'snapshot', name: 'nav', received: 1, value: {} },
      { kind: 'caution', ts: 'now', code: 'gap', incomplete: true },
      { kind: 'caution', ts: 1, code: 'gap', incomplete: true, hole: { after: end } },
    ];
    const texts = [
      ...commits.map((fields) => hostText([MARK], { ...COMMIT, ...fields })),
      ...records.map((record) => hostText([record], COMMIT)),
    ];
    for (const [n, text] of texts.entries())
      expect(readMessage('j.exec-a', text), String(n)).to.deep.equal({ kind: 'unreadable' });
    const good = hostText([MARK], { ...COMMIT, ...steps([{ step: 'read', ends: [end] }, { step: 'left' }]) });
    expect(readMessage('j.exec-a', good).kind).to.equal('commit');
  });

  it('stop their reader where a later build wrote them', () => {
    const later = { ...{ format: 2, program: '9.0.0' } };
    for (const [writer, bytes] of [
      ['j.exec-a', hostMessage([MARK], { ...COMMIT, ...later }).text],
      ['ctl.forget', controlMessage({ ...FORGET, ...later })],
    ] as const)
      expect(() => readMessage(writer, bytes))
        .to.throw(UsageError)
        .with.property('message')
        .that.matches(/of .* in format 2, written by intel 9\.0\.0; this build reads format 1/);
  });

  it('are not unpacked beyond what a commit can be', () => {
    const bomb = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
    expect(readMessage('j.exec-a', bomb)).to.deep.equal({ kind: 'unreadable' });
    const lines = deflateRawSync(Buffer.alloc(200 * 1024 * 1024, '1\n'));
    expect(readMessage('j.exec-a', lines)).to.deep.equal({ kind: 'unreadable' });
  }).timeout(10_000);
});
