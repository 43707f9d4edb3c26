import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { expect } from 'chai';
import { loadDesk } from '../src/io/config/load-desk';
import { isObject, type JsonObject } from '../src/model/values/json';
import { SCHEMAS } from '../src/schemas/schemas';
import { inDir, type Files } from './io/config/config-dir';

/** What an editor makes of the configs: each names its schema, by a path that leads there. */

const ROOT = resolve(__dirname, '..');
const CONFIG = join(ROOT, 'config');

/** Every config that the package ships: its own, and those of the examples. */
const SHIPPED = [
  CONFIG,
  ...readdirSync(join(ROOT, 'examples')).map((name) => join(ROOT, 'examples', name, 'config')),
]
  .filter((dir) => existsSync(dir))
  .flatMap((dir) => readdirSync(dir).flatMap((name) => (name.endsWith('.json') ? [join(dir, name)] : [])));

function objectIn(path: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isObject(value)) throw new Error(`${path} holds no object`);
  return value;
}

const schemaPath = (path: string): string => resolve(dirname(path), String(objectIn(path)['$schema']));

describe('a shipped config in an editor', () => {
  it('each names its own schema, by a path relative to it', () => {
    expect(SHIPPED).to.have.length(12);
    for (const path of SHIPPED) {
      const stem = basename(path, '.json');
      expect(schemaPath(path)).to.equal(join(CONFIG, 'schemas', `${stem}.schema.json`));
      expect(objectIn(schemaPath(path))['$id'], path).to.equal(`urn:execution-intel:schema:${stem}`);
    }
  });

  it('is valid by it, and a wrong value is not', () => {
    for (const path of SHIPPED) {
      const ajv = new Ajv2020({ strict: false });
      const validate = ajv.compile(objectIn(schemaPath(path)));
      expect(validate(objectIn(path)), `${path}: ${ajv.errorsText(validate.errors)}`).to.equal(true);
    }
    const settings = new Ajv2020({ strict: false }).compile({ ...SCHEMAS['execution_intel'] });
    // No setting must be there, none but ours may, and each as it should be.
    expect([{}, { tick: '5s' }, { tikc: '5s' }, { tick: 5 }].map((value) => settings(value))).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('$schema in a config', () => {
  const plain: Files = {
    'risk_limits.json': '{"global": {"max_nav_pct": 0.2}}',
    'pairs_universe.json': '{"universe": [{"symbol": "BTCUSDT"}]}',
    'execution_intel.json': '{"tick": "7s"}',
    'strategy_registry.json': '{"trend": {"capacity_usd": 5}}',
    'strategy_config.json': '{"strategies": {"trend": {"fixed_sl_pct": 0.01}}}',
  };
  const named = Object.fromEntries(
    Object.entries(plain).map(([name, text]) => [
      name,
      String(text).replace('{', '{"$schema": "./x.json", '),
    ]),
  );

  it('changes nothing that is computed: neither the desk nor its digest', async () => {
    const [without, beside] = await Promise.all(
      [plain, named].map((files) => inDir(files, (dir) => loadDesk(dir))),
    );
    expect(beside?.problems).to.deep.equal([]);
    expect(beside?.files).to.deep.equal(without?.files);
    expect(beside?.desk?.digest).to.equal(without?.desk?.digest).and.not.equal(undefined);
    expect(beside?.desk?.strategies?.map(({ strategy }) => strategy)).to.deep.equal(['trend']);
  });

  it('is a text in our own settings; the fund’s files may hold anything there', async () => {
    const files = {
      ...plain,
      'execution_intel.json': '{"$schema": 5}',
      'risk_limits.json': '{"$schema": 5}',
    };
    const { problems } = await inDir(files, (dir) => loadDesk(dir));
    expect(problems.map(({ path }) => path)).to.deep.equal(['/$schema']);
  });
});

describe('the schemas of the package', () => {
  // As a user of the package asks for them.
  const load = createRequire(join(ROOT, 'package.json'));

  it('are there by path', () => {
    for (const name of Object.keys(SCHEMAS)) {
      const path = load.resolve(`execution-intel/schemas/${name}.schema.json`);
      expect(dirname(path)).to.equal(join(CONFIG, 'schemas'));
      expect(load(path), name).to.deep.equal(JSON.parse(JSON.stringify(SCHEMAS[name])));
    }
    expect(() => load.resolve('execution-intel/schemas/../risk_limits.json')).to.throw();
  });

  it('keep their ids, which no place and no version is part of', () => {
    expect(Object.values(SCHEMAS).map((schema) => ('$id' in schema ? schema.$id : undefined))).to.deep.equal(
      [
        ...['metric_row', 'order_event', 'nav', 'nav_log', 'risk_snapshot', 'positions', 'router_health'],
        ...['execution_intel', 'risk_limits', 'pairs_universe', 'strategy_registry', 'strategy_config'],
        ...[
          'expectancy_v6',
          'symbol_scores_v6',
          'router_policy_suggestions_v6',
          'risk_allocation_suggestions_v6',
        ],
        ...[
          'evaluation_v6',
          'engine',
          'tenants',
          'intel_status',
          'history_index',
          'history_slice',
          'check_report',
          'dashboard_api',
        ],
      ].map((name) => `urn:execution-intel:schema:${name}`),
    );
  });

  it('one validator takes them all, by their ids', () => {
    const ajv = new Ajv2020({
      strict: false,
      schemas: Object.values(SCHEMAS).map((schema) => ({ ...schema })),
    });
    expect(ajv.getSchema('urn:execution-intel:schema:nav')?.({ equity: 1 })).to.equal(true);
    expect(ajv.getSchema('urn:execution-intel:schema:nav')?.([])).to.equal(false);
  });
});
