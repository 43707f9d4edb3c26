import { memoizeByRef } from '../../operators/core/memoize-by-ref';
import type { Header, Metadata } from '../../operators/core/header';
import type { StageResult } from '../../operators/core/stage-result';
import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../operators/files/state-files';
import { STATE_SCHEMAS } from '../../operators/files/state-schemas';
import type { StateFileWrite } from '../../src/io/publish/state-files';
import type { Frame } from '../graph/decide';
import { jsonPieces } from './json-text';

/** A state file that is due to be replaced, with its new content. */
export interface Publication extends StateFileWrite {
  readonly key: StateFileKey;
  readonly asOf: number;
  readonly file: Header & { readonly metadata: Metadata };
  /** The pieces, put together. */
  readonly text: string;
}

/** All files of a frame that did not fail. */
export function publicationsOf(frame: Frame): readonly Publication[] {
  return answeredFiles(frame).map(([key, file]) => publicationOf(key, file, frame.asOf));
}

/** The same files as objects, without their text. */
export function answeredFiles({ files }: Frame): readonly (readonly [StateFileKey, Publication['file']])[] {
  return STATE_KEYS.flatMap((key) => {
    const answered: StageResult<Publication['file']> = files[key];
    return answered.kind === 'failed' ? [] : [[key, answered.value] as const];
  });
}

export function publicationOf(key: StateFileKey, file: Publication['file'], asOf: number): Publication {
  const pieces = piecesOf(file);
  return {
    key,
    name: STATE_FILES[key],
    asOf,
    asOfText: file.as_of,
    file,
    schema: STATE_SCHEMAS[key],
    pieces,
    get text() {
      return pieces.join('');
    },
  };
}

/** How deep a field's parts are kept: a group that did not change since the last tick is the same object. */
export const levelsOf = (field: string): number => (field === 'windows' ? 3 : 1);

const piecesOf = memoizeByRef((file: object): readonly string[] => [...jsonPieces(file, levelsOf), '\n']);
