/**
 * Comes last before a file is changed. It throws where the file is not ours to change any longer: nothing is written
 * then. A process may be halted for hours between any two of its steps; this leaves it as few as can be.
 */
export type Fence = () => Promise<void>;

/** For files that have no owner. */
export const unfenced: Fence = () => Promise.resolve();
