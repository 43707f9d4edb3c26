import { closed, listOf, text, textOrNull } from '../model/schemas/shapes';
import { intelRowSchema, stateHealthSchema } from './helpers';
import { explanation } from './model/explanation-model';
import { frames, header, hours, page, regimes, strategies } from './model/page-model';
import { allocationFields } from './model/symbol-row';

/** The JSON Schema of what each address of the API gives, by a name in `$defs`; its description is the address. */

const ofState = (content: Readonly<Record<string, object>>): object =>
  closed({ as_of: textOrNull, window: textOrNull, ...content });
const rows = (items: object): object => ofState({ rows: items });
const at = (address: string, schema: object): object => ({ ...schema, description: `GET ${address}` });
const otherWindow = '?window=<name>, any of the expectancy file';

export const API_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:dashboard_api',
  title:
    'What the addresses of `intel dashboard` give; each takes ?at=<ms>, one of its frames, and names its as_of and window',
  $defs: {
    page: at('/api/page', ofState(page.properties)),
    table: at('/api/table', rows(listOf(intelRowSchema))),
    top: at('/api/top?n=<1..1000>', rows(listOf(intelRowSchema))),
    strategy: at(`/api/expectancy/strategy${otherWindow}`, rows(strategies)),
    regime: at(`/api/expectancy/regime${otherWindow}`, rows(regimes)),
    hour: at(`/api/expectancy/hour${otherWindow}`, rows(hours)),
    allocation: at('/api/allocation', rows(listOf(closed({ symbol: text, ...allocationFields })))),
    risk: at('/api/risk', ofState({ header })),
    health: at('/api/health and /healthz (503 unless healthy)', stateHealthSchema),
    frames: at('/api/frames', ofState({ frames })),
    explanation: at('/api/explanation?symbol=<name>', explanation),
    error: at(
      'any that is refused: 400 with what is allowed, 404 where there is nothing, 503 where its file is not there or cannot be read',
      closed({ error: text }),
    ),
  },
};
