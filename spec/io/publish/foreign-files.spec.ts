import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../src/io/files/failures';
import { refuseForeignFiles } from '../../../src/io/publish/foreign-files';
import { inTempDir } from '../temp-dir';

const NAMES = ['expectancy_v6.json', 'symbol_scores_v6.json'];
const OURS = {
  as_of: '2026-01-20T09:00:00.000+00:00',
  metadata: { events_digest: '01', config_digest: '02', complete: true, warnings: [] },
};

async function refusal(dir: string): Promise<string | undefined> {
  try {
    await refuseForeignFiles(dir, NAMES);
    return undefined;
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError);
    return String(error);
  }
}

const withFile = (text: string, use: (said: string | undefined) => void): Promise<void> =>
  inTempDir({ 'symbol_scores_v6.json': text }, async (dir) => {
    use(await refusal(dir));
  });

describe('refuseForeignFiles', () => {
  it('takes an empty directory, our own files, and those it was not asked about', () =>
    inTempDir({ 'expectancy_v6.json': JSON.stringify(OURS), 'nav.json': '{"nav": 1}' }, async (dir) => {
      expect(await refusal(dir)).to.equal(undefined);
      expect(await refusal(join(dir, 'not-there'))).to.equal(undefined);
    }));

  for (const [what, text, why] of [
    ['scores of an executor', { symbols: [], updated_ts: 1, intel_enabled: false }, 'it has no as_of'],
    ['expectancy of an executor', { ...OURS, metadata: { nav_snapshot: {} } }, 'no events_digest'],
    ['a file with one digest', { ...OURS, metadata: { events_digest: '01' } }, 'no config_digest'],
    ['a digest that is a number', { ...OURS, metadata: { events_digest: 1 } }, 'no events_digest'],
    ['an as_of that is no time', { ...OURS, as_of: 'now' }, 'it has no as_of'],
    ['a list', [OURS], 'it has no as_of'],
    ['digests in a prototype', { as_of: OURS.as_of, metadata: null, __proto__: OURS }, 'no events_digest'],
  ] as const)
    it(`refuses ${what}, and says why and what to do`, () =>
      withFile(JSON.stringify(text), (said) => {
        expect(said).to.contain('symbol_scores_v6.json').and.contain(why);
        expect(said).to.contain('--out').and.contain('--take-over').and.contain('remove the file');
      }));

  for (const text of ['', 'mine', '{"as_of": "2026-01-20T09:00:00Z", "metadata": {"events_dig', '\ufffd'])
    it(`refuses ${JSON.stringify(text)}: we write whole files`, () =>
      withFile(text, (said) => {
        expect(said).to.contain('the file is not JSON');
      }));

  it('refuses a directory in the place of a file, and a symlink to what is not ours; names all', () =>
    inTempDir({ theirs: '{}' }, async (dir) => {
      mkdirSync(join(dir, 'expectancy_v6.json'));
      symlinkSync(join(dir, 'theirs'), join(dir, 'symbol_scores_v6.json'));
      const said = await refusal(dir);
      expect(said).to.contain('expectancy_v6.json (').and.contain('symbol_scores_v6.json (');
    }));
});
