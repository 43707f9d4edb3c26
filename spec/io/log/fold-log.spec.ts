import { expect } from 'chai';
import { rows } from '../journal/journal-made';
import { hostMessage } from '../../../src/io/log/message-text';
import {
  AT,
  BY,
  configOf,
  control,
  foldOf,
  forget,
  fundOf,
  lapse,
  Pen,
  wordsOf,
  type Written,
} from './log-made';

/** The words of the records that each message adds; none: it counts for nobody, or adds nothing. */
function step(messages: readonly Written[]): readonly string[] {
  let known = 0;
  return messages.map((_, n) => {
    const words = wordsOf(foldOf(messages.slice(0, n + 1)).entries);
    const added = words.slice(known).join(', ');
    known = words.length;
    return added;
  });
}

const NAV = {
  kind: 'snapshot',
  name: 'nav',
  received: AT,
  seen: { signature: 's', sha256: 'h' },
  value: {},
} as const;

describe('the joint promise of the hosts of a log (L3)', () => {
  it('is that of the last of them, and never less than before', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    expect(
      step([
        control(fundOf(['a', 'b'])),
        a.promise(5000),
        b.promise(3000),
        b.promise(9000),
        // A clock that was set back.
        b.promise(1000),
        a.promise(7000),
      ]),
    ).to.deep.equal(['config', '', 'mark 3000', 'mark 5000', '', 'mark 7000']);
  });

  it('is a mark of the journal when a tick falls due by it', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const marks = [
      a.promise(1500),
      b.promise(1100),
      b.promise(1200),
      b.promise(1900),
      a.promise(2100),
      b.promise(2001),
    ];
    expect(step([control(fundOf(['a', 'b'])), ...marks]).slice(1)).to.deep.equal([
      '',
      'mark 1100',
      '',
      '',
      '',
      'mark 2001',
    ]);
  });

  it('does not move before every host has promised, whoever is named first', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    expect(
      step([control(fundOf(['b', 'a'])), a.promise(1000), a.promise(2000), b.promise(1500)]),
    ).to.deep.equal(['config', '', '', 'mark 1500']);
  });

  it('goes on without a host that is silent, with a caution, and waits for it again when it is back', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const before = [control(fundOf(['a', 'b'])), a.promise(1000), b.promise(1000), a.promise(2000)];
    const { seal } = b;
    expect(
      step([
        ...before,
        lapse('b', seal),
        lapse('b', seal),
        a.promise(3000),
        b.write([rows('late')]),
        a.promise(4000),
        b.promise(3500),
      ]),
    ).to.deep.equal([
      ...['config', '', 'mark 1000', ''],
      ...['caution host_silent:b, mark 2000', '', 'mark 3000'],
      'rows late, lift host_silent:b',
      '',
      'mark 3500',
    ]);
  });

  it('waits for a host of which something came before the lapse, and for one that no fund names there is none', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const begun = [control(fundOf(['a', 'b'])), a.promise(1000), b.promise(1000)];
    const { seal } = b;
    expect(step([...begun, b.write([]), a.promise(2000), lapse('b', seal)]).slice(3)).to.deep.equal([
      '',
      '',
      '',
    ]);
    expect(step([...begun, lapse('c', null)]).at(-1)).to.equal('');
    expect(foldOf([...begun, lapse('c', null)]).state.hosts).to.have.all.keys('a', 'b');
  });

  it('goes on without a host that never came, if someone says so', () => {
    const a = new Pen('a');
    expect(
      step([control(fundOf(['a', 'b'])), a.promise(1000), lapse('b', 'other'), lapse('b', null)]),
    ).to.deep.equal(['config', '', '', 'caution host_silent:b, mark 1000']);
  });

  it('goes on without a host that is forgotten, with no caution, until a later record of the fund names it', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const before = [control(fundOf(['a', 'b'])), a.promise(1000), b.promise(1000), a.promise(2000)];
    const { seal } = b;
    expect(
      step([
        ...before,
        lapse('b', seal),
        forget('b'),
        lapse('b', seal),
        forget('b'),
        b.write([rows('more')]),
        a.promise(3000),
        control(fundOf(['a', 'b'])),
        a.promise(4000),
        b.promise(3500),
      ]).slice(4),
    ).to.deep.equal([
      'caution host_silent:b, mark 2000',
      'lift host_silent:b',
      '',
      '',
      'rows more',
      'mark 3000',
      'config',
      '',
      'mark 3500',
    ]);
  });

  it('waits for a host that the fund adds, and no longer for one that it removes', () => {
    const [a, b, c] = [new Pen('a'), new Pen('b'), new Pen('c')];
    const before = [control(fundOf(['a', 'b'])), a.promise(2000), b.promise(1000)];
    expect(
      step([
        ...before,
        control(fundOf(['a', 'c'])),
        a.promise(3500),
        c.promise(2500),
        b.promise(9000),
        control(fundOf(['a'])),
      ]),
    ).to.deep.equal(['config', '', 'mark 1000', 'config', '', 'mark 2500', '', 'config, mark 3500']);
  });

  it('takes the caution of a silent host back when the fund no longer names it', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const before = [control(fundOf(['a', 'b'])), a.promise(1500), b.promise(500)];
    const more = [lapse('b', b.seal), control(fundOf(['a'])), control(fundOf(['a', 'b']))];
    expect(step([...before, ...more]).slice(3)).to.deep.equal([
      'caution host_silent:b, mark 1500',
      'config, lift host_silent:b',
      'config',
    ]);
  });

  it('tells the caution of a silent host again before it leaves the horizon', () => {
    const [a, b] = [new Pen('a'), new Pen('b')];
    const before = [control(fundOf(['a', 'b'])), a.promise(1), b.promise(1), lapse('b', b.seal)];
    const marks = Array.from({ length: 10 }, (_, n) => a.promise(20_001 + 20_000 * n));
    const told = foldOf([...before, ...marks]).entries.flatMap(({ records }) =>
      records.flatMap((record) => (record.kind === 'caution' ? [(record.ts - AT) / 1000] : [])),
    );
    // The horizon is two minutes.
    expect(told).to.deep.equal([0, 60, 120, 180]);
  });
});

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
