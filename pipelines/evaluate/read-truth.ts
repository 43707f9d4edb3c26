import { readJson } from '../../src/io/json/read-json';
import { UsageError } from '../../src/io/files/failures';
import { finite, isObject, objectAt, own, symbolOf } from '../../src/model/values/json';

/** The mean R of each symbol by `truth.json` of a simulation. */
export async function readTruth(path: string): Promise<ReadonlyMap<string, number>> {
  const read = await readJson(path);
  if (read === undefined)
    throw new UsageError(`--truth ${path}: found no file; allowed: truth.json of intel simulate`);
  const symbols = 'value' in read && isObject(read.value) ? objectAt(read.value, 'symbols') : {};
  const edges = Object.entries(symbols).flatMap(([name, entry]): readonly (readonly [string, number])[] => {
    const edge = isObject(entry) ? finite(own(entry, 'edge_r')) : undefined;
    const symbol = symbolOf(name);
    return edge === undefined || symbol === undefined ? [] : [[symbol, edge]];
  });
  if (edges.length === 0)
    throw new UsageError(
      `--truth ${path}: found no symbols.<name>.edge_r; allowed: truth.json of intel simulate`,
    );
  return new Map(edges);
}
