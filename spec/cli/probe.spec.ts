import { mkdirSync, existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ALLOCATION, at, contentsOf, digestsOf, fileAt, jsonAt, onDesk, replayAt, STATE_NAMES } from './desk';
import { intel } from './intel';

const probeAt = (dir: string, ...more: readonly string[]): readonly string[] => [
  'probe',
  '--state',
  join(dir, 'out'),
  ...at(dir, 'config'),
  ...more,
];

describe('intel probe', () => {
  for (const [what, args] of [
    ['a replay', []],
    ['a replay of another window', ['--window', '24h']],
    ['a replay of the last trades', ['--window', 'last_7']],
    ['a replay of an earlier moment', ['--as-of', '2023-11-14T22:30:00Z']],
    ['a replay with ticks', ['--every', '10m']],
  ] as const) {
    it(`over the untouched files of ${what} writes the same bytes`, async () => {
      await onDesk({}, async (dir) => {
        const replayed = await intel(replayAt(dir, ...args));
        const before = digestsOf(join(dir, 'out'));
        rmSync(join(dir, 'out', ALLOCATION));
        const { code, out, err } = await intel(probeAt(dir));
        expect({ code, err }).to.deep.equal({ code: 0, err: '' });
        expect(digestsOf(join(dir, 'out'))).to.deep.equal(before);
        expect(out).to.equal(replayed.out);
      });
    });
  }

  it('over a replay that left out an optional config writes the same bytes too', async () => {
    await onDesk({ 'config/strategy_registry.json': '{ oops' }, async (dir) => {
      await intel(replayAt(dir));
      const before = digestsOf(join(dir, 'out'));
      await intel(probeAt(dir));
      expect(digestsOf(join(dir, 'out'))).to.deep.equal(before);
    });
  });

  it('with --json prints what it wrote, one document', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const { out } = await intel(probeAt(dir, '--json'));
      expect(out).to.equal(readFileSync(join(dir, 'out', ALLOCATION), 'utf8'));
    });
  });

  it('without state files says so, writes an empty allocation, and exits with 0', async () => {
    await onDesk({}, async (dir) => {
      mkdirSync(join(dir, 'out'));
      const { code, out, err } = await intel(probeAt(dir));
      expect(code, err).to.equal(0);
      for (const name of STATE_NAMES.filter((other) => other !== ALLOCATION))
        expect(err).to.contain(`${name} is missing`);
      expect(err).to.contain('the allocation is empty');
      expect(Object.keys(digestsOf(join(dir, 'out')))).to.deep.equal([ALLOCATION]);
      expect(fileAt(join(dir, 'out', ALLOCATION), 'symbols')).to.deep.equal([]);
      expect(fileAt(join(dir, 'out', ALLOCATION), 'metadata', 'complete')).to.equal(false);
      expect(out).to.match(/^SYMBOL /);
      expect(jsonAt((await intel(probeAt(dir, '--json'))).out, 'symbols')).to.deep.equal([]);
    });
  });

  it('without one of the files says which, and is done', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const full = contentsOf(join(dir, 'out'));
      for (const name of STATE_NAMES.filter((other) => other !== ALLOCATION)) {
        for (const content of [undefined, '', '{"half": ', '5', 'null', '[]', '{}']) {
          for (const [other, text] of Object.entries(full))
            writeFileSync(join(dir, 'out', other), text, 'latin1');
          if (content === undefined) rmSync(join(dir, 'out', name));
          else writeFileSync(join(dir, 'out', name), content);
          const { code, err } = await intel(probeAt(dir));
          expect(code, `${name} as ${String(content)}: ${err}`).to.equal(0);
          expect(err, `${name} as ${String(content)}`).to.contain(name);
          if (name !== 'router_policy_suggestions_v6.json') {
            expect(
              fileAt(join(dir, 'out', ALLOCATION), 'symbols'),
              `${name} as ${String(content)}`,
            ).to.deep.equal([]);
          }
        }
      }
    });
  });

  it('touches no file but the allocation, and replaces a link in its place', async () => {
    await onDesk({ secret: 'mine' }, async (dir) => {
      await intel(replayAt(dir));
      const before = digestsOf(join(dir, 'out'));
      rmSync(join(dir, 'out', ALLOCATION));
      symlinkSync(join(dir, 'secret'), join(dir, 'out', ALLOCATION));
      expect((await intel(probeAt(dir))).code).to.equal(0);
      expect(lstatSync(join(dir, 'out', ALLOCATION)).isFile()).to.equal(true);
      expect(readFileSync(join(dir, 'secret'), 'utf8')).to.equal('mine');
      expect(digestsOf(join(dir, 'out'))).to.deep.equal(before);
      expect(existsSync(join(dir, 'out', 'history'))).to.equal(false);
    });
  });
});
