import { expect } from 'chai';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';

/** Runs marble assertions in virtual time; a mismatch shows chai's diff of the frames. */
export function marbles(body: (helpers: RunHelpers) => void): void {
  new TestScheduler((actual, expected) => {
    expect(actual).to.deep.equal(expected);
  }).run(body);
}
