import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { transformSync } from 'esbuild';
import * as rxjs from 'rxjs';
import { guarded } from '../src/door/guarded';
import * as library from '../src/index';
import { inTempDir } from './io/temp-dir';

/** The examples of the pages for users of the library, run as they stand. `.ci/check-package` compiles them as well. */

const ROOT = resolve(__dirname, '..');
const MODULES: Readonly<Record<string, unknown>> = {
  rxjs,
  'execution-intel': Object.fromEntries(
    Object.entries(library).map(([name, value]) => [name, guarded(name, value)]),
  ),
};
const IMPORT = /^import \{([^}]*)\} from '([^']+)';$/gm;

function examplesOf(page: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
}

/** Runs an example; gives what it printed. */
async function run(example: string): Promise<readonly string[]> {
  const code = example.replaceAll(IMPORT, (_, names: string, module: string) => {
    const values = names.split(',').filter((name) => !name.trim().startsWith('type '));
    return `const {${values.join(',')}} = modules['${module}'];`;
  });
  const { code: body } = transformSync(code, { loader: 'ts' });
  const printed: string[] = [];
  const log = (...values: readonly unknown[]): void => {
    printed.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
  };
  const { constructor } = async (): Promise<void> => Promise.resolve();
  const main: unknown = Reflect.construct(constructor, ['modules', 'console', body]);
  if (typeof main !== 'function') throw new Error('an example is no function');
  await Reflect.apply(main, undefined, [MODULES, { log, error: log }]);
  return printed;
}

describe('the examples for users of the library', () => {
  it('run as they stand, and print what they say', () =>
    inTempDir({}, async (dir) => {
      cpSync(join(ROOT, 'config'), join(dir, 'config'), { recursive: true });
      cpSync(join(ROOT, 'logs', 'sample'), join(dir, 'logs'), { recursive: true });
      const before = process.cwd();
      process.chdir(dir);
      try {
        const examples = ['README.md', 'docs/library.md'].flatMap(examplesOf);
        expect(examples).to.have.length(6);
        for (const example of examples) {
          const promised = [...example.matchAll(/^.*\n?\}?\)?;? ?\/\/ (\{ kind.*|\d{4}-.*)$/gm)].map(
            ([, text]) => text,
          );
          expect(await run(example), example).to.deep.equal(promised);
        }
      } finally {
        process.chdir(before);
      }
    }));
});
