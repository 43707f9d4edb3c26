import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { OwnerError } from '../../../src/io/files/failures';
import { closeRow } from '../../live/executor/rows';
import { START, SECOND, driven, expectancy, trade } from './live-made';

describe('live in trouble', () => {
  it('tells when another process writes a state file, and replaces it', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await drive.lookAt(START + 10 * SECOND);
      writeFileSync(join(drive.out, 'expectancy_v6.json'), 'mine');
      await trade(drive, 1, START + 11 * SECOND);
      await drive.lookAt(START + 20 * SECOND);
      expect(drive.health().warnings['other_writer']).to.contain('expectancy_v6.json');
      expect(expectancy(drive).sample_count).to.equal(1);
    }));

  it('commits nothing more once the directory has another owner, however soon that is', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await drive.lookAt(START + 1000);
      const lock = join(drive.out, '.intel.lock');
      const [token = ''] = readdirSync(lock);
      const other = readFileSync(join(lock, token), 'utf8').replace(token, '0123456789abcdef');
      rmSync(join(lock, token));
      writeFileSync(join(lock, '0123456789abcdef'), other);
      const { commits } = drive.health().journal;
      drive.orders.append(closeRow(1, START + 1001));
      const failure = await drive.lookAt(START + 1200).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(OwnerError);
      expect(drive.health().journal.commits).to.equal(commits);
      drive.crash();
    }));

  if (runsOf('longLives') > 0)
    it('a flood of rows that cannot be used fills no more than a few files, within a day too', () =>
      driven(async (drive) => {
        await drive.lookAt(START);
        const unusable = `${JSON.stringify({ event_type: 'order_close', note: 'x'.repeat(900_000) })}\n`;
        for (let n = 1; n <= 30; n++) {
          drive.orders.appendBytes(unusable.repeat(2));
          await drive.lookAt(START + n * SECOND);
        }
        expect(drive.health().quarantined).to.equal(60);
        const kept = readdirSync(drive.out).filter((name) => name.startsWith('quarantine'));
        expect(kept.sort()).to.deep.equal([
          'quarantine.jsonl',
          'quarantine.jsonl.1',
          'quarantine.jsonl.2',
          'quarantine.jsonl.3',
        ]);
        for (const name of kept) expect(statSync(join(drive.out, name)).size).to.be.below(13_000_000);
      }));

  it('one incident is one line, however many rows and looks it lasts', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      for (let n = 0; n < 50; n++) drive.orders.append('{"event_type": "order_close"}');
      drive.snapshot('nav.json', { equity: 'none', series: 1 });
      for (let n = 1; n < 20; n++) await drive.lookAt(START + n * SECOND);
      expect(drive.incidents.filter(({ level }) => level !== 'info')).to.have.length.below(5);
      expect(drive.health().quarantined).to.equal(50);
      expect(readFileSync(join(drive.out, 'quarantine.jsonl'), 'utf8').split('\n')).to.have.length(51);
    }));
});
