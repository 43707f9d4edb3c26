import { expect } from 'chai';
import { rows } from '../journal/journal-made';
import { AT, control, foldOf, forget, fundOf, lapse, Pen, step } from './log-made';

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
