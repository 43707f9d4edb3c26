import { expect } from 'chai';
import { COMMANDS } from '../../src/cli/commands/lazy-commands';
import { program } from '../../src/cli/program';
import { DASHBOARD_DEFAULTS } from '../../src/dashboard/dashboard';
import { parseDuration } from '../../src/model/values/time';

describe('program', () => {
  const { commands } = program(() => () => undefined);

  it('declares every command that there is, once', () => {
    expect(commands.map((command) => command.name())).to.have.members(Object.keys(COMMANDS));
  });

  it('says what each command and each of its options is for', () => {
    for (const command of commands) {
      expect(command.description(), command.name()).to.match(/^[A-Z].*\.$/);
      for (const { flags, description } of command.options)
        expect(description, `${command.name()} ${flags}`).to.not.equal('');
    }
  });

  it('serves the page with the defaults of startDashboard', () => {
    const options = commands.find((command) => command.name() === 'dashboard')?.opts() ?? {};
    const { state, host, port, staleAfterMs } = DASHBOARD_DEFAULTS;
    expect({
      ...options,
      port: Number(options['port']),
      staleAfter: parseDuration(String(options['staleAfter'])),
    }).to.include({ state, host, port, staleAfter: staleAfterMs });
  });

  it('gives each option one name in a command', () => {
    for (const command of commands) {
      const names = command.options.map(({ long }) => long);
      expect(new Set(names).size, command.name()).to.equal(names.length);
    }
  });
});
