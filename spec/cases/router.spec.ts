import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { caseIt, describeCases, outcomeOfCase, outcomeOfChanged } from './case';
import { numberAt, objectAt, valueAt, type Outcome } from './outcome';

/** The case with only those router rows that match. */
function withRows(name: string, keeps: (line: string) => boolean): Promise<Outcome> {
  return outcomeOfChanged(name, (dir) => {
    const path = join(dir, 'logs/execution/order_metrics.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.filter((line) => line === '' || keeps(line)).join('\n'));
  });
}

function metricsOf(at: Outcome): unknown {
  return objectAt(at.route(), 'metrics');
}

/** All but liquidity and the counts of rows is as without the unfilled rows. */
async function expectUnfilledUnseen(name: string, at: Outcome, filled: number, rows: number): Promise<void> {
  const without = await withRows(name, (line) => line.includes('"FILLED"'));
  for (const part of ['cost', 'tail', 'reliability', 'latency'])
    expect(at.part(part), part).to.equal(without.part(part));
  for (const key of ['quality', 'regime'])
    expect(valueAt(at.route(), key), key).to.equal(valueAt(without.route(), key));
  expect(at.weight()).to.equal(without.weight());
  expect(at.part('liquidity')).to.be.below(without.part('liquidity'));
  expect(numberAt(metricsOf(at), 'fill_rate')).to.be.closeTo(filled / rows, 1e-9);
  expect(numberAt(metricsOf(without), 'fill_rate')).to.equal(1);
}

describeCases('router rows', () => {
  caseIt('30a', 'a status is read without case', async (at) => {
    const upper = await outcomeOfCase('21b');
    expect(metricsOf(at)).to.deep.equal(metricsOf(upper));
    expect(objectAt(at.score(), 'components')).to.deep.equal(objectAt(upper.score(), 'components'));
    expect(numberAt(metricsOf(at), 'maker_fill_rate')).to.equal(1);
    expect(numberAt(metricsOf(at), 'fill_rate')).to.equal(1);
  });

  caseIt('31b', 'a slippage of −1e9 bps is implausible, and cost is as without it', async (at) => {
    const usual = await outcomeOfCase('21b');
    expect(at.part('cost')).to.equal(usual.part('cost'));
    expect(at.part('tail')).to.equal(usual.part('tail'));
    expect(numberAt(metricsOf(at), 'implausible')).to.equal(1);
  });

  caseIt('34b', '30 bps of slippage cost', (at) => {
    expect(at.part('cost')).to.be.closeTo(1 / 4.5, 1e-9);
    expect(at.part('tail')).to.equal(0.25);
    expect(valueAt(at.route(), 'quality')).to.equal('broken');
  });

  caseIt('34c', 'the same rows without slippage gain nothing by it', (at) => {
    expect(at.part('cost')).to.equal(0.4);
    expect(at.part('tail')).to.equal(0.4);
    expect(valueAt(at.route(), 'quality')).to.equal('unknown');
    expect(valueAt(at.route(), 'regime')).to.equal('unknown');
    expect(at.weight()).to.be.at.most(0.6 * 0.25);
  });

  caseIt('34d', 'nothing but fallbacks is broken', (at) => {
    expect(valueAt(at.route(), 'quality')).to.equal('broken');
    expect(valueAt(at.route(), 'regime')).to.equal('broken');
    expect(at.part('reliability')).to.equal(0);
    expect(at.weight()).to.be.at.most(0.6 * 0.25);
  });

  caseIt('34h', 'rejected rows without numbers are unknown', (at) => {
    expect(valueAt(at.route(), 'quality')).to.equal('unknown');
    expect(valueAt(at.route(), 'regime')).to.equal('unknown');
    for (const part of ['cost', 'tail', 'reliability', 'latency']) expect(at.part(part), part).to.equal(0.4);
    expect(at.part('liquidity')).to.equal(0);
    expect(at.weight()).to.be.at.most(0.6 * 0.25);
  });

  caseIt('51b', 'unfilled buys of −10000 bps are no slippage', (at) =>
    expectUnfilledUnseen('51b', at, 30, 33),
  );

  caseIt('51c', 'unfilled sells of +10000 bps are none either', (at) =>
    expectUnfilledUnseen('51c', at, 30, 33),
  );

  caseIt('51e', 'nor do 600 of them make 30 bps cheap', (at) => expectUnfilledUnseen('51e', at, 30, 630));
});
