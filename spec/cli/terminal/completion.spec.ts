import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { program } from '../../../src/cli/program';
import { completionScript } from '../../../src/cli/terminal/completion';
import { UsageError } from '../../../src/io/files/failures';
import { inTempDir } from '../../io/temp-dir';

const intel = program(() => () => undefined);

/** What bash completes the last of these words to. */
function completed(...words: readonly string[]): readonly string[] {
  const script = `${completionScript('bash', intel)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_intel; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
  return printed.split('\n').filter((word) => word !== '');
}

describe('completionScript', () => {
  it('completes every command and every option of it in bash', () => {
    const names = intel.commands.map((command) => command.name());
    expect(completed('intel', '')).to.deep.equal(names);
    expect(completed('intel', 'tr')).to.deep.equal(['trades']);
    for (const command of intel.commands)
      expect(completed('intel', command.name(), '--'), command.name()).to.deep.equal(
        command.options.map(({ long }) => long),
      );
    expect(completed('intel', 'replay', 'some')).to.deep.equal([]);
  });

  for (const shell of ['zsh', 'fish'])
    it(`is a script that ${shell} reads, with every command and option`, async function () {
      const script = completionScript(shell, intel);
      for (const command of intel.commands) {
        expect(script).to.contain(command.name());
        for (const { long } of command.options) expect(script).to.contain(long?.slice(2));
      }
      const tried = await inTempDir({ script }, (dir) =>
        Promise.resolve(spawnSync(shell, ['-n', join(dir, 'script')], { encoding: 'utf8' })),
      );
      if (tried.error !== undefined) this.skip();
      expect(tried.status, tried.stderr).to.equal(0);
    });

  it('refuses another shell', () => {
    for (const shell of ['cmd', '', '__proto__'])
      expect(() => completionScript(shell, intel)).to.throw(UsageError, 'allowed: bash, zsh, fish');
  });
});
