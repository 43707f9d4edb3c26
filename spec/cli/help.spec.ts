import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT } from './built';
import { jsonAt } from './desk';
import { intel } from './intel';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  replay: [
    '--logs',
    '--config',
    '--out',
    '--as-of',
    '--every',
    '--window',
    '--journal',
    '--snapshots',
    '--force',
    '--json',
  ],
  live: ['--logs', '--config', '--out', '--journal', '--dashboard'],
  dashboard: ['--state', '--port', '--host', '--stale-after'],
  report: ['--state', '--out', '--at', '--stale-after'],
  verify: ['--journal', '--state', '--json'],
  status: ['--state', '--json'],
  probe: ['--state', '--config', '--json'],
  trades: ['[symbol]', '--logs', '--config', '--as-of', '--window', '--sort', '--top', '--csv', '--json'],
  evaluate: [
    ...['--logs', '--config', '--out', '--published', '--since', '--until', '--delay', '--received'],
    ...['--truth', '--json'],
  ],
  explain: ['<symbol>', '--state', '--json'],
  check: ['--logs', '--config', '--json'],
  export: [
    ...['<table>', '--out', '--logs', '--config', '--as-of', '--since', '--until', '--capital'],
    ...['--state', '--by', '--window'],
  ],
  completion: ['<shell>'],
  settings: ['--config', '--window', '--json'],
  simulate: [
    '--out',
    '--seed',
    '--symbols',
    '--days',
    '--trades-per-day',
    '--start',
    '--rotate-bytes',
    '--config',
    '--clean',
  ],
};

describe('intel --help', () => {
  it('lists the commands and the exit codes on stdout', async () => {
    const { code, out, err } = await intel(['--help']);
    expect({ code, err }).to.deep.equal({ code: 0, err: '' });
    for (const command of Object.keys(COMMANDS)) expect(out).to.match(new RegExp(`^ {2}${command} `, 'm'));
    for (const meaning of [
      /0 +done/,
      /1 +.*(usage|config)/,
      /2 +too much bad input/,
      /3 +.*bug/,
      /4 +could not read or write/,
    ])
      expect(out).to.match(meaning);
  });

  it('tells of each command and every option of it', async () => {
    const helps = await Promise.all(Object.keys(COMMANDS).map((command) => intel([command, '--help'])));
    Object.entries(COMMANDS).forEach(([command, options], i) => {
      expect(helps[i], command).to.include({ code: 0, err: '' });
      for (const option of options) expect(helps[i]?.out, command).to.contain(option);
    });
    expect((await intel(['help', 'replay'])).out).to.equal(helps[0]?.out);
  });

  it('gives an example of each command, with options that it has', async () => {
    for (const command of Object.keys(COMMANDS)) {
      const [options = '', examples = ''] = (await intel([command, '--help'])).out.split(/^Examples?:$/m);
      expect(examples, command).to.match(new RegExp(`^ {2}intel ${command} `, 'm'));
      for (const [option] of examples.matchAll(/--[a-z-]+/g))
        expect(options, command).to.contain(`${option} `);
    }
  });

  it('gives the version of the package', async () => {
    const version = jsonAt(readFileSync(join(ROOT, 'package.json'), 'utf8'), 'version');
    for (const flag of ['--version', '-V']) {
      expect(await intel([flag])).to.deep.equal({ code: 0, out: `${String(version)}\n`, err: '' });
    }
  });
});

describe('wrong usage', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['no command', [], 'Usage'],
    ['an unknown command', ['repaly'], 'repaly'],
    ['an unknown option', ['replay', '--bogus'], '--bogus'],
    ['an option without its value', ['replay', '--logs'], '--logs'],
    ['an argument too many', ['replay', 'x'], 'too many'],
    ['a missing argument', ['explain'], 'symbol'],
    ['a missing option', ['simulate'], '--out'],
    ['an empty --out', ['live', '--out', ''], '--out was ""'],
    ['an empty --journal', ['replay', '--journal='], '--journal was ""'],
    ['an empty --state', ['status', '--state', ''], '--state was ""'],
    ['an empty --logs', ['check', '--logs='], '--logs was ""'],
    ['an empty --config', ['probe', '--config', ''], '--config was ""'],
    ['an empty port', ['dashboard', '--port='], '--port was ""'],
  ];
  for (const [what, args, told] of cases) {
    it(`${what} is exit code 1 with the reason on stderr`, async () => {
      const { code, out, err } = await intel(args);
      expect({ code, out }).to.deep.equal({ code: 1, out: '' });
      expect(err).to.contain(told);
    });
  }
});
