import { expect } from 'chai';
import { intel } from './intel';

describe('intel settings', () => {
  it('shows a map of names in words, and an empty one as none', async () => {
    const [named, plain] = await Promise.all(
      ['examples/csv/config', 'config'].map((config) => intel(['settings', '--config', config])),
    );
    expect(named?.out).to.match(/^stdin_fields .*\| symbol=market, ts=closed at, .* \| none /m);
    expect(plain?.out).to.match(/^stdin_fields +\| none +\| none /m);
    expect([named?.out, plain?.out].join()).to.not.contain('[object');
  });

  it('gives it as it is as JSON', async () => {
    const { out } = await intel(['settings', '--config', 'examples/csv/config', '--json']);
    expect(out).to.contain('"symbol":"market"');
  });
});
