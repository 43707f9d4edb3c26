import { expect } from 'chai';
import { rows } from '../journal/journal-made';
import { hostMessage } from '../../../src/io/log/message-text';
import { AT, BY, configOf, control, foldOf, forget, fundOf, lapse, Pen, step, wordsOf } from './log-made';

const NAV = {
  kind: 'snapshot',
  name: 'nav',
  received: AT,
  seen: { signature: 's', sha256: 'h' },
  value: {},
} as const;

describe('the fold of a log (L4)', () => {
  it('counts the commits of hosts that the fund names, from its record on', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const early = a.copy('a/0').write([rows('early')]);
    const { entries, refused, state } = foldOf([
      early,
      control(fundOf(['a'])),
      a.write([rows('1')]),
      b.write([rows('2')]),
      a.write([rows('3')]),
    ]);
    expect(wordsOf(entries)).to.deep.equal(['config', 'rows 1', 'rows 3']);
    expect(refused).to.deep.equal(['a', 'b']);
    expect(entries.map(({ commit }) => commit.seq)).to.deep.equal([0, 1, 2]);
    expect(state).to.include({ seq: 3, begun: AT }).and.have.nested.property('hosts.a.seal', a.seal);
  });

  it('counts no commit out of turn, and none that another follows than its writer knew', () => {
    const a = new Pen('a');
    const first = a.write([rows('1')]);
    const other = a.copy('a/2');
    const second = a.write([rows('2')]);
    const rest = [other.write([rows('2 of another')]), other.write([rows('3 of another')])];
    const third = a.write([rows('3')]);
    const messages = [control(fundOf(['a'])), first, second, ...rest, first, second, third];
    const { entries, refused } = foldOf(messages);
    expect(wordsOf(entries)).to.deep.equal(['config', 'rows 1', 'rows 2', 'rows 3']);
    expect(refused).to.have.length(4);
    // What does not count changes nothing: not a byte of what follows.
    const without = foldOf(messages.filter((message) => !rest.includes(message)));
    expect(foldOf(messages).state).to.deep.equal(without.state);
  });

  it('counts the snapshots of one host', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const fund = fundOf(['a', 'b'], { snapshots_from: 'b' });
    const messages = [
      control(fund),
      a.write([NAV]),
      b.write([NAV]),
      control({ ...fund, snapshots_from: 'a' }),
    ];
    const { state, entries } = foldOf(messages);
    expect(wordsOf(entries)).to.deep.equal(['config', 'snapshot nav', 'config']);
    expect(state.hosts['a']?.journal.snapshots).to.deep.equal({});
    expect(state.hosts['b']?.journal.snapshots).to.deep.equal({ nav: NAV.seen });
    // Whose snapshots did not count sends them again; so does the other if it is named once more.
    const again = foldOf([...messages, control(fund)]).state;
    expect(again.hosts['b']?.journal.snapshots).to.deep.equal({});
  });

  it('takes neither a config nor a promise for another host from a host', () => {
    const a = new Pen('a');
    const { entries, state, overstepped } = foldOf([
      control(fundOf(['a'])),
      a.write([configOf({ tick: '9s' })]),
    ]);
    expect(wordsOf(entries)).to.deep.equal(['config']);
    expect(overstepped).to.deep.equal(['a']);
    expect(state.fund?.config.digest).to.equal('{}');
  });

  it('takes no caution of the log from a host, and no lift of one, and says so', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const ofLog = ['host_silent:b', 'host_silent', 'log_damaged', 'log_gap', 'log_gap:b'].flatMap((code) => {
      const caution = { kind: 'caution', ts: AT, code, incomplete: true } as const;
      return [caution, { ...caution, incomplete: false, lifted: true } as const];
    });
    const own = { kind: 'caution', ts: AT, code: 'order_metrics_gap', incomplete: true } as const;
    const messages = [control(fundOf(['a', 'b'])), b.promise(1000), a.promise(2000), lapse('b', b.seal)];
    for (const record of [...ofLog, own])
      expect(foldOf([...messages, a.copy('a/1').write([record])]), record.code).to.deep.include({
        overstepped: record === own ? [] : ['a'],
        refused: [],
      });
    expect(step([...messages, a.write([...ofLog, own]), b.promise(2000)]).slice(3)).to.deep.equal([
      ...['caution host_silent:b, mark 2000', 'caution order_metrics_gap', 'lift host_silent:b'],
    ]);
  });

  it('takes a caution back when the last host does that stands by it', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const gap = { kind: 'caution', ts: AT, code: 'order_metrics_gap', incomplete: true } as const;
    const lift = { ...gap, incomplete: false, lifted: true } as const;
    const told = [a.write([gap]), b.write([gap]), a.write([lift]), b.write([lift])];
    expect(step([control(fundOf(['a', 'b'])), ...told]).slice(1)).to.deep.equal([
      ...['caution order_metrics_gap', 'caution order_metrics_gap', '', 'lift order_metrics_gap'],
    ]);
  });

  it('tells with a caution what cannot be read of its own, and ignores what it does not know', () => {
    const a = new Pen('a');
    const nonsense = new Uint8Array([1, 2, 3]);
    const written = ['j.a', 'ctl.forget', 'j.b', 'j.a/../b', 'head', 'other', '__proto__', 'ctl.lapse'].map(
      (writer) => ({ writer, text: nonsense }),
    );
    const misplaced = { writer: 'ctl.lapse', text: control(fundOf(['z'])).text };
    const messages = [...written, control(fundOf(['a'])), ...written, misplaced, a.promise(1000)];
    expect(wordsOf(foldOf(messages).entries)).to.deep.equal([
      'config',
      ...['caution log_damaged', 'caution log_damaged', 'caution log_damaged'],
      'mark 1000',
    ]);
  });

  it('knows no host by what every object has', () => {
    const pens = ['__proto__', 'constructor', '7'].map((name) => new Pen(name));
    const fund = control(fundOf(pens.map(({ host }) => host)));
    const { entries, refused } = foldOf([fund, ...pens.map((pen, n) => pen.promise(1000 * (n + 1)))]);
    expect(refused).to.deep.equal([]);
    expect(wordsOf(entries)).to.deep.equal(['config', 'mark 1000']);
  });

  it('goes on from what it added up to, written and read again', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const messages = [
      control(fundOf(['a', 'b'])),
      a.write([rows('1'), NAV]),
      b.promise(1000),
      lapse('a', a.seal),
      forget('b'),
      a.promise(3000),
      control(fundOf(['b'])),
      b.promise(2000),
    ];
    const whole = foldOf(messages);
    for (let n = 0; n <= messages.length; n++) {
      const { state } = foldOf(messages.slice(0, n));
      const again = foldOf(messages.slice(n), JSON.parse(JSON.stringify(state)) as typeof state);
      expect(JSON.parse(JSON.stringify(again.state))).to.deep.equal(JSON.parse(JSON.stringify(whole.state)));
      expect(again.entries).to.deep.equal(whole.entries.slice(-again.entries.length || Infinity));
    }
  });
});

describe('what a host may name', () => {
  it('is any text, and adds up to the same where it is read back from a head', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const [end, seen] = [{ offset: 1, hash: 'h', line: 'l' }, NAV.seen];
      const steps = Object.fromEntries([[name, [{ step: 'read', ends: [end] } as const]]]);
      const facts = { kind: 'commit', seq: 0, at: AT, steps, quarantine: 0, prev: null } as const;
      const { text } = hostMessage([{ ...NAV, name }], { ...facts, by: 'x/1', ...BY });
      const { state } = foldOf([control(fundOf([name])), { writer: `j.${name}`, text }]);
      const read = JSON.parse(JSON.stringify(state)) as typeof state;
      for (const { hosts } of [state, read]) {
        const [[host, known] = []] = Object.entries(hosts);
        expect(host).to.equal(name);
        expect(Object.entries(known?.journal.bookmarks ?? {})).to.deep.equal([
          [name, { ends: [end], left: [], vanished: [] }],
        ]);
        expect(Object.entries(known?.journal.snapshots ?? {})).to.deep.equal([[name, seen]]);
      }
    }
  });
});
