import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { FileJournal } from '../../../src/io/journal/file-journal';
import { commitsSince } from '../../../src/io/journal/read-journal';
import { inTempDir } from '../temp-dir';
import { keepsTheLaws, type InPlace } from './journal-contract';
import { bytesIn, FIRST, flip } from './journal-made';
import { MemoryJournal } from './memory-journal';

const inFiles: InPlace = (use) =>
  inTempDir({}, (dir) =>
    use({
      open: () => FileJournal.open(dir),
      tear: () => {
        truncateSync(join(dir, FIRST), bytesIn(dir, FIRST).length - 9);
      },
      spoil: async (seq) => {
        for await (const part of commitsSince(dir, 0))
          if (part.kind === 'sealed' && part.commit.seq === seq) flip(dir, FIRST, part.end - 50);
      },
    }),
  );

const inMemory: InPlace = async (use) => {
  const texts: string[] = [];
  const change = (n: number, changed: (text: string) => string): void =>
    void texts.splice(n, 1, changed(texts.at(n) ?? ''));
  await use({
    open: () => Promise.resolve(new MemoryJournal(texts)),
    tear: () => {
      change(-1, (text) => text.slice(0, -9));
    },
    spoil: (seq) => {
      change(seq, (text) => text.replace('"rows"', '"rowz"'));
      return Promise.resolve();
    },
  });
};

describe('Journal', () => {
  describe('in files', () => {
    keepsTheLaws(inFiles);
  });
  describe('in memory', () => {
    keepsTheLaws(inMemory);
  });
});
