import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../operators/files/state-files';
import { replay } from '../pipelines/replay/replay';
import { loadDesk } from '../src/io/config/load-desk';

const ROOT = resolve(__dirname, '..');
const GOLDEN = join(__dirname, 'golden.json');

/** The bundled history gives these bytes. `UPDATE_GOLDEN=1 npm run test:one -- spec/golden.spec.ts` accepts new ones. */
describe('logs/sample with config/', () => {
  it('gives the golden bytes', async () => {
    const out = mkdtempSync(join(tmpdir(), 'intel-golden-'));
    try {
      const { desk } = await loadDesk(join(ROOT, 'config'));
      if (desk === undefined) throw new Error('the bundled config is not usable');
      await replay({ logs: join(ROOT, 'logs', 'sample'), desk, out, now: Date.UTC(2026, 1, 1) });
      const files = Object.values(STATE_FILES);
      const hashes = Object.fromEntries(
        files.map((name) => [
          name,
          createHash('sha256')
            .update(readFileSync(join(out, name)))
            .digest('hex'),
        ]),
      );
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, `${JSON.stringify(hashes, null, 2)}\n`);
      expect(hashes).to.deep.equal(JSON.parse(readFileSync(GOLDEN, 'utf8')));
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
