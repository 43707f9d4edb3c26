import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { inTempDir } from '../io/temp-dir';
import { engineFile } from '../io/log/nats/nats-fund';
import { builtCli, ROOT } from './built';
import { intel } from './intel';

describe('intel engine, mistaken', () => {
  for (const [args, told] of [
    [[], 'the action was missing; allowed: init, check, config, forget, tail, key'],
    [['frob'], 'the action was "frob"; allowed: init, check, config, forget, tail, key'],
    [['__proto__'], 'the action was "__proto__"'],
    [['init'], 'intel engine init needs --engine'],
    [['forget', '--engine', 'x'], 'intel engine forget needs the name of a host'],
    [['init', 'exec-b', '--engine', 'x'], 'intel engine init takes no "exec-b"'],
    [['init', '--engine', 'x', '--hosts', 'a'], '--hosts is no option of intel engine init'],
    [['key', 'x', '--engine', 'x'], '--engine is no option of intel engine key'],
    [['check', '--engine', '/none/engine.json'], '/none/engine.json: missing; required'],
  ] as const)
    it(`${['engine', ...args].join(' ')}: says what is allowed`, async () => {
      const { code, out, err } = await intel(['engine', ...args]);
      expect({ code, out }).to.deep.equal({ code: 1, out: '' });
      expect(err).to.contain(told);
    });

  it('tells which packages are not installed', () =>
    inTempDir({}, (dir) => {
      // As it is where they are not: the loader finds none of them.
      const hide = join(dir, 'hide.cjs');
      writeFileSync(
        hide,
        `const { Module } = require('node:module'); const found = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  return found.call(this, name.startsWith('@nats-io/') ? name + '-absent' : name, ...rest);
};`,
      );
      const file = engineFile(dir, { servers: ['nats://127.0.0.1:1'] });
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--require', hide, builtCli(), 'engine', 'check', '--engine', file],
        { cwd: ROOT, encoding: 'utf8' },
      );
      expect(stderr).to.equal(
        `intel: ${file} names an engine, and its packages are not installed: npm install @nats-io/jetstream@3.3.1 @nats-io/kv@3.3.1 @nats-io/transport-node@3.3.1\n`,
      );
      expect(status).to.equal(1);
    }));
});
