import { Observable } from 'rxjs';
import type { Batch } from '../../model/event';
import type { RowSource } from './row-source';

/**
 * The batches of all sources, always from the source that is furthest behind, so that they advance together in event
 * time; before them `opening`, after them `closing`. `onRead` is called after each reading of one. Backpressure: the next batch is pulled when the graph has returned
 * from the last one.
 */
export function mergeSources(
  opening: Batch,
  sources: readonly RowSource[],
  closing: () => Batch,
  onRead: () => void,
): Observable<Batch> {
  return new Observable((subscriber) => {
    void pump();

    async function pump(): Promise<void> {
      const reached = new Map(sources.map((source) => [source, -Infinity]));
      try {
        subscriber.next(opening);
        while (reached.size > 0 && !subscriber.closed) {
          const [source, latest] = [...reached].reduce((least, entry) =>
            entry[1] < least[1] ? entry : least,
          );
          const batch = await source.next();
          onRead();
          if (batch === undefined) {
            reached.delete(source);
            subscriber.next({
              source: source.name,
              events: [],
              first: Infinity,
              latest: -Infinity,
              ended: true,
            });
          } else {
            reached.set(source, Math.max(latest, batch.watermark ?? batch.latest));
            subscriber.next(batch);
          }
        }
        subscriber.next(closing());
        subscriber.complete();
      } catch (error) {
        subscriber.error(error);
      }
    }
  });
}
