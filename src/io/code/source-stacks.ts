import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { isObject } from '../../model/values/json';

/**
 * Makes the stacks of errors name the sources of a bundled file. Its source map is read when the first such stack is
 * asked for: Node's own way, `process.setSourceMapsEnabled`, reads it at each start.
 */
export function nameSourcesInStacks(bundle: string): void {
  let map: SourceMap | undefined | 'unread' = 'unread';
  const placeOf = (frame: Frame): string => {
    if (frame.getFileName() !== bundle) return frame.toString();
    if (map === 'unread') map = sourceMapOf(bundle);
    return map === undefined ? frame.toString() : placeInSources(frame, map, bundle);
  };
  Error.prepareStackTrace = (error, frames: readonly Frame[]) =>
    [Error.prototype.toString.call(error), ...frames.map(placeOf)].join('\n    at ');
}

/** V8 gives a frame the text that a stack has for it. */
interface Frame extends NodeJS.CallSite {
  toString(): string;
}

function placeInSources(frame: Frame, map: SourceMap, bundle: string): string {
  const [line, column] = [frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0];
  const origin = map.findOrigin(line, column);
  if (!('fileName' in origin)) return frame.toString();
  const { fileName, lineNumber, columnNumber } = origin;
  const place = `${resolve(dirname(bundle), fileName)}:${lineNumber}:${columnNumber}`;
  return frame.toString().replace(`${bundle}:${line}:${column}`, () => place);
}

// A map that is missing or damaged leaves the places of the bundle.
function sourceMapOf(bundle: string): SourceMap | undefined {
  try {
    const map: unknown = JSON.parse(readFileSync(`${bundle}.map`, 'utf8'));
    return isSourceMap(map) ? new SourceMap(map) : undefined;
  } catch {
    return undefined;
  }
}

type Payload = ConstructorParameters<typeof SourceMap>[0];

function isSourceMap(map: unknown): map is Payload {
  return (
    isObject(map) &&
    map['version'] === 3 &&
    Array.isArray(map['sources']) &&
    typeof map['mappings'] === 'string'
  );
}
