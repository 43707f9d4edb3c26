import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(__dirname, '..', '..');

/** A file as the checks see it. Paths are relative to the root and have slashes. */
export interface TreeFile {
  readonly path: string;
  readonly folder: string;
  /** The file's name without extension. */
  readonly name: string;
  readonly source: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** One import, re-export, `require` or type import. */
interface Import {
  /** A path relative to the root, without extension; or the name of a package. */
  readonly from: string;
  /** Whether it vanishes when types are erased. */
  readonly isType: boolean;
  /** The imported names as their own file calls them; `*` for all. */
  readonly names: readonly string[];
}

const parsed = new Map<string, readonly TreeFile[]>();

/** The TypeScript files below a folder. Each folder of the root is read and parsed once. */
export function filesBelow(folder: string): readonly TreeFile[] {
  const [top = ''] = folder.split('/');
  const files = parsed.get(top) ?? pathsBelow(top).map(parse);
  parsed.set(top, files);
  return files.filter((file) => file.path.startsWith(`${folder}/`));
}

/** All that the product is made of. */
export function sourceFiles(): readonly TreeFile[] {
  return ['src', 'operators', 'pipelines'].flatMap(filesBelow);
}

/** Every node of a file but the file itself. */
export function nodesOf({ source }: TreeFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return nodes;
}

/** `path:line` of a node. */
export function placeOf({ path, source }: TreeFile, node: ts.Node): string {
  return `${path}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
}

function pathsBelow(top: string): readonly string[] {
  return readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${top}/${path.replaceAll('\\', '/')}`)
    .sort();
}

function parse(path: string): TreeFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const file = { path, folder: dirname(path), name: path.replace(/^.*\/|\.ts$/g, ''), source, imports: [] };
  return { ...file, imports: nodesOf(file).flatMap((node) => importsOf(node, file.folder)) };
}

function importsOf(node: ts.Node, folder: string): readonly Import[] {
  const found = (specifier: ts.Node, isType: boolean, names: readonly string[]): readonly Import[] =>
    ts.isStringLiteral(specifier) ? [{ from: target(specifier.text, folder), isType, names }] : [];
  if (ts.isImportDeclaration(node)) {
    const { importClause: clause, moduleSpecifier } = node;
    const bindings = clause?.namedBindings;
    if (clause === undefined || bindings === undefined || !ts.isNamedImports(bindings))
      return found(moduleSpecifier, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword, ['*']);
    return found(
      moduleSpecifier,
      clause.phaseModifier === ts.SyntaxKind.TypeKeyword || areTypes(bindings.elements),
      bindings.elements.map(ownName),
    );
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    const elements =
      node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
    const isType = node.isTypeOnly || areTypes(elements);
    return found(node.moduleSpecifier, isType, elements.length === 0 ? ['*'] : elements.map(ownName));
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return found(node.argument.literal, true, ['*']);
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  if (
    first !== undefined &&
    ts.isCallExpression(node) &&
    /^(require|import)$/.test(node.expression.getText())
  )
    return found(first, false, ['*']);
  return [];
}

function areTypes(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): boolean {
  return elements.length > 0 && elements.every((element) => element.isTypeOnly);
}

function ownName(element: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (element.propertyName ?? element.name).text;
}

function target(name: string, folder: string): string {
  return name.startsWith('.') ? join(folder, name).replaceAll('\\', '/') : name;
}
