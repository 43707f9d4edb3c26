import { sha256 } from '../io/files/sha256';
import type { Circumstances } from './model/circumstances';
import type { CheckedState } from './problems/checked-state';
import { pageModel, pageSections, type PageSections } from './page';
import type { PageModel } from './model/page-model';

/** A state with what the page shows of it; its sections are made once. */
export interface SectionedState {
  readonly state: CheckedState;
  readonly sections: PageSections;
  readonly digest: string;
}

/** A state as it is shown at a moment. */
export interface ShownState {
  readonly state: CheckedState;
  readonly page: PageModel;
  /** What stands beside the files of live; undefined where it never ran, and for a moment of the history. */
  readonly live: Circumstances['live'];
  /** Changes with all that the page shows, but for the mere passing of time. */
  readonly version: string;
}

/** Makes the sections of a state. */
export function sectioned(state: CheckedState): SectionedState {
  const sections = pageSections(state.documents);
  return { state, sections, digest: sha256([JSON.stringify(sections)]) };
}

/** The page of a state under these circumstances. */
export function shownState(
  { state, sections, digest }: SectionedState,
  circumstances: Circumstances,
): ShownState {
  const fileProblems = [...state.problems, ...(circumstances.fileProblems ?? [])];
  const page = pageModel(state.documents, { ...circumstances, fileProblems }, sections);
  const { header, problems, evidence, frames } = page;
  const timeless = {
    ...header,
    now_ms: 0,
    age_ms: 0,
    live: header.live === null ? null : { ...header.live, written_ms: 0 },
  };
  const version = sha256([digest, JSON.stringify([timeless, problems, evidence, frames])]).slice(0, 16);
  return { state, page, live: circumstances.live, version };
}
