import type { Observable } from 'rxjs';
import type { Frame } from './decide';

/** Something that takes frames as they come. Synchronous: the reader waits for it. */
export type Sink = (frame: Frame) => void;

/** Subscribes the sinks, connects the sources by subscribing, and resolves with the last frame at the end. */
export function session(frame$: Observable<Frame>, sinks: readonly Sink[]): Promise<Frame | undefined> {
  return new Promise((resolve, reject) => {
    let last: Frame | undefined;
    let failed = false;
    const subscription = frame$.subscribe({
      next: (frame) => {
        if (failed) return;
        last = frame;
        try {
          for (const sink of sinks) sink(frame);
        } catch (error) {
          // Thrown on, it would end the process; a sink that cannot write ends the session.
          failed = true;
          reject(error instanceof Error ? error : new Error(String(error)));
          queueMicrotask(() => {
            subscription.unsubscribe();
          });
        }
      },
      error: reject,
      complete: () => {
        resolve(last);
      },
    });
  });
}
