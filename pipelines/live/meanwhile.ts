import type { Moment, News } from '../../src/io/follow/pulse';

/** Does something that the disk takes its time for. */
export type During = <T>(act: () => Promise<T>) => Promise<T>;

/** Nothing else is done meanwhile. */
export const alone: During = (act) => act();

/**
 * Looks whenever there is news, as long as the work takes and `goesOn` says so. Comes back when the work is over and
 * no look is under way, also where one of them failed.
 */
export async function lookMeanwhile<T>(
  work: Promise<T>,
  news: News,
  goesOn: () => boolean,
  look: (moment: Moment) => Promise<unknown>,
): Promise<T> {
  try {
    while (goesOn() && (await news.before(work))) await look(news.moment());
  } finally {
    await Promise.allSettled([work]);
  }
  return work;
}
