import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { objectAt, type JsonObject } from '../../src/model/values/json';
import { runsOf } from '../campaign';
import { queried } from '../io/tables/duck';
import { builtCli } from './built';
import { onDesk, replayAt } from './desk';
import { intel } from './intel';

const SYMBOLS = runsOf('exported');
const MOST_HEAP_MB = 1200;

/** Gives every window of an expectancy file so many symbols. */
function plantSymbols(path: string, symbols: number): void {
  const file = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
  const { BTCUSDT: group } = objectAt(file, 'symbols');
  const many = Object.fromEntries(Array.from({ length: symbols }, (_, n) => [`S${n}USDT`, group]));
  const windows: JsonObject = Object.fromEntries(
    Object.entries(objectAt(file, 'windows')).map(([name, view]) => [
      name,
      { ...(view as JsonObject), symbols: many },
    ]),
  );
  writeFileSync(path, JSON.stringify({ ...file, symbols: many, windows }));
}

describe('intel export groups', () => {
  if (SYMBOLS === 0) return;
  for (const format of ['csv', 'parquet'])
    it(`of ${SYMBOLS} symbols to ${format} stays within memory`, () =>
      onDesk({}, async (dir) => {
        await intel(replayAt(dir));
        plantSymbols(join(dir, 'out/expectancy_v6.json'), SYMBOLS);
        const path = join(dir, `groups.${format}`);
        const { status, stderr } = spawnSync(
          process.execPath,
          [
            `--max-old-space-size=${MOST_HEAP_MB}`,
            ...[builtCli(), 'export', 'groups', '--state', join(dir, 'out'), '--out', path],
          ],
          { encoding: 'utf8' },
        );
        expect({ status, stderr }).to.deep.equal({
          status: 0,
          stderr: `${stderr.split(' ')[0] ?? ''} rows\n`,
        });
        const read = await queried(
          `select "window", count(distinct key) as symbols from '${path}' where group_kind = 'symbols' group by all`,
        );
        expect(read.map(({ symbols }) => symbols)).to.deep.equal(read.map(() => SYMBOLS));
        expect(read.length).to.be.greaterThan(3);
      }));
});
