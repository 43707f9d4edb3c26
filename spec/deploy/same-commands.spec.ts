import { expect } from 'chai';
import { program } from '../../src/cli/program';
import { gatesOf } from '../../src/model/fund/gates';
import { deployed } from './deployed';

const LIVE = 'live --logs /srv/executor/logs --config /srv/executor/config --out /srv/intel/state';
const DASHBOARD = 'dashboard --state /srv/intel/state --port 8787';
const FOLLOW = 'follow --engine /etc/intel/follow.json --out /srv/intel/state --standby';
const MIRROR = 'mirror --engine /etc/intel/mirror.json --out /srv/intel/state';
const ship = (host: string): string =>
  `ship --host ${host} --logs /srv/executor/logs --engine /etc/intel/ship-${host}.json --state /srv/intel/ship/${host}`;

/** The commands of each file. */
const RUN: Readonly<Record<string, readonly string[]>> = {
  'systemd/intel-live.service': [LIVE],
  'systemd/intel-dashboard.service': [DASHBOARD],
  'systemd/intel-ship@.service': [ship('%i')],
  'systemd/intel-follow.service': [FOLLOW],
  'systemd/intel-mirror.service': [MIRROR],
  'supervisor/intel.conf': [LIVE, DASHBOARD],
  'supervisor/intel-hosts.conf': [ship('exec-a'), FOLLOW],
  'compose/compose.yaml': [LIVE, DASHBOARD],
  'compose/hosts.yaml': [ship('${INTEL_HOST}'), FOLLOW],
};
// These open no gate: they publish nothing.
const GATELESS = ['systemd/intel-dashboard.service', 'systemd/intel-ship@.service'];

function commandsIn(path: string): readonly string[] {
  // Compose says in the first place of a variable what it stands for.
  return [...deployed(path).matchAll(/node bin\/intel\.cjs (.*)$/gm)].map(([, command = '']) =>
    command.replaceAll(/(\$\{\w+):\?[^}]*\}/g, '$1}'),
  );
}

describe('deploy/', () => {
  it('runs the same commands everywhere', () => {
    for (const [path, commands] of Object.entries(RUN))
      expect(commandsIn(path), path).to.deep.equal(commands);
  });

  it('gives them options that there are', () => {
    for (const command of new Set(Object.values(RUN).flat())) {
      const [name = '', ...args] = command.split(' ');
      const options = program(() => () => undefined)
        .commands.find((each) => each.name() === name)
        ?.options.map(({ long }) => long);
      for (const arg of args.filter((each) => each.startsWith('--')))
        expect(options, command).to.include(arg);
    }
  });

  for (const path of Object.keys(RUN).filter((file) => !GATELESS.includes(file)))
    it(`${path} opens our own gates, and none that the executor shares`, () => {
      const found = [...deployed(path).matchAll(/\b(\w+_(?:ENABLED|AUTOTUNE|ALLOCATOR))(?:=|: )["']?(\w+)/g)];
      const env = Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
      expect(gatesOf(env)).to.deep.equal({ enabled: true, routerAutotune: true, feedbackAllocator: true });
      for (const name of Object.keys(env)) expect(name).to.match(/^INTEL_LIVE_/);
    });
});
