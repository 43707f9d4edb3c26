import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject, objectAt, type JsonObject } from '../../src/model/values/json';
import { queried, type DuckRow } from '../io/tables/duck';
import { closeLine, TS } from '../io/rows';
import { at, onDesk, replayAt } from './desk';
import { intel, type Run } from './intel';

const KINDS = [
  ...['symbols', 'strategies', 'symbol_strategies', 'regimes', 'hours', 'policy_qualities', 'taker_biases'],
  ...['sides', 'exit_reasons', 'venues', 'months', 'weekdays', 'holding_times', 'sizes'],
];

/** The cells that a group of a state file stands for, written down anew. */
function cellsOf(group: JsonObject): JsonObject {
  const cells = Object.entries(group).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    if (['reasons', 'curve', 'pooled', 'daily'].includes(name)) return [];
    if (/_day$/.test(name) && isObject(value))
      return [
        [name, value['day']],
        [`${name}_net_usd`, value['net_usd']],
      ];
    if (isObject(value)) return Object.entries(value).map(([key, part]) => [`${name}_${key}`, part]);
    if (!/interval|^notional_usd$/.test(name)) return [[name, value]];
    const [low, high]: readonly unknown[] = Array.isArray(value)
      ? (value as readonly unknown[])
      : [null, null];
    return [
      [`${name}_low`, low],
      [`${name}_high`, high],
    ];
  });
  return Object.fromEntries(cells);
}

/** Every group of an expectancy file, in its order. */
function groupsOf(file: JsonObject): readonly JsonObject[] {
  return Object.entries(objectAt(file, 'windows')).flatMap(([window, value]) => {
    const view = isObject(value) ? value : {};
    const named = (kind: string, key: string, group: unknown): JsonObject => ({
      ...{ as_of: file['as_of'], window, group_kind: kind, key },
      ...cellsOf(isObject(group) ? group : {}),
    });
    return [
      named('fund', 'all', view['fund']),
      ...KINDS.flatMap((kind) =>
        Object.entries(objectAt(view, kind)).map(([key, group]) => named(kind, key, group)),
      ),
    ];
  });
}

/** A row as DuckDB gives it: the columns that the group has, the moment as the files write it. */
function asGroup(row: DuckRow, names: readonly string[]): JsonObject {
  const cells: JsonObject = { ...row, as_of: `${String(row['as_of_text'])}+00:00` };
  return Object.fromEntries(names.map((name) => [name, cells[name]]));
}

async function expectGroups(path: string, files: readonly JsonObject[]): Promise<void> {
  const rows = await queried(
    `select * replace (worst_day::varchar as worst_day, best_day::varchar as best_day), strftime(as_of at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%g') as as_of_text from '${path}'`,
  );
  const groups = files.flatMap(groupsOf);
  expect(rows).to.have.length(groups.length);
  groups.forEach((group, i) => {
    expect(asGroup(rows[i] ?? {}, Object.keys(group))).to.deep.equal(group);
  });
}

function jsonOf(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : {};
}

const exported = (dir: string, what: string, file: string, ...more: readonly string[]): Promise<Run> =>
  intel(['export', what, '--state', join(dir, 'out'), '--out', join(dir, file), ...more]);

// Twenty closes over ten days, none on the third.
function spreadCloses(): string {
  return Array.from({ length: 20 }, (_, n) => Math.floor(n / 2))
    .filter((day) => day !== 2)
    .map((day, n) => {
      const row = { symbol: 'BTCUSDT', ts: TS + 86_400 * day + n, orderId: n, fees_total: 0.1 };
      return `${closeLine({ ...row, realizedPnlUsd: ((n * 7) % 11) - 4, notional_usd: 1000 })}\n`;
    })
    .join('');
}

// A moment of the history every ten minutes.
const OFTEN = { 'config/execution_intel.json': '{"history_every": "10m"}' };

