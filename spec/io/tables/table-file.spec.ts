import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Cell, ExportColumn } from '../../../src/io/tables/column';
import { formatOf, TABLE_FORMATS, writeTable } from '../../../src/io/tables/table-file';
import { inTempDir } from '../../io/temp-dir';
import { queried, type DuckRow } from './duck';

interface Row {
  readonly [name: string]: Cell;
}

const column = (name: string, kind: ExportColumn<Row>['kind']): ExportColumn<Row> => ({
  ...{ name, kind, unit: name === 'net' ? 'USD' : '', about: `what ${name} says` },
  of: (row) => row[name] ?? null,
});

const COLUMNS = [
  column('moment', 'time'),
  column('day', 'day'),
  column('name', 'text'),
  column('net', 'number'),
  column('count', 'whole'),
  column('shown', 'flag'),
];

const ROW: Row = {
  moment: '2026-01-12T08:00:00.123+00:00',
  day: '2026-01-12',
  name: 'BTCUSDT',
  net: -0.1,
  count: 3,
  shown: false,
};

/** Writes the rows in one format, and gives what DuckDB reads back. */
async function readBack(
  format: (typeof TABLE_FORMATS)[number],
  rows: readonly Row[],
): Promise<readonly DuckRow[]> {
  return inTempDir({}, async (dir) => {
    const path = join(dir, `table.${format}`);
    expect(await writeTable(path, format, { columns: COLUMNS, rows })).to.equal(rows.length);
    expect(readdirSync(dir)).to.deep.equal([`table.${format}`]);
    return queried(`select * replace (epoch_ms(moment) as moment, day::varchar as day) from '${path}'`);
  });
}

describe('a long table', () => {
  for (const format of TABLE_FORMATS) {
    it(`is read back from ${format} with its types, and nulls where nothing is defined`, async () => {
      const none: Row = { moment: ROW['moment'] ?? null, day: '1969-12-31' };
      expect(await readBack(format, [ROW, none])).to.deep.equal([
        { ...ROW, moment: Date.parse('2026-01-12T08:00:00.123Z') },
        {
          ...{ moment: Date.parse('2026-01-12T08:00:00.123Z'), day: '1969-12-31' },
          ...{ name: null, net: null, count: null, shown: null },
        },
      ]);
    });

    it(`keeps every bit of a number in ${format}`, async () => {
      const numbers = [5e-324, 1.7976931348623157e308, 0.1 + 0.2, -1e21, 9007199254740991];
      const read = await readBack(
        format,
        numbers.map((net) => ({ ...ROW, net })),
      );
      expect(read.map(({ net }) => net)).to.deep.equal(numbers);
    });

    it(`keeps the order of more rows than one group of ${format} holds`, async () => {
      const rows = Array.from({ length: 41_003 }, (_, count) => ({ ...ROW, count, name: `s${count % 7}` }));
      const read = await readBack(format, rows);
      expect(read.map(({ count }) => count)).to.deep.equal(rows.map(({ count }) => count));
      expect(read.map(({ name }) => name)).to.deep.equal(rows.map(({ name }) => name));
    });

    it(`has its columns in ${format} without a row, too`, async () => {
      await inTempDir({}, async (dir) => {
        const path = join(dir, `table.${format}`);
        await writeTable(path, format, { columns: COLUMNS, rows: [] });
        const read = await queried(`select column_name from (describe from '${path}')`);
        expect(read.map(({ column_name }) => column_name)).to.deep.equal(COLUMNS.map(({ name }) => name));
      });
    });

    it(`leaves the ${format} file that is there when its rows fail`, async () => {
      await inTempDir({}, async (dir) => {
        const path = join(dir, `table.${format}`);
        writeFileSync(path, 'before');
        function* failing(): Generator<Row> {
          yield ROW;
          throw new Error('planted');
        }
        const failure = await writeTable(path, format, { columns: COLUMNS, rows: failing() }).catch(String);
        expect(failure).to.contain('planted');
        expect(readdirSync(dir)).to.deep.equal([`table.${format}`]);
        expect(readFileSync(path, 'utf8')).to.equal('before');
      });
    });
  }

  const HOSTILE = [
    '=HYPERLINK("x")',
    '+1',
    '-1',
    '@a',
    'a"b',
    'a,b',
    'constructor',
    '__proto__',
    'ü🎉',
    '',
    ' ',
  ];

  it('keeps hostile names as they are in Parquet', async () => {
    const names = [...HOSTILE, 'a\nb', '\u0000', '\u001b[2J'];
    const read = await readBack(
      'parquet',
      names.map((name) => ({ ...ROW, name })),
    );
    expect(read.map(({ name }) => name)).to.deep.equal(names);
  });

  it('makes names in CSV harmless to a spreadsheet and a terminal', async () => {
    const names = [...HOSTILE.filter((name) => name !== ''), 'a\nb', '\u001b[2J'];
    const read = await readBack(
      'csv',
      names.map((name) => ({ ...ROW, name })),
    );
    const told = [
      '\'=HYPERLINK("x")',
      "'+1",
      "'-1",
      "'@a",
      'a"b',
      'a,b',
      'constructor',
      '__proto__',
      'ü🎉',
      ' ',
    ];
    expect(read.map(({ name }) => name)).to.deep.equal([...told, 'a\\u{a}b', '\\u{1b}[2J']);
  });

  it('tells in Parquet what each column means, with its unit', async () => {
    await inTempDir({}, async (dir) => {
      const path = join(dir, 'table.parquet');
      await writeTable(path, 'parquet', { columns: COLUMNS, rows: [ROW] });
      const [read] = await queried(
        `select decode(value) as text from parquet_kv_metadata('${path}') where decode(key) = 'execution_intel.columns'`,
      );
      const told: unknown = JSON.parse(String(read?.['text']));
      expect(told).to.have.property('net').that.deep.equals({ unit: 'USD', about: 'what net says' });
      expect(told).to.have.all.keys(COLUMNS.map(({ name }) => name));
    });
  });

  it('takes the format from the name of the file', () => {
    expect(['a.csv', 'b.parquet', 'c.json', 'csv', 'd.csv.gz'].map(formatOf)).to.deep.equal([
      ...['csv', 'parquet'],
      ...[undefined, undefined, undefined],
    ]);
  });
});
