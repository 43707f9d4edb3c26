/**
 * How many runs the large specs make: few in `npm test`, many with INTEL_TEST=all (`npm run test:all`), and any number
 * where its own variable says so, such as PARITY_RUNS=2000.
 */
const CAMPAIGNS = {
  /** Random worlds, the product against the oracle. */
  differential: { variable: 'INTEL_DIFFERENTIAL_RUNS', few: 2, many: 300 },
  /** Random worlds, for each change of how the input comes. */
  invariance: { variable: 'INVARIANCE_RUNS', few: 2, many: 8 },
  /** Random histories of an executor, the positions of the ledger against the true ones. */
  ledger: { variable: 'LEDGER_RUNS', few: 30, many: 2000 },
  /** Seeds of a simulated history whose positions the ledger must find, and of one whose truth a replay must find. */
  simulated: { variable: 'SIMULATED_SEEDS', few: 1, many: 3 },
  /** Random histories whose advice the oracle works out anew, trade by trade. */
  evidenceWorlds: { variable: 'EVIDENCE_WORLDS', few: 0, many: 6 },
  /** Real trades whose advice the oracle works out anew. */
  slowEvidence: { variable: 'SLOW_EVIDENCE_TRADES', few: 2, many: 400 },
  /** How often the attempts on the evidence are made that need several histories each. */
  redTeam: { variable: 'RED_TEAM', few: 0, many: 1 },
  /** Histories of nothing but luck, which the advice may not be praised for. */
  luck: { variable: 'LUCKY_HISTORIES', few: 0, many: 6 },
  /** Random schedules, live against replay. */
  parity: { variable: 'PARITY_RUNS', few: 2, many: 100 },
  /** Random schedules, a follower of the journal against live. */
  followers: { variable: 'FOLLOWER_RUNS', few: 2, many: 30 },
  /** Random writers of one log, and which of their commits count. */
  chains: { variable: 'CHAIN_RUNS', few: 20, many: 3000 },
  /** Random lives of a log, read from its heads on. */
  heads: { variable: 'HEAD_RUNS', few: 20, many: 1000 },
  /** Random histories of a fund, dealt to one to four hosts and folded by several followers. */
  hosts: { variable: 'HOSTS_RUNS', few: 2, many: 60 },
  /** Settings of the grid whose sizes a walk of their own works out anew. */
  settings: { variable: 'EVIDENCE_SETTINGS', few: 3, many: 40 },
  /** Random interleavings of processes that write for one host. */
  fightingWriters: { variable: 'FIGHTING_WRITERS', few: 60, many: 3000 },
  /** Random fates of two ships that read the logs of one host. */
  fightingShips: { variable: 'FIGHTING_SHIPS', few: 4, many: 200 },
  /** Ships on a server, killed and stopped; each waits for the lease of the one before. */
  shipLives: { variable: 'SHIP_LIVES', few: 0, many: 1 },
  /** Random candidates and funds, for each law of the allocator. */
  allocations: { variable: 'ALLOCATION_RUNS', few: 100, many: 5000 },
  /** Seeds of ten seconds in which the processes of two hosts, their followers and the server are killed. */
  hostsUnderFire: { variable: 'HOSTS_UNDER_FIRE', few: 0, many: 1 },
  /** SIGKILLs of one life of live; `npm run chaos` makes more. */
  chaos: { variable: 'CHAOS_KILLS', few: 0, many: 50 },
  /** Calls of the file system at which live is killed, and a quarter as many at which one fails; `all`: every call; below 4: kills alone. */
  nthCall: { variable: 'CHAOS_NTH', few: 1, many: 24 },
  /** Calls of the file system at which live is halted while another takes its directories. */
  halts: { variable: 'LIVE_HALTS', few: 6, many: 1000 },
  /** Powers of two: ids of one attempt's hash that the link table is attacked with. */
  collisions: { variable: 'LINK_DOUBLINGS', few: 12, many: 15 },
  /** Random changes of a window, folded on and folded anew. */
  windows: { variable: 'WINDOW_RUNS', few: 30, many: 300 },
  /** Random histories of a log that is tailed. */
  tail: { variable: 'TAIL_RUNS', few: 5, many: 40 },
  /** Mutants of rows, the fast path against the full decoder. */
  fuzz: { variable: 'FUZZ_RUNS', few: 3000, many: 20_000 },
  /** Random moments without a change of policy, at which none may be found. */
  placebo: { variable: 'PLACEBO_RUNS', few: 40, many: 400 },
  /** Random orders of calls in a race for the owner lock. */
  ownerRace: { variable: 'OWNER_RACE_RUNS', few: 2, many: 100 },
  /** Lives that are killed at each write, flooded, or replayed at each day on the way. */
  longLives: { variable: 'LONG_LIVES', few: 0, many: 1 },
  /** Three instances of live that begin at the same moment. */
  rivals: { variable: 'LIVE_RIVALS', few: 0, many: 3 },
  /** Processes that take the owner lock again and again and are killed while they have it. */
  lockLives: { variable: 'LOCK_LIVES', few: 1, many: 9 },
  /** Ways in which the thread of a hook ends: it throws, exits, hangs. */
  threads: { variable: 'ATTACH_THREADS', few: 0, many: 5 },
  /** Processes that try the shim of the file system, with which the chaos specs kill and fail. */
  shim: { variable: 'SHIM_RUNS', few: 0, many: 1 },
  /** Histories without a change, until one is flagged. */
  drift: { variable: 'DRIFT_RUNS', few: 120, many: 4000 },
  /** Examples whose command is run as their README has it. */
  examples: { variable: 'EXAMPLES', few: 0, many: 3 },
  /** Logs that the executor of the chaos specs writes in Python. */
  pythonLogs: { variable: 'PYTHON_LOGS', few: 0, many: 1 },
  /** Moments at which a history is parted in two. */
  parts: { variable: 'HISTORY_PARTS', few: 1, many: 4 },
  /** Random histories, each in one to eight slices. */
  slices: { variable: 'SLICES_RUNS', few: 1, many: 60 },
  /** Symbols whose groups are exported with a bound on memory. */
  exported: { variable: 'EXPORTED_SYMBOLS', few: 0, many: 10_000 },
  /** Supervisors that run live as deploy/ says, and executors beside a live with the machine’s clock. */
  deployed: { variable: 'DEPLOYED_LIVES', few: 0, many: 1 },
  /** Disks that fill up under a hook, and that are full. */
  fullDisks: { variable: 'FULL_DISKS', few: 0, many: 1 },
  /** Comparisons of all validators that the build compiled with those compiled anew. */
  validators: { variable: 'VALIDATORS', few: 0, many: 1 },
  /** Comparisons of what the exports are said to take with what they are declared to take. */
  signatures: { variable: 'SIGNATURES', few: 0, many: 1 },
  /** Simulated histories in which the memory of an event is measured. */
  memory: { variable: 'EVENT_MEMORY', few: 0, many: 1 },
  /** Simulated histories whose groups DuckDB works out as well. */
  sameWork: { variable: 'SAME_WORK', few: 0, many: 2 },
  /** Rows with names of 200,000 characters, of each kind of row. */
  longNames: { variable: 'LONG_NAMES', few: 10, many: 100 },
  /** Prometheus servers that scrape a live and are asked every query of the dashboard. */
  scrapes: { variable: 'PROMETHEUS_SCRAPES', few: 0, many: 1 },
  /** Lives whose incidents a command is told of. */
  hooks: { variable: 'INCIDENT_HOOKS', few: 0, many: 1 },
  /** Visits of the page in a browser whose first paint is timed; without any, no spec opens a browser. */
  visits: { variable: 'PAGE_VISITS', few: 0, many: 7 },
  /** Random orders of appends, on each kind of log. */
  logs: { variable: 'LOG_RUNS', few: 5, many: 100 },
  /** What befalls a server for seconds: it is stopped, killed, or away. */
  natsFaults: { variable: 'NATS_FAULTS', few: 0, many: 1 },
  /** Funds whose logs one process follows. */
  tenants: { variable: 'TENANTS', few: 4, many: 50 },
} as const;

/** How many runs this campaign makes: 0 where it is not for `npm test`, Infinity where the variable says `all`. */
export function runsOf(campaign: keyof typeof CAMPAIGNS): number {
  const { variable, few, many } = CAMPAIGNS[campaign];
  const own = process.env[variable];
  if (own === undefined) return process.env['INTEL_TEST'] === 'all' ? many : few;
  const runs = own === 'all' ? Infinity : Number(own);
  if (runs > 0) return runs;
  throw new Error(`${variable} is ${own}; allowed: a number above 0, or all`);
}
