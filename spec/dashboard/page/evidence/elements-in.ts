import type { Element, Node } from '../../../../src/dashboard/page/parts/node';

/** A node and all below it that are no text. */
export function elementsIn(node: Node): readonly Element[] {
  return typeof node === 'string' ? [] : [node, ...node.children.flatMap(elementsIn)];
}
