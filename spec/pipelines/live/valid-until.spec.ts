import { expect } from 'chai';
import { STATE_FILES, STATE_KEYS } from '../../../operators/files/state-files';
import { finite, isObject, own } from '../../../src/model/values/json';
import type { Drive } from '../../live/drive';
import { driven, FAST, SECOND, START, trade } from './live-made';

const MINUTE = 60 * SECOND;

function numberIn(drive: Drive, name: string, field: string): number {
  const file = drive.read(name);
  return (isObject(file) ? finite(own(file, field)) : undefined) ?? NaN;
}

describe('valid_until_ts', () => {
  it('is that of each file’s own interval, and live replaces each file before it', () =>
    driven(async (drive) => {
      const everySeconds = { expectancy: 10, scores: 20, suggestions: 30, allocation: 40 };
      const refresh = { scores: '20s', suggestions: '30s', allocation: '40s' };
      drive.config('execution_intel.json', { ...FAST, republish_every: '10s', refresh });
      for (let s = 5; s < 200; s += 5) {
        // Something new for each file, at first alone.
        if (s < 100) await trade(drive, s, START + s * SECOND);
        await drive.lookAt(START + (s + 1) * SECOND);
        if (s < 50) continue;
        for (const key of STATE_KEYS) {
          const [updated = NaN, until = NaN] = ['updated_ts', 'valid_until_ts'].map((field) =>
            numberIn(drive, STATE_FILES[key], field),
          );
          expect(until - updated, key).to.equal(2 * everySeconds[key] + 2);
          expect(until, key).to.be.above(START / SECOND + s + 1);
        }
      }
    }));

  it('is a stamp: for its sake no file is published', () =>
    driven(async (drive) => {
      for (let ms = 0; ms <= 2 * MINUTE; ms += 5 * SECOND) await drive.lookAt(START + ms);
      const files = drive.published().filter(({ file }) => file === STATE_FILES.expectancy);
      expect(files).to.have.length.below(5);
      for (const name of Object.values(STATE_FILES))
        expect(numberIn(drive, name, 'valid_until_ts'), name).to.equal(
          numberIn(drive, name, 'updated_ts') + 122,
        );
    }));
});
