import { conversionsIn, type Conversion } from '../../model/values/percent';
import { problemIn, type ConfigFile } from './config-file';
import type { ConfigProblem } from './schema/problem';

/** A conversion and where its value stands. */
export interface PlacedConversion extends Conversion {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** Every percentage of a file that is converted or reads doubtfully. */
export function placedConversions(file: ConfigFile): readonly PlacedConversion[] {
  return conversionsIn(file.value).map((conversion) => {
    const place = file.placeOf?.(conversion.path);
    return { ...conversion, file: file.file, line: place?.line, column: place?.column };
  });
}

/** A warning for each percentage of a file that reads doubtfully. */
export function percentProblems(file: ConfigFile): readonly ConfigProblem[] {
  return conversionsIn(file.value).flatMap((conversion) => {
    const message = ambiguityOf(conversion);
    return message === undefined ? [] : [problemIn(file, conversion.path, { message, severity: 'warning' })];
  });
}

function ambiguityOf({ path, found, note }: Conversion): string | undefined {
  const key = path.at(-1) ?? '';
  switch (note) {
    case 'converted':
      return undefined;
    case 'ambiguous':
      return `${key} is exactly 1: read as the fraction 1 (100 %); write 100 for 100 % or 0.01 for 1 %`;
    case 'threshold_below_one':
      return `${key} is ${found}: read as ${found} %; write ${percent(found)} for ${percent(found)} %`;
  }
}

// 12 digits hide the binary tail of a product such as 0.07 · 100.
function percent(share: number): number {
  return Number((share * 100).toPrecision(12));
}
