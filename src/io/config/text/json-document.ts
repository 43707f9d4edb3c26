import type { Node } from 'jsonc-parser';
import { jsonTree } from './json-syntax';
import { positionsIn, type TextPosition } from './text-position';

/** A JSON text that knows where its parts stand. */
export interface JsonDocument {
  readonly kind: 'json';
  readonly value: unknown;
  readonly placeOf: PlaceOf;
  /** Keys that an object holds already; the last of them counts. */
  readonly repeatedKeys: readonly RepeatedKey[];
}

/** A text that is no JSON. */
export interface JsonFailure {
  readonly kind: 'failure';
  readonly errors: readonly {
    readonly place: TextPosition;
    readonly found: string | undefined;
    readonly message: string;
  }[];
}

/** Place of the value at `path`, or of the key that names it; of its nearest ancestor where there is none. */
export type PlaceOf = (path: readonly string[], at?: 'key' | 'value') => TextPosition;

interface RepeatedKey {
  readonly path: readonly string[];
  readonly place: TextPosition;
  readonly first: TextPosition;
}

/** Reads strict JSON. A key such as `__proto__` becomes an own property of its object. */
export function parseJsonDocument(text: string): JsonDocument | JsonFailure {
  const placeAt = positionsIn(text);
  const root = jsonTree(text);
  if (!('type' in root)) {
    return { kind: 'failure', errors: root.map((slip) => ({ ...slip, place: placeAt(slip.offset) })) };
  }
  const repeatedKeys: RepeatedKey[] = [];
  const fields = new Map<Node, ReadonlyMap<string, Node>>();
  const index = (node: Node, path: readonly string[]): void => {
    if (node.type === 'array')
      node.children?.forEach((item, i) => {
        index(item, [...path, String(i)]);
      });
    if (node.type !== 'object') return;
    const known = new Map<string, Node>();
    for (const property of node.children ?? []) {
      const key = keyOf(property);
      const earlier = known.get(key);
      if (earlier !== undefined) {
        repeatedKeys.push({
          path: [...path, key],
          place: placeAt(property.offset),
          first: placeAt(earlier.offset),
        });
      }
      known.set(key, property);
      index(valueOf(property), [...path, key]);
    }
    fields.set(node, known);
  };
  index(root, []);
  return { kind: 'json', value: JSON.parse(text), repeatedKeys, placeOf: placeFinder(root, fields, placeAt) };
}

function placeFinder(
  root: Node,
  fields: ReadonlyMap<Node, ReadonlyMap<string, Node>>,
  placeAt: (offset: number) => TextPosition,
): PlaceOf {
  return (path, at = 'value') => {
    let named = root;
    for (const key of path) {
      const holder = valueOf(named);
      const next = holder.type === 'array' ? holder.children?.[Number(key)] : fields.get(holder)?.get(key);
      if (next === undefined) return placeAt(holder.offset);
      named = next;
    }
    return placeAt(at === 'key' ? named.offset : valueOf(named).offset);
  };
}

function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

function valueOf(node: Node): Node {
  return node.type === 'property' ? (node.children?.[1] ?? node) : node;
}
