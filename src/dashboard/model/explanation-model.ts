import type { FromSchema } from '../../model/schemas/from-schema';
import { closed, listOf, text, texts } from '../../model/schemas/shapes';

const statement = closed({ name: text, value: text, formula: text });
const section = closed({ title: text, statements: listOf(statement), remarks: texts });
export const explanation = closed({ symbol: text, as_of: text, window: text, sections: listOf(section) });

/** What the page asks for when a symbol is opened: `GET /api/explanation?symbol=…`. The same as `intel explain`. */
export type Explanation = FromSchema<typeof explanation>;
