import { expect } from 'chai';
import { METRICS } from '../../../operators/expectancy/metrics/registry';
import { GROUP_COLUMNS } from '../../../pipelines/export/group-columns';
import { CUTS, GROUPINGS } from '../../../operators/expectancy/groups';
import { GROUP_KINDS } from '../../../pipelines/export/group-rows';
import { METRIC_MEANINGS } from '../../../pipelines/export/metric-meanings';

describe('the columns of groups', () => {
  it('hold every metric, in the order of the files', () => {
    expect(Object.keys(METRIC_MEANINGS)).to.deep.equal(Object.keys(METRICS.fields));
    for (const name of Object.keys(METRICS.fields))
      expect(
        GROUP_COLUMNS.some((column) => column.name === name || column.name.startsWith(`${name}_`)),
        name,
      ).to.equal(true);
  });

  it('have names of their own, and words for each', () => {
    const names = GROUP_COLUMNS.map(({ name }) => name);
    expect(new Set(names)).to.have.property('size', names.length);
    for (const { name, about } of GROUP_COLUMNS) expect(about, name).to.match(/^\S.*\S$/);
  });

  it('give a number that ends with usd, bps or r that unit', () => {
    for (const { name, kind, unit } of GROUP_COLUMNS) {
      if (kind !== 'number') continue;
      if (/_usd$/.test(name) && !/^(r|edge)_usd$/.test(name)) expect(unit, name).to.equal('USD');
      if (/_bps$/.test(name)) expect(unit, name).to.equal('bps');
      if (/_r$/.test(name)) expect(unit, name).to.equal('R');
    }
  });

  it('are of every way to group', () => {
    const kinds = [...Object.keys(GROUPINGS), ...Object.keys(CUTS), 'fund', 'sizes'];
    expect([...GROUP_KINDS].sort()).to.deep.equal(kinds.sort());
  });
});
