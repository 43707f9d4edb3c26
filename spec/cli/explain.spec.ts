import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject } from '../../src/model/values/json';
import { fileAt, jsonAt, onDesk, replayAt } from './desk';
import { intel } from './intel';

const explain = (dir: string, ...args: readonly string[]) =>
  intel(['explain', ...args, '--state', join(dir, 'out')]);

describe('intel explain', () => {
  it('shows each symbol’s numbers, every one a sum or product', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const rows = fileAt(join(dir, 'out', 'risk_allocation_suggestions_v6.json'), 'symbols');
      if (!Array.isArray(rows)) throw new Error('no symbols');
      expect(rows).to.have.length(2);
      for (const row of rows.filter(isObject)) {
        const { code, out, err } = await explain(dir, String(row['symbol']));
        expect({ code, err }).to.deep.equal({ code: 0, err: '' });
        expect(out).to.contain(String(row['symbol'])).and.contain('as of 2023-11-14T22:52:20');
        for (const part of ['score', 'suggested_weight']) expect(out, part).to.contain(String(row[part]));
        expect(out).to.match(/ = .*×/);
      }
    });
  });

  it('takes a symbol as loosely as the decoder', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      expect((await explain(dir, ' btcusdt ')).out).to.equal((await explain(dir, 'BTCUSDT')).out);
    });
  });

  it('with --json is one document', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const { out } = await explain(dir, 'ETHUSDT', '--json');
      expect(jsonAt(out, 'symbol')).to.equal('ETHUSDT');
      expect(jsonAt(out, 'allocation')).to.deep.equal([jsonAt(out, 'allocation')].find(isObject));
      expect(jsonAt(out, 'sections')).to.be.an('array').that.is.not.empty;
    });
  });

  it('of an unknown symbol names it and the known ones', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      for (const symbol of ['NOPE', '', '__proto__', 'constructor']) {
        const { code, out, err } = await explain(dir, symbol);
        expect({ code, out }).to.deep.equal({ code: 1, out: '' });
        expect(err).to.contain('BTCUSDT').and.contain('ETHUSDT').and.contain(symbol.toUpperCase());
      }
    });
  });

  it('without an allocation says what to do first', async () => {
    await onDesk({ 'out/notes.txt': '' }, async (dir) => {
      const { code, out, err } = await explain(dir, 'BTCUSDT');
      expect({ code, out }).to.deep.equal({ code: 1, out: '' });
      expect(err).to.contain('intel replay').and.contain(join(dir, 'out'));
    });
  });

  it('goes on with the files there are', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      for (const name of [
        'expectancy_v6.json',
        'symbol_scores_v6.json',
        'router_policy_suggestions_v6.json',
      ]) {
        rmSync(join(dir, 'out', name));
        const { code, err } = await explain(dir, 'BTCUSDT');
        expect(code, err).to.equal(0);
        expect(err).to.contain(name);
      }
    });
  });
});
