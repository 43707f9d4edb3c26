import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { toldBefore } from '../../../src/io/hook/told-before';
import { inTempDir } from '../temp-dir';

describe('toldBefore', () => {
  it('is what stood when a live that tells last wrote its status; nothing of any other', () =>
    inTempDir({}, async (dir) => {
      expect(await toldBefore(join(dir, 'none'))).to.deep.equal({});
      for (const [status, known] of [
        [
          { incidents_told: true, warnings: { nav: 'x', config: 'y', odd: 3 } },
          { nav: 'x', config: 'y' },
        ],
        [{ incidents_told: false, warnings: { nav: 'x' } }, {}],
        [{ warnings: { nav: 'x' } }, {}],
        [{ incidents_told: true, warnings: { nav: 'x', on_incident: 'it failed' } }, {}],
        [{ incidents_told: true, warnings: 'x' }, {}],
        ['{', {}],
        [[], {}],
      ] as const) {
        const text = typeof status === 'string' ? status : JSON.stringify(status);
        writeFileSync(join(dir, 'intel_status.json'), text);
        expect(await toldBefore(dir), text).to.deep.equal(known);
      }
    }));
});
