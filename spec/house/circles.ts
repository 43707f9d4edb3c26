/** The circles of a graph: each as `a → b → a`; none when the graph can be put in an order. */
export function circlesOf(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): readonly string[] => {
    if (path.includes(node)) return [[...path.slice(path.indexOf(node)), node].join(' → ')];
    if (done.has(node)) return [];
    const found = [...(edges.get(node) ?? [])].flatMap((next) => walk(next, [...path, node]));
    done.add(node);
    return found;
  };
  return [...edges.keys()].flatMap((node) => walk(node, []));
}
