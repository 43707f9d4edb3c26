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
  Error.prepareStackTrace = (error, frames) => {
    const lines = frames.map((frame) => {
      if (frame.getFileName() !== bundle) return `\n    at ${String(frame)}`;
      if (map === 'unread') map = sourceMapOf(bundle);
      return `\n    at ${inSources(String(frame), frame, map, bundle)}`;
    });
    return `${String(error)}${lines.join('')}`;
  };
}

function inSources(
  text: string,
  frame: NodeJS.CallSite,
  map: SourceMap | undefined,
  bundle: string,
): string {
  const [line, column] = [frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0];
  const origin = map?.findOrigin(line, column);
  if (origin === undefined || !('fileName' in origin)) return text;
  const source = resolve(dirname(bundle), origin.fileName);
  return text.replace(`${bundle}:${line}:${column}`, () => `${source}:${origin.lineNumber}:${origin.columnNumber}`);
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
  return isObject(map) && map['version'] === 3 && Array.isArray(map['sources']) && typeof map['mappings'] === 'string';
}
