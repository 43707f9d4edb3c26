import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import type { JournalEntry, JournalReader } from '../../../src/io/journal/journal';
import { openBelow } from '../../io/open-below';
import { IN_MEMORY, inTempDir } from '../../io/temp-dir';

/** What is held against a journal, where the journal cannot be read. */

describe('verify', () => {
  it('closes what was published where the journal cannot be read', function () {
    if (process.platform !== 'linux') this.skip();
    const published = { file: 'expectancy_v6.json', as_of: '2026-01-20T09:00:00Z', sha256: '00' };
    const files = { 'history/published.jsonl': `${JSON.stringify(published)}\n`.repeat(2) };
    const held = async (dir: string): Promise<void> => {
      const said = await verify(unreadable, dir).then(
        () => 'no error',
        (error: unknown) => String(error),
      );
      expect(said).to.contain('there is no such stream');
      expect(openBelow(dir)).to.equal(0);
    };
    return inTempDir(files, held, IN_MEMORY);
  });
});

const unreadable: JournalReader = {
  read: () => failing(),
};

// eslint-disable-next-line require-yield
async function* failing(): AsyncGenerator<JournalEntry> {
  await Promise.reject(new Error('there is no such stream'));
}
