import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../src/io/files/failures';
import { refuseOlder, writeStateFiles, type StateFileWrite } from '../../../src/io/publish/state-files';
import { refused } from '../refused';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';
import { countTurns } from '../turns';

const schema = { type: 'object', required: ['as_of'], properties: { as_of: { type: 'string' } } };
const NAMES = ['a.json', 'b.json', 'c.json'];

function filesOf(asOf: unknown, padding = ''): readonly StateFileWrite[] {
  return NAMES.map((name) => ({
    name,
    file: { as_of: asOf },
    asOfText: String(asOf),
    pieces: [JSON.stringify({ as_of: asOf }), `${padding}\n`],
    schema,
  }));
}

async function usageOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof UsageError ? error.message : `no usage error but ${String(error)}`;
}

describe('writeStateFiles', () => {
  it('writes each file', async () => {
    await inTempDir({}, async (dir) => {
      await writeStateFiles(dir, filesOf('now'));
      expect(readdirSync(dir)).to.deep.equal(NAMES);
      expect(readFileSync(join(dir, 'b.json'), 'utf8')).to.equal('{"as_of":"now"}\n');
    });
  });

  it('writes none when one breaks its schema, and names that one and the place', async () => {
    await inTempDir({ 'a.json': 'old' }, async (dir) => {
      const files = [...filesOf('now').slice(0, 2), ...filesOf(5).slice(2)];
      const error: unknown = await writeStateFiles(dir, files).catch((reason: unknown) => reason);
      expect(error)
        .to.be.instanceOf(Error)
        .and.have.property('message')
        .that.contains('c.json')
        .and.contains('as_of');
      expect(readdirSync(dir)).to.deep.equal(['a.json']);
      expect(readFileSync(join(dir, 'a.json'), 'utf8')).to.equal('old');
    });
  });

  it('judges a file again when a part of it is another object, or a stamp of another type', async () => {
    const rows = [1];
    const judging = {
      type: 'object',
      properties: { rows: { type: 'array', items: { type: 'number' } }, as_of: { type: 'string' } },
    };
    const write = (file: object): Promise<void> =>
      inTempDir({}, (dir) =>
        writeStateFiles(dir, [{ name: 'a.json', asOfText: '', file, pieces: ['{}\n'], schema: judging }]),
      );
    await write({ as_of: 'a', rows });
    await write({ as_of: 'b', rows });
    for (const bad of [
      { as_of: 'c', rows: ['x'] },
      { as_of: 1, rows },
    ])
      expect(await write(bad).then(String, String)).to.match(/a.json breaks its schema/);
  });

  it('gives the thread up after it has judged a file', async () => {
    const turns = countTurns();
    const judged: number[] = [];
    const file = (name: string): StateFileWrite => ({
      name,
      asOfText: '',
      pieces: ['{}\n'],
      schema: { type: 'object', title: name },
      get file() {
        judged.push(turns.count());
        return {};
      },
    });
    await inTempDir({}, (dir) => writeStateFiles(dir, ['a', 'b', 'c'].map(file)));
    turns.stop();
    const [a = NaN, b = NaN, c = NaN] = judged;
    expect(
      [b - a, c - b].every((had) => had >= 2),
      judged.join(' '),
    ).to.equal(true);
  });

  it('on a full disk leaves every old file as it was', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      await writeStateFiles(dir, filesOf('old'));
      await refused(dir, () => writeStateFiles(dir, filesOf('new', ' '.repeat(30_000))));
      expect(readdirSync(dir)).to.deep.equal(NAMES);
      for (const name of NAMES) expect(readFileSync(join(dir, name), 'utf8')).to.equal('{"as_of":"old"}\n');
    });
    if (!tried) this.skip();
  });
});

describe('refuseOlder', () => {
  const NOW = Date.UTC(2026, 0, 14);

  it('refuses when any of the files is of a later time, and says which and how', async () => {
    await inTempDir({ 'b.json': '{"as_of":"2026-01-14T00:00:00.001+00:00"}' }, async (dir) => {
      const message = await usageOf(refuseOlder(dir, NOW, NAMES));
      expect(message)
        .to.contain(join(dir, 'b.json'))
        .and.contain('2026-01-14T00:00:00.001+00:00')
        .and.contain('--force');
    });
  });

  it('lets files of the same time or an earlier one be replaced', async () => {
    const files = {
      'a.json': '{"as_of":"2026-01-14T00:00:00.000+00:00"}',
      'b.json': '{"as_of":"2025-01-14T00:00:00.000+00:00"}',
    };
    await inTempDir(files, (dir) => refuseOlder(dir, NOW, NAMES));
  });

  it('lets what cannot be read as a state file be replaced', async () => {
    for (const content of [
      '',
      '{',
      '[]',
      'null',
      '{"as_of": 5e99}',
      '{"as_of": null}',
      '{"as_of": "later"}',
    ]) {
      await inTempDir({ 'a.json': content }, (dir) => refuseOlder(dir, NOW, NAMES));
    }
    await inTempDir({}, (dir) => refuseOlder(join(dir, 'none'), NOW, NAMES));
  });
});
