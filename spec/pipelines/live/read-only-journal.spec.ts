import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { failure, watchingCalls } from '../../io/fs-calls';
import type { Drive } from '../../live/drive';
import { driven, expectancy, SECOND, START, trade } from './live-made';

const statusOf = (drive: Drive): unknown =>
  JSON.parse(readFileSync(join(drive.out, 'intel_status.json'), 'utf8'));

describe('live whose journal lies on a disk that became read-only', () => {
  it('says so in the status, which lies on another, and goes on when it can be written again', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await trade(drive, 1, START + SECOND);
      await watchingCalls(
        ({ op, path }) => {
          if (path.startsWith(drive.journal) && !/^(read|stat|fstat|scandir)/.test(op))
            throw failure('EROFS');
        },
        async () => {
          await trade(drive, 2, START + 3 * SECOND);
          await drive.lookAt(START + 10 * SECOND);
          await drive.lookAt(START + 12 * SECOND);
        },
      );
      const status = statusOf(drive) as { readonly state: string; readonly warnings: object };
      expect(status.state).to.equal('degraded');
      expect(JSON.stringify(status.warnings)).to.contain(drive.journal).and.contain('the disk is read-only');
      await drive.lookAt(START + 20 * SECOND);
      await drive.lookAt(START + 25 * SECOND);
      expect(statusOf(drive)).to.deep.include({ state: 'live', warnings: {} });
      expect(expectancy(drive).sample_count).to.equal(2);
    }));
});
