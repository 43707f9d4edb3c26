import { conversionsIn, percentOf, type Conversion } from '../../model/values/percent';
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
  return conversionsIn(file.value)
    .filter(({ doubtful }) => doubtful)
    .map((conversion) =>
      problemIn(file, conversion.path, { message: doubtAbout(conversion), severity: 'warning' }),
    );
}

function doubtAbout({ path, found, used, unit }: Conversion): string {
  const key = path.at(-1) ?? '';
  if (unit === 'fraction')
    return `${key} is exactly 1: read as the fraction 1 (100 %); write 100 for 100 % or 0.01 for 1 %`;
  if (used === found)
    return `${key} is ${found}: read as ${found} %; write ${percentOf(found)} for ${percentOf(found)} %`;
  return `${key} is ${found}: read as ${used} %; write ${used}`;
}
