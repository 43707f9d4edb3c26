import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';

/** Who may import whom, and who may touch the world. */

const ROOT = resolve(__dirname, '..');

const PACKAGES: readonly (readonly [folder: string, allowed: readonly RegExp[]])[] = [
  ['src/model', [/^src\/model\//]],
  ['operators', [/^rxjs$/, /^src\/model\//, /^operators\//]],
  ['pipelines', [/^rxjs$/, /^node:/, /^src\/model\//, /^src\/io\//, /^operators\//, /^pipelines\//]],
  ['src/io', [/^rxjs$/, /^node:/, /^(split2|ndjson|jsonc-parser)$/, /^ajv\//, /^src\/model\//, /^src\/io\//]],
  [
    'src/dashboard',
    [
      /^node:(crypto|path)$/,
      /^(prom-client|uplot)$/,
      /^src\/(model|io|dashboard)\//,
      /^operators\//,
      /^pipelines\//,
    ],
  ],
  ['src/simulate', [/^node:zlib$/, /^src\/model\//, /^src\/simulate\//]],
];

const IMPURE =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b|\bprocess\.|\basyncScheduler\b|\bperformance\.now\b/;
const CLOCKED = /\b(interval|timer|delay|debounceTime|bufferTime|windowTime|throttleTime|auditTime)\b/;
const UNBOUNDED = /\b(groupBy|mergeMap|concatMap|switchMap|catchError|BehaviorSubject|ReplaySubject)\b/;

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

// What runs in a browser lives by its clock.
function isInBrowser(file: string): boolean {
  return file.startsWith(join('src', 'dashboard', 'page', 'browser'));
}

function code(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

function imports(file: string): readonly string[] {
  const found = [...code(file).matchAll(/(?:from|import|require\()\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return found.map((name) =>
    name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), name)).replaceAll('\\', '/') : name,
  );
}

describe('the house', () => {
  for (const [folder, allowed] of PACKAGES) {
    it(`${folder} imports only what it may`, () => {
      const files = sources(folder);
      expect(files).to.not.have.length(0);
      const strays = files.flatMap((file) =>
        imports(file)
          .filter((name) => !allowed.some((pattern) => pattern.test(name)))
          .map((name) => `${file} imports ${name}`),
      );
      expect(strays).to.deep.equal([]);
    });
  }

  for (const folder of ['src/model', 'operators', 'pipelines', 'src/simulate', 'src/dashboard']) {
    it(`${folder} reads no clock, chance, environment or timer`, () => {
      const impure = sources(folder).filter((file) => !isInBrowser(file) && IMPURE.test(code(file)));
      expect(impure).to.deep.equal([]);
    });
  }

  it('the graph uses no clocked operator, no inner stream per event and no catch', () => {
    const bent = [...sources('operators'), ...sources('pipelines')].filter((file) => {
      const rx = [...code(file).matchAll(/import \{([^}]*)\} from 'rxjs'/g)]
        .map((match) => match[1] ?? '')
        .join(' ');
      return CLOCKED.test(rx) || UNBOUNDED.test(rx);
    });
    expect(bent).to.deep.equal([]);
  });

  it('only src/io/files/clock.ts asks for the time', () => {
    const asking = sources('src/io').filter((file) => /\bDate\.now\b|\bnew Date\(\)/.test(code(file)));
    expect(asking).to.deep.equal(['src/io/files/clock.ts']);
  });

  it('no import is circular', () => {
    const all = ['src', 'operators', 'pipelines'].flatMap(sources);
    const edges = new Map(all.map((file) => [file.replace(/\.ts$/, ''), valueImports(file)]));
    const done = new Set<string>();
    const walk = (file: string, path: readonly string[]): readonly string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' → ')];
      if (done.has(file)) return [];
      const found = (edges.get(file) ?? []).flatMap((next) => walk(next, [...path, file]));
      done.add(file);
      return found;
    };
    expect([...edges.keys()].flatMap((file) => walk(file, []))).to.deep.equal([]);
  });

  it('has no default export, no any, no non-null assertion', () => {
    const bent = ['src', 'operators', 'pipelines']
      .flatMap(sources)
      .filter((file) => /export default|: any\b|<any>|\bas any\b/.test(code(file)));
    expect(bent).to.deep.equal([]);
  });
});

// Types vanish at run time; only imports of values can be circular.
function valueImports(file: string): readonly string[] {
  const statements = code(file).matchAll(/(?:import|export)\s+(type\s)?([^;]*?)from\s*'(\.[^']+)'/g);
  return [...statements]
    .filter(([, type, names = '']) => type === undefined && !/^\{\s*(type [^,]+,?\s*)+\}\s*$/.test(names))
    .map((match) => relative(ROOT, resolve(ROOT, dirname(file), match[3] ?? '')));
}
