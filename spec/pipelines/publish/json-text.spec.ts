import { expect } from 'chai';
import fc from 'fast-check';
import { jsonPieces } from '../../../pipelines/publish/json-text';

const key = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'é"'), fc.string());
const data = fc.letrec((tie) => ({
  object: fc.dictionary(key, fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 4 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue({ maxDepth: 1 }),
    tie('object'),
    fc.array(tie('object'), { maxLength: 2 }),
  ),
})).object;

describe('jsonPieces', () => {
  it('are what JSON.stringify writes, however deep they are cut and also the second time', () => {
    fc.assert(
      fc.property(data, fc.nat(3), (value, levels) => {
        const record = Object(value) as object;
        for (let time = 0; time < 2; time++)
          expect(jsonPieces(record, () => levels).join('')).to.equal(JSON.stringify(record));
      }),
      { numRuns: 500 },
    );
  });
});
