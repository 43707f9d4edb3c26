import { expect } from 'chai';
import { STATE_FILES, STATE_KEYS } from '../../../operators/files/state-files';
import { finite, isObject, own } from '../../../src/model/values/json';
import type { Drive } from '../../live/drive';
import { driven, FAST, SECOND, START } from './live-made';

const MINUTE = 60 * SECOND;

function numberIn(drive: Drive, name: string, field: string): number {
  const file = drive.read(name);
  return (isObject(file) ? finite(own(file, field)) : undefined) ?? NaN;
}

describe('valid_until_ts', () => {
  it('is that of each file’s own interval, and live replaces each file before it', () =>
    driven(async (drive) => {
      const refresh = { scores: '2m', suggestions: '3m', allocation: '4m' };
      drive.config('execution_intel.json', { ...FAST, refresh });
      const minutes = { expectancy: 1, scores: 2, suggestions: 3, allocation: 4 };
      for (let ms = 0; ms < 15 * MINUTE; ms += 5 * SECOND) {
        await drive.lookAt(START + ms);
        if (ms < 5 * MINUTE) continue;
        for (const key of STATE_KEYS) {
          const [updated, until] = ['updated_ts', 'valid_until_ts'].map((field) =>
            numberIn(drive, STATE_FILES[key], field),
          );
          expect((until ?? NaN) - (updated ?? NaN), key).to.equal(2 * 60 * minutes[key] + 2);
          expect(until, key).to.be.above((START + ms) / SECOND);
        }
      }
    }));

  it('is the same for a file that only gets a new stamp', () =>
    driven(async (drive) => {
      for (const ms of [0, 10 * SECOND, 2 * MINUTE]) await drive.lookAt(START + ms);
      for (const name of Object.values(STATE_FILES))
        expect(numberIn(drive, name, 'valid_until_ts'), name).to.equal(
          numberIn(drive, name, 'updated_ts') + 122,
        );
    }));
});
