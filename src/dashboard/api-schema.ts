import { closed, listOf, text, textOrNull } from '../model/schemas/shapes';
import { intelRowSchema, stateHealthSchema } from './helpers';
import { explanation } from './model/explanation-model';
import { frames, header, hours, page, regimes, strategies } from './model/page-model';
import { allocationFields } from './model/symbol-row';

/** The JSON Schema of what each address of the API gives, by a name in `$defs`; its description is the address. */

const rows = (items: object): object => closed({ as_of: textOrNull, window: textOrNull, rows: items });
const at = (address: string, schema: object): object => ({ ...schema, description: `GET ${address}` });

export const API_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:dashboard_api',
  title: 'What the addresses of `intel dashboard` give; each takes ?at=<ms>, one of its frames',
  $defs: {
    page: at('/api/page', page),
    table: at('/api/table', rows(listOf(intelRowSchema))),
    top: at('/api/top?n=<1..1000>', rows(listOf(intelRowSchema))),
    strategy: at('/api/expectancy/strategy', rows(strategies)),
    regime: at('/api/expectancy/regime', rows(regimes)),
    hour: at('/api/expectancy/hour', rows(hours)),
    allocation: at('/api/allocation', rows(listOf(closed({ symbol: text, ...allocationFields })))),
    risk: at('/api/risk', closed({ as_of: textOrNull, window: textOrNull, header })),
    health: at('/api/health and /healthz (503 unless healthy)', stateHealthSchema),
    frames: at('/api/frames', closed({ frames })),
    explanation: at('/api/explanation?symbol=<name>', explanation),
    error: at('any that is refused', closed({ error: text })),
  },
};
