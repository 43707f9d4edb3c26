import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { runsOf } from '../../../campaign';
import { compiled } from '../../../../src/io/config/schema/compile-schema';
import { validatorFile, validatorOf } from '../../../../src/io/config/schema/validators';
import { SCHEMAS } from '../../../../src/schemas/schemas';

describe('the validators that the build compiled', () => {
  if (runsOf('validators') > 0)
    it('say what those compiled now say', function () {
      const built = Object.entries(SCHEMAS).filter(([, schema]) => existsSync(validatorFile(schema)));
      if (built.length === 0) {
        console.log('      no validators are built: `npm run build`');
        return this.skip();
      }
      const values: readonly unknown[] = [
        null,
        [],
        {},
        { symbol: 7, ts: 'x', event_type: 3 },
        { symbols: [{ symbol: '' }], metadata: { complete: 'no' }, generated_ts: 1 },
        { windows: ['7d', '7d'], pnl: 'gross', risk: { x: 1 }, unknown: true },
      ];
      for (const [name, schema] of built)
        for (const value of values) {
          const [one, other] = [validatorOf(schema), compiled(schema)];
          expect(one(value), name).to.equal(other(value));
          expect(one.errors, name).to.deep.equal(other.errors);
        }
    });

  it('are of this schema and no other', () => {
    const schema = { type: 'object', required: ['x'] };
    expect(existsSync(validatorFile(schema))).to.equal(false);
    expect(validatorOf(schema)({})).to.equal(false);
    expect(validatorOf(schema)({ x: 1 })).to.equal(true);
  });
});