describe('intel export', () => {
  for (const format of ['csv', 'parquet']) {
    it(`groups to ${format}: every group of every window, as the state files have it`, () =>
      onDesk({}, async (dir) => {
        await intel(replayAt(dir));
        const { code, out, err } = await exported(dir, 'groups', `groups.${format}`);
        expect({ code, out }).to.deep.equal({ code: 0, out: `${join(dir, `groups.${format}`)}\n` });
        expect(err).to.match(/^\d+ rows$/m);
        const file = jsonOf(readFileSync(join(dir, 'out/expectancy_v6.json'), 'utf8'));
        await expectGroups(join(dir, `groups.${format}`), [file]);
      }));

    it(`frames to ${format}: the same of every moment of the history`, () =>
      onDesk(OFTEN, async (dir) => {
        await intel(replayAt(dir, '--every', '10m'));
        await exported(dir, 'frames', `frames.${format}`);
        const lines = readFileSync(join(dir, 'out/history/expectancy_v6.jsonl'), 'utf8')
          .trimEnd()
          .split('\n');
        expect(lines.length).to.be.greaterThan(3);
        await expectGroups(join(dir, `frames.${format}`), lines.map(jsonOf));
      }));
  }

  for (const format of ['csv', 'parquet']) {
    it(`trades to ${format}: every column that trades --json has`, () =>
      onDesk({}, async (dir) => {
        const path = join(dir, `trades.${format}`);
        await intel(['export', 'trades', ...at(dir, 'logs', 'config'), '--out', path]);
        const { out } = await intel(['trades', ...at(dir, 'logs', 'config'), '--json']);
        const told = JSON.parse(out) as readonly JsonObject[];
        const rows = await queried(
          `select * replace (epoch_ms(entry_ts::timestamptz) as entry_ts, epoch_ms(exit_ts) as exit_ts, id::varchar as id) from '${path}'`,
        );
        const ms = (text: unknown): number | null => (typeof text === 'string' ? Date.parse(text) : null);
        // DuckDB reads an empty cell of CSV as null.
        const empty = format === 'csv' ? null : '';
        const cells = ({ entry_ts, exit_ts, ...others }: JsonObject): JsonObject => {
          const texts: JsonObject = Object.fromEntries(
            Object.entries(others).map(([name, value]) => [name, value === '' ? empty : value]),
          );
          return { ...texts, entry_ts: ms(entry_ts), exit_ts: ms(exit_ts) };
        };
        const expected = told.map(cells);
        expect(rows).to.deep.equal(expected);
        expect(rows).to.have.length(40);
      }));
  }

  it('daily: the net of each day, which adds up to that of the fund and gives its Sharpe ratio', () =>
    onDesk({ 'logs/execution/orders_executed.jsonl': spreadCloses() }, async (dir) => {
      await intel(replayAt(dir));
      const path = join(dir, 'daily.parquet');
      await intel(['export', 'daily', ...at(dir, 'logs', 'config'), '--capital', '5000', '--out', path]);
      const [read] = await queried(
        `select count(*) as days, sum(net_usd) as net, sum(positions) as positions, last(total_net_usd order by day) as total,
                avg(net_usd) / stddev_samp(net_usd) as sharpe, sum(daily_return) * 5000 as returned from '${path}'`,
      );
      const file = jsonOf(readFileSync(join(dir, 'out/expectancy_v6.json'), 'utf8'));
      const fund = objectAt(objectAt(objectAt(file, 'windows'), '14d'), 'fund');
      expect(read?.['days']).to.equal(10);
      expect(read?.['positions']).to.equal(fund['count']);
      for (const name of ['net', 'total', 'returned'])
        expect(Number(read?.[name]), name).to.be.closeTo(Number(fund['net_pnl_usd']), 1e-6);
      expect(Number(read?.['sharpe'])).to.be.closeTo(Number(fund['sharpe_day']), 1e-6);
    }));

  it('daily without a capital has no return', () =>
    onDesk({}, async (dir) => {
      const path = join(dir, 'daily.csv');
      await intel(['export', 'daily', ...at(dir, 'logs', 'config'), '--out', path]);
      const [head, ...days] = readFileSync(path, 'utf8').trimEnd().split('\n');
      expect(head).to.equal('day,net_usd,positions,total_net_usd,daily_return');
      expect(days).to.have.length(1);
      expect(days[0]).to.match(/^2023-11-14,[\d.-]+,40,[\d.-]+,$/);
    }));

  it('only what is asked for', () =>
    onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      await exported(dir, 'groups', 'some.csv', '--window', '7d', '--by', 'symbols');
      const rows = await queried(`select "window", group_kind, key from '${join(dir, 'some.csv')}'`);
      expect(rows).to.deep.equal(
        ['BTCUSDT', 'ETHUSDT'].map((key) => ({ window: '7d', group_kind: 'symbols', key })),
      );
    }));

  it('leaves out a moment that cannot be used, and says which', () =>
    onDesk(OFTEN, async (dir) => {
      await intel(replayAt(dir, '--every', '10m'));
      const path = join(dir, 'out/history/expectancy_v6.jsonl');
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      const [first = '', second = '', ...others] = lines;
      const old = '{"as_of":"2020-01-01T00:00:00.000+00:00","symbols":{}}';
      writeFileSync(
        path,
        [first, `${second.slice(0, 300)}x`, old, ...others].map((line) => `${line}\n`).join(''),
      );
      const { code, err } = await exported(dir, 'frames', 'frames.parquet');
      expect(code).to.equal(0);
      expect(err).to.match(/2020-01-01T00:00:00\.000\+00:00 is left out: it is of another version/);
      expect(err.match(/is left out/g)).to.have.length(2);
      await expectGroups(join(dir, 'frames.parquet'), [first, ...others].map(jsonOf));
    }));
});
