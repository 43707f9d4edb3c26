import { join, resolve } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { partsOf } from '../../src/door/shape';
import { NOUNS } from '../../src/door/nouns';
import { SIGNATURES } from '../../src/door/signatures';
import { runsOf } from '../campaign';

/** What the exports are said to take, against what they are declared to take. */

const ROOT = resolve(__dirname, '..', '..');

/** The kinds of value that a parameter or field may have, as far as the notation knows them, and what may be left out. */
interface Declared {
  readonly optional: boolean;
  readonly plain: string | undefined;
}

/** The parameters of each exported function, as the compiler knows them. */
function declaredParameters(): Readonly<Record<string, readonly Declared[]>> {
  const read = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT);
  const program = ts.createProgram([join(ROOT, 'src', 'index.ts')], options);
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(join(ROOT, 'src', 'index.ts'));
  const module = index === undefined ? undefined : checker.getSymbolAtLocation(index);
  if (module === undefined) throw new Error('src/index.ts is no module');
  const declared: Record<string, readonly Declared[]> = {};
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!(symbol.flags & ts.SymbolFlags.Value)) continue;
    const type = checker.getTypeOfSymbol(symbol);
    const [signature] = [...type.getCallSignatures(), ...type.getConstructSignatures()];
    if (signature === undefined) continue;
    declared[exported.name] = signature.parameters.map((parameter) => {
      const at = parameter.valueDeclaration;
      const optional =
        at !== undefined &&
        ts.isParameter(at) &&
        (at.questionToken !== undefined || at.initializer !== undefined);
      return { optional, plain: plainOf(checker.getTypeOfSymbol(parameter)) };
    });
  }
  return declared;
}

/** `number`, `string` or `boolean`; undefined for what is something else, or not one thing. */
function plainOf(type: ts.Type): string | undefined {
  if (type.flags & ts.TypeFlags.Number) return 'number';
  if (type.flags & ts.TypeFlags.String) return 'string';
  return type.flags & ts.TypeFlags.Boolean ? 'boolean' : undefined;
}

describe('the signatures of the library', () => {
  it('name nouns that there are', () => {
    const types = [...Object.values(SIGNATURES), ...Object.values(NOUNS).map(({ fields }) => fields)]
      .flatMap((text) => partsOf(text.replace('async ', '')))
      .flatMap(({ type }) => type.split(' | '))
      .map((type) => type.replaceAll('[]', ''));
    const nouns = types.filter((type) => /^[A-Z]/.test(type));
    const builtIn = ['Map', 'Set', 'Iterable', 'Readable', 'Buffer', 'Observable<Batch>'];
    expect([...Object.keys(NOUNS), ...builtIn]).to.include.members(nouns);
    // What no signature and no other noun names, but the batches of a stream.
    expect([...nouns, 'Batch']).to.include.members(Object.keys(NOUNS));
  });

  if (runsOf('signatures') > 0)
    it('are those that the compiler knows', function () {
      this.timeout(120_000);
      const declared = declaredParameters();
      for (const name of Object.keys(SIGNATURES)) {
        const parameters = declared[name] ?? [];
        const said = partsOf((SIGNATURES[name] ?? '').replace('async ', ''));
        expect(
          said.map(({ optional }) => optional),
          name,
        ).to.deep.equal(parameters.map(({ optional }) => optional));
        for (const [i, { plain }] of parameters.entries())
          if (plain !== undefined) expect(said[i]?.type, `${name}: ${said[i]?.name ?? ''}`).to.equal(plain);
      }
    });
});
