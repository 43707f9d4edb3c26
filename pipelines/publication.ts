import type { Answer } from '../operators/answer';
import type { Machine } from '../operators/machine';
import { STATE_FILES, type Header, type Metadata, type StateFileKey } from '../operators/state-files';
import { STATE_SCHEMAS } from '../operators/state-schemas';
import { durationMs, type Settings } from '../src/model/settings';
import type { Frame } from './decide';

/** A state file that is due to be replaced, with its new content. */
export interface Publication {
  readonly key: StateFileKey;
  readonly name: string;
  readonly asOf: number;
  readonly asOfText: string;
  readonly file: Header & { readonly metadata: Metadata };
  readonly schema: object;
  /** The file's bytes: one line of JSON and a newline. */
  readonly text: string;
}

export type PublicationState = Map<StateFileKey, { readonly asOf: number; readonly content: string }>;

/**
 * Which files a frame replaces (SPEC 6): those in which anything but stamps and digests changed, and each one at
 * least every `republish_every` of event time. A failed stage replaces nothing.
 */
export function publish(settings: Settings): Machine<Frame, PublicationState, Publication> {
  const restampMs = durationMs(settings.republish_every);
  return {
    init: () => new Map(),
    step(state, frame) {
      return publicationsOf(frame).filter(({ key, asOf, file }) => {
        const content = JSON.stringify(withoutStamps(file));
        const last = state.get(key);
        if (last !== undefined && last.content === content && asOf - last.asOf < restampMs) return false;
        state.set(key, { asOf, content });
        return true;
      });
    },
  };
}

/** All files of a frame that did not fail. */
export function publicationsOf(frame: Frame): readonly Publication[] {
  const keys: readonly StateFileKey[] = ['expectancy', 'scores', 'suggestions', 'allocation'];
  return keys.flatMap((key) => {
    const answered: Answer<Header & { readonly metadata: Metadata }> = frame.files[key];
    if (answered.kind === 'failed') return [];
    const file = answered.value;
    return [
      {
        key,
        name: STATE_FILES[key],
        asOf: frame.asOf,
        asOfText: file.as_of,
        file,
        schema: STATE_SCHEMAS[key],
        text: stateText(file),
      },
    ];
  });
}

/** A state file's bytes. */
export function stateText(file: object): string {
  return `${JSON.stringify(file)}\n`;
}

function withoutStamps(file: Header & { readonly metadata: Metadata }): object {
  const { complete, warnings } = file.metadata;
  return { ...file, generated_ts: '', updated_ts: 0, as_of: '', metadata: { complete, warnings } };
}
