import { expect } from 'chai';
import { evidenceSentence, type SentenceInput } from '../../../../operators/evidence/value/sentence';
import { valueBlock, type ValueBlock } from '../../../../operators/evidence/value/value-block';
import { RESAMPLING, tradesOf } from './value-made';

type Known = Pick<ValueBlock, 'mean_m' | 'total' | 'exposure' | 'selection' | 'traded' | 'per_unit'>;

const REAL: Known = {
  mean_m: 0.013225,
  total: 13.304095,
  exposure: 13.320024,
  selection: -0.015929,
  traded: -13.498538,
  per_unit: -1.204467,
};

/** A block of 385 trades on 16 days with these numbers; intervals ±6.5 about the total, mde 16.4 of choosing. */
function blockOf(known: Known): ValueBlock {
  const empty = valueBlock(
    tradesOf([
      [0.5, 1, 'A', 1],
      [0.2, -1, 'A', 2],
    ]),
    RESAMPLING,
  );
  const { total, per_unit } = empty.inference;
  if (total === null || per_unit === null) throw new Error('no inference');
  const se = 6.469086 / 2.131449546;
  const inference = {
    ...empty.inference,
    total: { ...total, value: known.total ?? 0, se, df: 15, lo: 6.835005, hi: 19.773185, mde80: 9.098 },
    per_unit: { ...per_unit, value: known.per_unit ?? 0, se, df: 15, mde80: 16.382714 },
  };
  return { ...empty, ...known, n: 385, active_days: 16, inference };
}

const base: SentenceInput = {
  unit: 'bps',
  block: blockOf(REAL),
  verdict: { total: 'helped', selection: 'not_judged' },
  unknownEntries: 1,
};

describe('evidenceSentence', () => {
  it('says of the 400 real trades what SPEC 9.9 says', () => {
    expect(evidenceSentence(base)).to.equal(
      'Following the weights would have helped: +13.3 bps a trade (95 % interval +6.8 to +19.8; 385 trades, 16 days). ' +
        'By trading 1.3 % of the size: +13.3; by choosing: -0.0. Entry times are unknown for 100 % of the trades, ' +
        'so choosing is not judged. Not trading at all: +13.5.',
    );
  });

  it('says what could not have been seen where no skill is shown', () => {
    const found = evidenceSentence({ ...base, verdict: { total: 'helped', selection: 'not_shown' } });
    expect(found).to.include(
      'No skill in choosing is shown: -1.2 at equal size; less than 16.4 could not have been seen in this history.',
    );
  });

  it('says so where nothing is shown of the total, with what could not have been seen, or where it hurt', () => {
    const notShown = { total: 'not_shown', selection: 'not_judged' } as const;
    expect(evidenceSentence({ ...base, verdict: notShown })).to.match(
      /^Whether following the weights would have helped is not shown: \+13\.3 bps a trade \(95 % interval \+6\.8 to \+19\.8; 385 trades, 16 days\); less than 9\.1 could not have been seen in this history\. By/,
    );
    expect(evidenceSentence(base)).to.not.contain('could not have been seen');
    const hurt = { total: 'hurt', selection: 'not_judged' } as const;
    expect(evidenceSentence({ ...base, policy: 'caps', verdict: hurt })).to.match(
      /^Following the caps would have hurt: /,
    );
  });

  it('gives skill and harm with their intervals at equal size, of 95 and 99 %', () => {
    const of = (selection: 'skill' | 'negative' | 'none'): string =>
      evidenceSentence({ ...base, verdict: { total: 'helped', selection } });
    // 3.035065·t(.975, 15) = 6.469; 3.035065·t(.995, 15) = 8.944.
    expect(of('skill')).to.include('Choosing shows skill: -1.2 at equal size (95 % interval -7.7 to +5.3).');
    expect(of('negative')).to.include('Choosing did harm: -1.2 at equal size (99 % interval -10.1 to +7.7).');
    expect(of('none')).to.include('No size was advised, so there is no choosing to judge.');
  });

  it('of sizes or results that are all alike it says that there is no choosing, and names no least effect', () => {
    const { per_unit, total } = base.block.inference;
    if (per_unit === null || total === null) throw new Error('no inference');
    const alike = { ...base.block.inference, per_unit: { ...per_unit, se: 0 }, total: { ...total, se: 0 } };
    const block = { ...base.block, inference: alike };
    const found = evidenceSentence({
      ...base,
      block,
      verdict: { total: 'not_shown', selection: 'not_shown' },
    });
    expect(found).to.contain('were all alike, so there is no choosing to judge.');
    expect(found).to.not.contain('could not have been seen');
  });

  it('names the symbol that skill rests on, an advice that is not confirmed, and a part of the history', () => {
    const skill = { total: 'helped', selection: 'skill' } as const;
    expect(evidenceSentence({ ...base, verdict: skill, caveats: { restsOn: 'AUSDT' } })).to.contain(
      '(95 % interval -7.7 to +5.3). It rests on AUSDT: without it no skill is shown. Not trading at all',
    );
    expect(evidenceSentence({ ...base, caveats: { isUnconfirmed: true, isPart: true } })).to.match(
      / Not trading at all: \+13\.5\. The advice that these logs give .* was changed\. Only a part of the history was asked for\.$/,
    );
    expect(evidenceSentence({ ...base, caveats: { isUnconfirmed: false } })).to.equal(evidenceSentence(base));
  });

  it('prints USD and R with three decimals', () => {
    expect(evidenceSentence({ ...base, unit: 'r' })).to.match(
      /: \+13\.304 R a trade \(95 % interval \+6\.835 to/,
    );
    expect(evidenceSentence({ ...base, unit: 'usd' })).to.include('+13.304 USD a trade');
  });

  it('adds that advised sizes are below the minimum order, where over half are', () => {
    const untradable = {
      ...{ limit_usd: 100, advised: 107, below_limit: 107, traded_below_limit: 23 },
      ...{ net_usd_without: 0, total_usd_without: 1.1 },
    };
    expect(evidenceSentence({ ...base, untradable })).to.match(
      /\+13\.5\. 107 of 107 advised sizes are below the 100 USD minimum: in practice the advice is not to trade\.$/,
    );
    const half = { ...untradable, advised: 10, below_limit: 5 };
    expect(evidenceSentence({ ...base, untradable: half })).to.equal(evidenceSentence(base));
    expect(evidenceSentence({ ...base, untradable: { ...half, below_limit: 6 } })).to.include('6 of 10');
  });

  it('adds the mode of every instant, unless it is normal', () => {
    const with_ = (name: string, why?: string): string =>
      evidenceSentence({ ...base, mode: why === undefined ? { name } : { name, why } });
    expect(with_('cautious', 'equity unknown')).to.match(
      / The risk mode was cautious throughout: equity unknown\.$/,
    );
    expect(with_('defensive')).to.match(/ The risk mode was defensive throughout\.$/);
    expect(with_('normal', 'equity unknown')).to.equal(evidenceSentence(base));
  });

  it('says only that there is not enough where there is not', () => {
    const block = { ...blockOf(REAL), n: 1, active_days: 1 };
    const verdict = { total: 'not_enough', selection: 'not_enough' } as const;
    expect(evidenceSentence({ ...base, block, verdict })).to.equal(
      'There is not enough to judge the advice by: 1 trade, 1 day; it takes 30 trades and 10 days with trades.',
    );
  });
});
