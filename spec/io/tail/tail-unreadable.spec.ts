import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { failure, watchingCalls } from '../fs-calls';
import { openBelow } from '../open-below';
import { numbered, tailed } from './tailing';

const DRAINED = { kind: 'drained', missing: false };

describe('a tail and what cannot be read', () => {
  const KINDS: readonly (readonly [string, (path: string) => unknown])[] = [
    ['a directory', mkdirSync],
    ['a FIFO', (path) => execFileSync('mkfifo', [path])],
    [
      'a link to itself',
      (path) => {
        symlinkSync(path, path);
      },
    ],
    [
      'a socket',
      async (path) => {
        const server = createServer().listen(path);
        await once(server, 'listening');
        return server;
      },
    ],
  ];

  for (const [what, make] of KINDS) {
    it(`refuses ${what} in the log’s place, does not wait for it, and goes on afterwards`, async () => {
      await tailed({}, async (log, tailing, dir) => {
        for (const before of ['', 'a\n']) {
          if (before !== '') log.append('a');
          await tailing.settle();
          const kept = join(dir, 'kept');
          if (before !== '') renameSync(log.path, kept);
          const end = await make(log.path);
          for (let n = 0; n < 3; n++) {
            const outcome = await tailing.poll();
            expect(outcome?.kind).to.equal('unreadable');
            expect(outcome).to.have.property('message').that.contains(log.path);
          }
          if (end instanceof Server) end.close();
          rmSync(log.path, { recursive: true, force: true });
          if (before !== '') renameSync(kept, log.path);
          expect((await tailing.drain())?.kind).to.equal('drained');
        }
        log.append('b');
        await tailing.drain();
        expect(tailing.lines).to.deep.equal(['a', 'b']);
        expect(tailing.events).to.deep.equal([]);
      });
    });
  }

  for (const code of ['EACCES', 'EIO', 'EMFILE', 'ESTALE']) {
    it(`gives no verdict on ${code}, whatever call fails, and loses nothing by it`, async () => {
      let failed = 0;
      for (let at = 0, ended = false; !ended; at += 1 + Math.floor(at / 8)) {
        await tailed({}, async (log, tailing) => {
          log.append('a');
          await tailing.poll();
          for (const line of numbered(1, 3)) log.append(line);
          log.rotate();
          log.append('b');
          log.rotate();
          log.append('c');
          let last = '';
          const fail = ({ n, op }: { readonly n: number; readonly op: string }): void => {
            if (n !== at || op === 'close') return;
            last = op;
            throw failure(code);
          };
          const outcome = await watchingCalls(fail, async () => tailing.poll());
          ended = last === '' && outcome?.kind === 'drained' && at > 20;
          if (last !== '') {
            failed++;
            expect(outcome?.kind, `${last}, call ${at}`).to.equal('unreadable');
          }
          await tailing.settle();
          expect(tailing.lines).to.deep.equal(['a', ...numbered(1, 3), 'b', 'c']);
          expect(new Set(tailing.events)).to.deep.equal(new Set(['rotation']));
        });
      }
      expect(failed).to.be.greaterThan(10);
    });
  }

  it('reads the current file on while another of the chain cannot be read, and says so', async () => {
    await tailed({}, async (log, tailing, dir) => {
      log.append('a');
      await tailing.settle();
      mkdirSync(join(dir, 'foo.2.jsonl'));
      for (const line of numbered(1, 5)) {
        log.append(line);
        const outcome = await tailing.poll({ afterMs: 61_000 });
        expect(outcome?.kind).to.equal('unreadable');
        expect(tailing.lines.at(-1)).to.equal(line);
      }
      rmSync(join(dir, 'foo.2.jsonl'), { recursive: true });
      expect(await tailing.poll()).to.deep.equal(DRAINED);
      expect(tailing.lines).to.deep.equal(['a', ...numbered(1, 5)]);
      expect(tailing.events).to.deep.equal([]);
    });
  });

  it('waits for the right to read', async function () {
    if (process.getuid?.() === 0) this.skip();
    await tailed({}, async (log, tailing) => {
      log.append('a');
      chmodSync(log.path, 0);
      expect((await tailing.poll())?.kind).to.equal('unreadable');
      chmodSync(log.path, 0o600);
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a']);
    });
  });

  it('holds no file open after a poll, and those of one that was forgotten until the next', async () => {
    await tailed({}, async (log, tailing, dir) => {
      for (let n = 0; n < 20; n++) {
        if (n % 7 === 6) log.rotate();
        for (const line of numbered(600 * n, 600 * n + 599)) log.appendPlain(line);
        await tailing.poll({ turns: 1, forgotten: true });
        expect(openBelow(dir)).to.be.within(1, 5);
      }
      await tailing.drain();
      expect(openBelow(dir)).to.equal(0);
    });
  });
});
