import type { Observable } from 'rxjs';
import type { Frame } from './decide';

/** Something that takes frames as they come. Synchronous: the reader waits for it. */
export type Sink = (frame: Frame) => void;

/** Subscribes the sinks, connects the sources by subscribing, and resolves with the last frame at the end. */
export function session(frame$: Observable<Frame>, sinks: readonly Sink[]): Promise<Frame | undefined> {
  return new Promise((resolve, reject) => {
    let last: Frame | undefined;
    frame$.subscribe({
      next: (frame) => {
        last = frame;
        for (const sink of sinks) sink(frame);
      },
      error: reject,
      complete: () => {
        resolve(last);
      },
    });
  });
}
