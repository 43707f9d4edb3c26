import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from './campaign';
import { builtCli, ROOT } from './cli/built';
import { STATE_NAMES } from './cli/desk';
import { deployed, freePort, pathOf, swapped } from './deploy/deployed';
import { inTempDir } from './io/temp-dir';
import { describeWithNats } from './io/log/nats/nats-server';

/** What docs/hosts.md tells a reader to type for two hosts on one machine, typed as it stands there. */

const PAGE = readFileSync(join(ROOT, 'docs', 'hosts.md'), 'utf8');

/** The blocks of commands below a heading. */
function blocksBelow(heading: string): readonly string[] {
  const [, below = ''] = PAGE.split(`\n## ${heading}\n`);
  const [section = ''] = below.split('\n## ');
  return [...section.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block);
}

/** The page's blocks with places and a port of our own, and our program. */
async function placed(blocks: readonly string[], dir: string): Promise<readonly string[]> {
  const port = String(await freePort());
  const [conf, engine] = [join(dir, 'server.conf'), join(dir, 'engine.json')];
  const places = [
    ['4333', port],
    ['/tmp/intel-nats', join(dir, 'store')],
  ] as const;
  writeFileSync(conf, swapped(deployed('nats/one-machine.conf'), places));
  writeFileSync(engine, swapped(deployed('nats/engine.json'), places.slice(0, 1)));
  const [all = '', ...ends] = swapped(blocks.join('\0'), [
    ['npx intel', `${process.execPath} ${builtCli()}`],
    ['$(node ', `$(${process.execPath} `],
    ['/usr/sbin/nats-server', pathOf('nats-server') ?? ''],
    ['deploy/nats/one-machine.conf', conf],
    ['deploy/nats/engine.json', engine],
    ['/tmp/intel-nats', join(dir, 'store')],
    ['/tmp/two', join(dir, 'two')],
  ]).split('\0');
  return [all, ...ends];
}

/** Runs lines in a shell, and gives what it said. */
function typed(dir: string, lines: string): Promise<string> {
  const script = join(dir, 'typed.sh');
  // Whatever goes wrong, nothing that it started goes on.
  writeFileSync(script, `trap 'kill $(jobs -p) 2> /dev/null' EXIT\n${lines}`);
  const child = spawn('bash', [script], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      resolve(said);
    });
  });
}

describe('docs/hosts.md', () => {
  const blocks = blocksBelow('Two hosts on one machine');

  it('takes the server from the distribution, and has five commands after the history is made', () => {
    expect(blocks).to.have.length(5);
    const [server = '', , five = ''] = blocks;
    expect(server).to.contain('apt-get install -y nats-server');
    expect(five.trim().split('\n')).to.have.length(5);
  });
});

if (runsOf('examples') > 0)
  describeWithNats('two hosts on one machine, as docs/hosts.md has it', function () {
    it('come to the files of one replay, and leave nothing behind', async function () {
      this.timeout(240_000);
      await inTempDir({}, async (dir) => {
        const [, history = '', five = '', compare = '', end = ''] = await placed(
          blocksBelow('Two hosts on one machine'),
          dir,
        );
        const compared = join(dir, 'compared');
        // As the page says: again, where the four files were of different moments.
        const until = `for n in $(seq 40); do
          sleep 1; rm -rf ${join(dir, 'two', 'then')}
          [ -e ${join(dir, 'two', 'state', 'risk_allocation_suggestions_v6.json')} ] || continue
          ( ${compare} ) > ${compared} 2>&1
          [ "$(grep -c '_v6: the same bytes' ${compared})" = 4 ] && break
        done\n`;
        const said = await typed(dir, [history, five, until, `cat ${dir}/two/*.log\n`, end].join('\n'));
        const found = existsSync(compared) ? readFileSync(compared, 'utf8') : '';
        for (const name of STATE_NAMES)
          expect(found, `${found}\n${said}`).to.contain(`${name.replace('.json', '')}: the same bytes`);
        expect(found).to.contain('follows the log of fund').and.contain('the journal gives the same bytes');
        expect(found).to.match(/^BTCUSDT +\| 0\.\d/m);
        expect(existsSync(join(dir, 'two')), said).to.equal(false);
        expect(existsSync(join(dir, 'store')), said).to.equal(false);
      });
    });
  });
