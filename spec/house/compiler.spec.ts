import { expect } from 'chai';
import ts from 'typescript';
import { nodesOf, placeOf, sourceFiles } from './tree';

/** Which ways around the compiler there are. */

/** Casts that the compiler cannot check, by file: the type that is claimed, and why the claim holds. */
const CASTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'operators/core/stage-result.ts': {
    'ValuesOf<Inputs>': 'the entries of an object are untyped; none of these has failed',
  },
  'operators/expectancy/metrics/registry.ts': {
    'Record<string, object>': 'Object.assign of a list is untyped; each entry is such a record',
  },
  'pipelines/publish/json-text.ts': { '[string, unknown][]': 'Object.entries gives any for an object' },
  'src/attach/attach-worker.ts': { AttachData: 'what attach.ts posts to its own thread' },
  'src/cli/commands/status-command.ts': {
    'Health | ShipHealth': 'live writes the status file itself, whole or not at all',
  },
  'src/dashboard/model/read-fields.ts': {
    'FromProperties<Fields>': 'made from the list of all fields; fromEntries forgets them',
  },
  'src/io/decode/fast/scan/fields.ts': {
    'Record<FieldName, number>': 'made from the list of all names; fromEntries forgets them',
  },
  'src/io/journal/read-record.ts': {
    'Arrival | OpenRecord | CommitRecord': 'the seal says that the journal wrote the line',
    "RowsParts['head']": 'as above',
    "RowsRecord['late']": 'as above',
    "CommitParts['others']": 'as above',
    'readonly LineEnd[]': 'as above',
    "CommitRecord['steps']": 'as above',
  },
  'src/io/replay/row-source.ts': { Line: 'a stream is untyped; this one emits lines' },
  'src/model/fund/settings.ts': {
    Settings: 'withDefaults fills what the schema states; checked before',
  },
  'src/model/math/round.ts': {
    T: 'rounding keeps the shape of a view',
    'Readonly<Record<string, unknown>>': 'an object read by its own keys',
  },
  'src/model/schemas/shapes.ts': { 'readonly (keyof P & string)[]': 'Object.keys forgets the names' },
};

/** A cast that claims nothing: a constant, what is not known, or the type of a module that is loaded late. */
function claimsNothing({ type }: ts.AsExpression): boolean {
  return /^(const|unknown|readonly unknown\[\])$/.test(type.getText()) || ts.isImportTypeNode(type);
}

describe('the compiler', () => {
  it('is not silenced: no any, no non-null assertion, no directive', () => {
    const found = sourceFiles().flatMap((file) => [
      ...nodesOf(file)
        .filter(
          (node) =>
            node.kind === ts.SyntaxKind.AnyKeyword ||
            ts.isNonNullExpression(node) ||
            ts.isTypeAssertionExpression(node) ||
            ('exclamationToken' in node && node.exclamationToken !== undefined),
        )
        .map((node) => `${placeOf(file, node)} ${node.parent.getText().slice(0, 60)}`),
      ...(file.source.text.match(/(@ts-(ignore|nocheck|expect-error)|eslint-disable)[^\n]*/g) ?? []).map(
        (directive) => `${file.path} ${directive}`,
      ),
    ]);
    expect(found, 'say the type, or narrow it with a check').to.deep.equal([]);
  });

  it('is overruled only by the casts that are listed', () => {
    const found: Record<string, string[]> = {};
    for (const file of sourceFiles()) {
      const casts = nodesOf(file)
        .filter(ts.isAsExpression)
        .filter((node) => !claimsNothing(node));
      for (const { type } of casts) (found[file.path] ??= []).push(type.getText());
    }
    const listed = Object.entries(CASTS).map(([path, casts]) => [path, Object.keys(casts)]);
    expect(found, 'narrow a new cast with a check instead; take a deleted one out of CASTS').to.deep.equal(
      Object.fromEntries(listed),
    );
  });

  it('exports by name: no file has a default export', () => {
    const found = sourceFiles().filter(({ source }) =>
      source.statements.some(
        (statement) =>
          ts.isExportAssignment(statement) ||
          (ts.canHaveModifiers(statement) &&
            ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true),
      ),
    );
    expect(
      found.map(({ path }) => path),
      'export it by its name',
    ).to.deep.equal([]);
  });
});
