/** Examples of each command, as its help shows them. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  replay: [
    'intel replay --logs logs --config config --out /srv/intel',
    'intel replay --as-of 2026-01-12T00:00:00Z --every 1h --out /tmp/out',
    'intel replay --since 2026-01-01 --until 2026-02-01 --out /tmp/january',
    'intel replay --logs logs/2025 --logs logs/2026 --window all',
    'intel replay --index /tmp/index/index.json --from 2026-01-05 --as-of 2026-01-08 --every 1h --out /tmp/slice-2',
    'intel replay --journal /srv/journal --out /tmp/out',
  ],
  follow: [
    'intel follow --journal /srv/journal --out /srv/intel-2',
    'intel follow --engine /etc/intel/engine.json --out /srv/intel',
    'intel follow --tenants /etc/intel/tenants.json',
  ],
  ship: ['intel ship --host exec-a --logs logs --engine /etc/intel/engine.json'],
  index: ['intel index --logs logs --config config --out /tmp/index'],
  'join-history': ['intel join-history /tmp/slice-1 /tmp/slice-2 /tmp/slice-3 --out /tmp/history'],
  mirror: ['intel mirror --engine /etc/intel/engine.json --out /srv/intel'],
  engine: [
    'intel engine init --engine /etc/intel/engine.json --keep 400d',
    'intel engine check --engine /etc/intel/engine.json',
    'intel engine config --engine /etc/intel/engine.json --config config --hosts exec-a,exec-b',
    'intel engine forget exec-b --engine /etc/intel/engine.json',
    'intel engine tail --engine /etc/intel/engine.json --end',
    'intel engine key ship-exec-a.nk',
  ],
  live: ['intel live --logs logs --config config --out /srv/intel --dashboard'],
  verify: [
    'intel verify --journal /srv/journal --state /srv/intel',
    'intel verify --journal engine:/etc/intel/engine.json --state /srv/intel',
  ],
  status: ['intel status --state /srv/intel'],
  probe: ['intel probe --state /srv/intel --config config'],
  trades: [
    'intel trades BTCUSDT --window 7d --csv',
    'intel trades --window all --sort net --top 10',
    'intel trades --since 2026-01-01 --until 2026-02-01',
  ],
  groups: ['intel groups exit_reason --window 30d', 'intel groups month --window all --sort group --csv'],
  evaluate: [
    'intel evaluate --logs logs --config config --out /srv/intel',
    'intel evaluate --published /srv/intel --since 2026-01-12 --json',
  ],
  explain: ['intel explain BTCUSDT --state /srv/intel'],
  check: ['intel check --logs logs --config config'],
  completion: [
    'eval "$(intel completion bash)"',
    'intel completion fish > ~/.config/fish/completions/intel.fish',
  ],
  settings: ['intel settings --config config'],
  simulate: ['intel simulate --seed 7 --symbols 6 --days 10 --out /tmp/history'],
  dashboard: ['intel dashboard --state /srv/intel --port 8787'],
  export: [
    'intel export trades --logs logs --config config --out trades.parquet',
    'intel export daily --capital 10000 --out daily.csv',
    'intel export groups --state /srv/intel --out groups.parquet',
    'intel export frames --state /srv/intel --by symbols --window 7d --out frames.csv',
  ],
  report: ['intel report --state /srv/intel --out report.html'],
};

/** The examples of a command, to stand below its options. */
export function examplesOf(command: string): string {
  const lines = EXAMPLES[command] ?? [];
  return `\n${lines.length > 1 ? 'Examples' : 'Example'}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
