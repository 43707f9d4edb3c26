import { joinHistory } from '../../../pipelines/slices/join-history';
import { isoUtc } from '../../model/values/time';
import { printNote, printResult } from '../terminal/print';

interface JoinFlags {
  readonly out: string;
  readonly force?: boolean;
}

/** `intel join-history`. */
export async function joinHistoryCommand(
  slices: readonly string[],
  { out, force }: JoinFlags,
): Promise<void> {
  const { from_ts, until_ts, is_last } = await joinHistory({ slices, out, force });
  const from = from_ts === null ? 'the beginning' : `after ${isoUtc(from_ts)}`;
  const count = slices.length === 1 ? '1 slice' : `${slices.length} slices`;
  printResult(`${count}: the history from ${from} to ${isoUtc(until_ts)}${is_last ? ', its end' : ''}`);
  printNote(`written to ${out}`);
}
