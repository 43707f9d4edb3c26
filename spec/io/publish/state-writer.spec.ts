import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Health } from '../../../src/io/publish/health';
import { STATUS_FILE, StateWriter } from '../../../src/io/publish/state-writer';
import type { StateFileWrite } from '../../../src/io/publish/state-files';
import { refused } from '../refused';
import { inTempDir } from '../temp-dir';
import { failure, watchingCalls } from '../fs-calls';

function files(...entries: readonly (readonly [name: string, n: number])[]): readonly StateFileWrite[] {
  return entries.map(([name, n]) => ({
    name,
    asOfText: '',
    pieces: [`{"n":${n}}`, '\n'],
    file: { n },
    schema: { type: 'object' },
  }));
}

describe('StateWriter', () => {
  it('replaces files, and finds them as it left them', async () => {
    await inTempDir({ 'a.json': 'older' }, async (dir) => {
      const writer = new StateWriter(dir);
      for (let n = 0; n < 3; n++) {
        await writer.write(files(['a.json', n], ['b.json', n]));
        expect(readFileSync(join(dir, 'a.json'), 'utf8')).to.equal(`{"n":${n}}\n`);
      }
      expect([...writer.findChanges()]).to.deep.equal([]);
    });
  });

  it('counts what another one wrote or removed, each once, until it has replaced it', async () => {
    await inTempDir({}, async (dir) => {
      const writer = new StateWriter(dir);
      const all = files(['a.json', 1], ['b.json', 1], ['c.json', 1]);
      await writer.write(all);
      writeFileSync(join(dir, 'a.json'), '{"n":1}\n');
      rmSync(join(dir, 'c.json'));
      for (let n = 0; n < 2; n++) {
        const counts = { 'a.json': 1, 'c.json': 1 };
        expect(Object.fromEntries(writer.findChanges())).to.deep.equal(counts);
        expect([...writer.foreign]).to.deep.equal(['a.json', 'c.json']);
        await writer.write(files(['b.json', 2]));
      }
      writeFileSync(join(dir, 'c.json'), 'theirs');
      await writer.write(all);
      expect(Object.fromEntries(writer.findChanges())).to.deep.equal({ 'a.json': 1, 'c.json': 2 });
      expect([...writer.foreign]).to.deep.equal([]);
      expect(readFileSync(join(dir, 'c.json'), 'utf8')).to.equal('{"n":1}\n');
    });
  });

  it('watches files before it has written any', async () => {
    await inTempDir({ 'a.json': 'older' }, (dir) => {
      const writer = new StateWriter(dir);
      writer.watch(['a.json', 'b.json']);
      expect([...writer.findChanges()]).to.deep.equal([]);
      writeFileSync(join(dir, 'b.json'), 'theirs');
      expect([...writer.findChanges()]).to.deep.equal([['b.json', 1]]);
      return Promise.resolve();
    });
  });

  it('takes what it replaced itself in a write that failed for nobody else’s', async () => {
    await inTempDir({}, async (dir) => {
      const writer = new StateWriter(dir);
      await writer.write(files(['a.json', 1], ['b.json', 1]));
      const second = ({ op, path }: { op: string; path: string }): void => {
        if (op === 'rename' && path.includes('b.json')) throw failure('EIO');
      };
      const all = files(['a.json', 2], ['b.json', 2]);
      await refused(join(dir, 'b.json'), () => watchingCalls(second, () => writer.write(all)));
      for (let n = 0; n < 2; n++) {
        await writer.write(all);
        expect([...writer.findChanges()]).to.deep.equal([]);
      }
    });
  });

  it('names a file that it cannot look at or replace', async () => {
    await inTempDir({}, async (dir) => {
      const writer = new StateWriter(dir);
      await writer.write(files(['a.json', 1]));
      const blind = ({ op }: { op: string }): void => {
        if (op === 'stat') throw failure('EACCES');
      };
      await refused(join(dir, 'a.json'), () =>
        watchingCalls(blind, () => writer.write(files(['a.json', 2]))),
      );
      rmSync(join(dir, 'a.json'));
      mkdirSync(join(dir, 'a.json'));
      await refused(join(dir, 'a.json'), () => writer.write(files(['a.json', 2])));
      rmdirSync(join(dir, 'a.json'));
      await writer.write(files(['a.json', 2]));
      expect(readFileSync(join(dir, 'a.json'), 'utf8')).to.equal('{"n":2}\n');
    });
  });

  it('writes a status with the number of the process and its build', async () => {
    await inTempDir({}, async (dir) => {
      const health = { state: 'live', ticks: 3 } as Health;
      await new StateWriter(dir).writeStatus(health);
      const text = readFileSync(join(dir, STATUS_FILE), 'utf8');
      const { version, ...written } = JSON.parse(text) as Record<string, unknown>;
      expect(version).to.match(/^\d+\.\d+\.\d+/);
      const node = process.versions.node;
      expect(written).to.deep.equal({ pid: process.pid, node, state: 'live', ticks: 3 });
      mkdirSync(join(dir, 'x', STATUS_FILE), { recursive: true });
      await refused(STATUS_FILE, () => new StateWriter(join(dir, 'x')).writeStatus(health));
    });
  });
});
