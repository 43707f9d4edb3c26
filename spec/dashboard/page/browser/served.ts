import { startDashboard, type Dashboard } from '../../../../src/dashboard/dashboard';

/** The real server over a directory of state files; the clock stands still at `nowMs`, or is what it gives. */
export async function served(state: string, nowMs: number | (() => number)): Promise<Dashboard> {
  return startDashboard({
    state,
    host: '127.0.0.1',
    port: 0,
    staleAfterMs: 120_000,
    now: typeof nowMs === 'number' ? () => nowMs : nowMs,
    onError: (error) => {
      throw error;
    },
  });
}
