import { gzipSync } from 'node:zlib';
import { SimulatedFile } from '../market/settings';

/** A JSONL file that is cut into segments as it grows. */
export interface RotatingFile {
  readonly append: (line: string) => void;
  readonly files: () => readonly SimulatedFile[];
}

const LINES_PER_CHUNK = 4096;
const GZIP_OS_BYTE = 9;
const GZIP_OS_UNKNOWN = 255;

/**
 * Cuts before the line that would pass `rotateBytes` (a longer line has a segment of its own). Segment 1 is the
 * youngest rotated one; what falls off the last backup becomes the one archived generation. Lines are ASCII.
 */
export function rotatingFile(stem: string, rotateBytes: number, backups: number): RotatingFile {
  let lines: string[] = [];
  let chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  let segments: Uint8Array[] = [];
  let archived: Uint8Array | undefined;

  const seal = (): void => {
    if (lines.length > 0) chunks.push(Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
    lines = [];
  };
  const content = (): Uint8Array => {
    seal();
    chunks = [Buffer.concat(chunks)];
    return chunks[0] ?? new Uint8Array();
  };
  const rotate = (): void => {
    segments = [content(), ...segments];
    archived = segments[backups] ?? archived;
    segments = segments.slice(0, backups);
    chunks = [];
    sizeBytes = 0;
  };

  return {
    append: (line) => {
      if (sizeBytes > 0 && sizeBytes + line.length + 1 > rotateBytes) rotate();
      sizeBytes += line.length + 1;
      lines.push(line);
      if (lines.length >= LINES_PER_CHUNK) seal();
    },
    files: () => [
      ...(archived === undefined
        ? []
        : [{ path: `execution/archive/${stem}.${backups}.jsonl.gz`, bytes: archive(archived) }]),
      ...segments.map((bytes, index) => ({ path: `execution/${stem}.${index + 1}.jsonl`, bytes })).reverse(),
      { path: `execution/${stem}.jsonl`, bytes: content() },
    ],
  };
}

// Node writes no time into the header; the byte that names the operating system is the only one left to fix.
function archive(bytes: Uint8Array): Uint8Array {
  const packed = gzipSync(bytes, { level: 9 });
  packed[GZIP_OS_BYTE] = GZIP_OS_UNKNOWN;
  return packed;
}
