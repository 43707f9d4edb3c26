import { setTimeout } from 'node:timers/promises';
import { holeText, missingSegments } from '../logs/chain-holes';
import { closeAll, openChain, type OpenSegment } from '../logs/log-chain';
import { strayFiles, strayText } from '../logs/stray-files';

const LOOKS = 5;
const BETWEEN_LOOKS_MS = 200;

/**
 * The open chain of a log, oldest segment first. A hole in it is looked at again for a second: a rotation moves one
 * segment after the other, and each is away for a moment.
 */
export async function openWholeChain(
  dir: string,
  stem: string,
  backups: number,
): Promise<readonly OpenSegment[]> {
  for (let look = 1; ; look++) {
    const segments = await openChain(dir, stem, backups);
    if (look === LOOKS || missingSegments(stem, segments).length === 0) return segments;
    await closeAll(segments);
    await setTimeout(BETWEEN_LOOKS_MS);
  }
}

/** What must be known of a log besides its rows. */
export interface ChainFinding {
  readonly what: 'gap' | 'unread_files';
  readonly incomplete: boolean;
  readonly message: string;
}

/** The holes of a chain, and the files beside it that nobody reads. */
export async function chainFindings(
  dir: string,
  stem: string,
  backups: number,
  missing: readonly string[],
): Promise<readonly ChainFinding[]> {
  const findings: ChainFinding[] = [];
  if (missing.length > 0) findings.push({ what: 'gap', incomplete: true, message: holeText(stem, missing) });
  const strays = await strayFiles(dir, stem, backups);
  if (strays.length > 0)
    findings.push({ what: 'unread_files', incomplete: false, message: strayText(stem, strays) });
  return findings;
}
