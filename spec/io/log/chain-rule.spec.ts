import { expect } from 'chai';
import fc from 'fast-check';
import { hostIn } from '../../../src/io/log/host-state';
import { readMessage } from '../../../src/io/log/message-text';
import { runsOf } from '../../campaign';
import { rows } from '../journal/journal-made';
import { control, foldOf, fundOf, Pen, type Written } from './log-made';

/** Which commits count (L4): any writers, of which none asks whether it may, and a model that knows only the rule. */

const HOSTS = ['a', 'b'];

/** What one of several writers does next. */
const actions = fc.array(
  fc.record({
    writer: fc.nat(4),
    act: fc.constantFrom('write', 'write', 'write', 'write and lose', 'send again', 'restore', 'forge'),
  }),
  { maxLength: 60 },
);

/** Two writers of one host that take turns: the first is deaf. */
const FIGHT = [0, 2, 0, 0].flatMap((writer) => [
  { writer, act: writer === 2 ? 'restore' : 'write' },
  { writer, act: 'write' },
]);

/** The log that they make. A writer goes on from what it believes, whether its commit was taken or not. */
function logOf(acts: readonly { readonly writer: number; readonly act: string }[]): readonly Written[] {
  const log: Written[] = [control(fundOf(HOSTS))];
  const pens = Array.from({ length: 5 }, (_, n) => new Pen(HOSTS[n % 2] ?? '', `pen/${n}`));
  const sent = pens.map((): Written[] => []);
  for (const [n, { writer, act }] of acts.entries()) {
    const pen = pens[writer];
    const own = sent[writer];
    if (pen === undefined || own === undefined) continue;
    if (act === 'restore') {
      const { seal, journal } = hostIn(foldOf(log).state, pen.host);
      [pen.seq, pen.seal] = [journal.seq, seal];
    } else if (act === 'send again') log.push(...own.slice(-1));
    else if (act === 'forge') {
      const forger = pen.copy('forger/1');
      forger.seal = 'f'.repeat(32);
      log.push(forger.write([rows(`forged ${n}`)]));
    } else {
      const written = pen.write([rows(`${pen.by} ${n}`)]);
      if (act === 'write') {
        log.push(written);
        own.push(written);
      }
    }
  }
  return log;
}

/** The places of the commits of a host that count: each is the first that follows the one before. */
function counting(log: readonly Written[], host: string): readonly number[] {
  const found: number[] = [];
  let last: { readonly seq: number; readonly seal: string | null } = { seq: -1, seal: null };
  for (;;) {
    const { seq, seal } = last;
    const from = (found.at(-1) ?? -1) + 1;
    const next = log.findIndex(({ writer, text }, n) => {
      const message = readMessage(writer, text);
      if (n < from || writer !== `j.${host}` || message.kind !== 'commit') return false;
      return message.commit.seq === seq + 1 && message.commit.prev === seal;
    });
    const { writer, text } = log[next] ?? { writer: '', text: new Uint8Array() };
    const message = readMessage(writer, text);
    if (message.kind !== 'commit') return found;
    found.push(next);
    last = { seq: message.commit.seq, seal: message.seal };
  }
}

describe('the chain rule (L4)', function () {
  this.timeout(60_000);

  it('counts the first commit that follows, whoever wrote it, and what follows from the others for nobody', () => {
    let refused = 0;
    fc.assert(
      fc.property(actions, (acts) => {
        const log = logOf(acts);
        const counts = new Set([0, ...HOSTS.flatMap((host) => counting(log, host))]);
        const folded = foldOf(log);
        expect(folded.refused).to.have.length(log.length - counts.size);
        const alone = foldOf(log.filter((_, n) => counts.has(n)));
        expect(alone.refused).to.deep.equal([]);
        expect(folded.entries).to.deep.equal(alone.entries);
        expect(folded.state).to.deep.equal(alone.state);
        refused += folded.refused.length;
        // Who restores now goes on from there.
        for (const host of HOSTS) {
          const { seal, journal } = hostIn(folded.state, host);
          const heir = new Pen(host, 'heir/1');
          [heir.seq, heir.seal] = [journal.seq, seal];
          expect(foldOf([heir.write([])], folded.state).refused).to.deep.equal([]);
        }
      }),
      { numRuns: runsOf('chains'), endOnFailure: true, examples: [[FIGHT]] },
    );
    expect(refused).to.be.at.least(3);
  });
});
