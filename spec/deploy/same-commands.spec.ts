import { expect } from 'chai';
import { program } from '../../src/cli/program';
import { gatesOf } from '../../src/model/fund/gates';
import { deployed } from './deployed';

const FILES = [
  'systemd/intel-live.service',
  'systemd/intel-dashboard.service',
  'supervisor/intel.conf',
  'compose/compose.yaml',
];
const COMMANDS = [
  'live --logs /srv/executor/logs --config /srv/executor/config --out /srv/intel/state',
  'dashboard --state /srv/intel/state --port 8787',
];

function commandsIn(path: string): readonly string[] {
  return [...deployed(path).matchAll(/node bin\/intel\.cjs (.*)$/gm)].map(([, command = '']) => command);
}

describe('deploy/', () => {
  it('runs the same two commands everywhere', () => {
    const [live, dashboard] = COMMANDS;
    expect(FILES.map(commandsIn)).to.deep.equal([[live], [dashboard], COMMANDS, COMMANDS]);
  });

  it('gives them options that there are', () => {
    for (const command of COMMANDS) {
      const [name = '', ...args] = command.split(' ');
      const options = program()
        .commands.find((each) => each.name() === name)
        ?.options.map(({ long }) => long);
      for (const arg of args.filter((each) => each.startsWith('--')))
        expect(options, command).to.include(arg);
    }
  });

  for (const path of FILES.filter((file) => !file.includes('dashboard')))
    it(`${path} opens live’s own gates, and none that the executor shares`, () => {
      const found = [...deployed(path).matchAll(/\b(\w+_(?:ENABLED|AUTOTUNE|ALLOCATOR))(?:=|: )["']?(\w+)/g)];
      const env = Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
      expect(gatesOf(env)).to.deep.equal({ enabled: true, routerAutotune: true, feedbackAllocator: true });
      for (const name of Object.keys(env)) expect(name).to.match(/^INTEL_LIVE_/);
    });
});
