import { expect } from 'chai';
import { tierKey, tierNamed } from '../../../src/model/fund/tiers';

describe('tierNamed', () => {
  const tiers = { CORE: { n: 1 }, 'ALT-EXT': { n: 2 }, alt_ext: { n: 3 }, NONE: null };

  it('compares without case, and -, _ and blank alike', () => {
    for (const name of ['CORE', 'core', ' Core ']) expect(tierNamed(tiers, name)).to.equal(tiers.CORE);
    for (const name of ['ALT-EXT', 'ALT_EXT', 'alt ext', 'Alt-Ext'])
      expect(tierNamed(tiers, name), name).to.equal(tiers['ALT-EXT']);
  });

  it('one of this very name comes first', () => {
    expect(tierNamed(tiers, 'alt_ext')).to.equal(tiers.alt_ext);
  });

  it('is none where the row names none, or one that is not defined', () => {
    for (const name of [
      undefined,
      null,
      '',
      '  ',
      7,
      'ALTEXT',
      'ALT--EXT',
      'NONE',
      '__proto__',
      'constructor',
    ])
      expect(tierNamed(tiers, name)).to.equal(undefined);
    expect(tierKey(' ')).to.equal(undefined);
  });
});
