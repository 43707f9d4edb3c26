import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject } from '../../src/model/values/json';
import { digestsOf, jsonLines, onDesk, replayAt, STATE_NAMES } from './desk';
import { intel } from './intel';

const HOURLY = { 'config/execution_intel.json': '{"history_every": "10m"}' };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The lines of published.jsonl that tell of a file. */
function publishedOf(dir: string, name: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = jsonLines(join(dir, 'out', 'history', 'published.jsonl')).filter(isObject);
  return lines.filter((line) => line['file'] === name);
}

describe('intel replay --every', () => {
  it('writes a line for each replacement, the last one for the file as it lies there', async () => {
    await onDesk(HOURLY, async (dir) => {
      const { code, err } = await intel(replayAt(dir, '--every', '5m'));
      expect(code, err).to.equal(0);
      for (const name of STATE_NAMES) {
        const lines = publishedOf(dir, name);
        const text = readFileSync(join(dir, 'out', name), 'utf8');
        const times = lines.map((line) => String(line['as_of']));
        expect(lines.at(-1), name).to.deep.equal({
          file: name,
          as_of: '2023-11-14T22:52:20.000+00:00',
          sha256: sha256(text),
        });
        expect(times).to.deep.equal([...new Set(times)].sort());
        expect(times)
          .to.include('2023-11-14T22:15:00.000+00:00')
          .and.include('2023-11-14T22:50:00.000+00:00');
      }
    });
  });

  it('the last line is the file’s also when nothing changed since the last tick', async () => {
    await onDesk(HOURLY, async (dir) => {
      await intel(replayAt(dir, '--every', '5m', '--as-of', '2023-11-14T23:00:30Z'));
      for (const name of STATE_NAMES) {
        const text = readFileSync(join(dir, 'out', name), 'utf8');
        expect(publishedOf(dir, name).at(-1)?.['sha256'], name).to.equal(sha256(text));
      }
    });
  });

  it('holds each file’s whole content at multiples of history_every, and each has its line', async () => {
    await onDesk(HOURLY, async (dir) => {
      await intel(replayAt(dir, '--every', '5m'));
      for (const name of STATE_NAMES) {
        const stem = name.replace(/\.json$/, '.jsonl');
        const texts = readFileSync(join(dir, 'out', 'history', stem), 'utf8')
          .split('\n')
          .slice(0, -1);
        const kept = jsonLines(join(dir, 'out', 'history', stem)).filter(isObject);
        expect(
          kept.map((file) => String(file['as_of']).slice(11, 19)),
          name,
        ).to.deep.equal(['22:20:00', '22:30:00', '22:40:00', '22:50:00']);
        const hashes = publishedOf(dir, name).map((line) => line['sha256']);
        for (const text of texts) expect(hashes, name).to.include(sha256(`${text}\n`));
      }
    });
  });

  it('the last files do not depend on the ticks', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const files = digestsOf(join(dir, 'out'));
      await intel(replayAt(dir, '--every', '90s'));
      expect(digestsOf(join(dir, 'out'))).to.include(files);
    });
  });

  it('is written anew each time, the same for the same input; without --every it is not touched', async () => {
    await onDesk(HOURLY, async (dir) => {
      await intel(replayAt(dir, '--every', '5m'));
      const first = digestsOf(join(dir, 'out'));
      await intel(replayAt(dir, '--every', '5m'));
      await intel(replayAt(dir));
      expect(digestsOf(join(dir, 'out'))).to.deep.equal(first);
    });
  });
});
