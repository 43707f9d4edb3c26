import { roundTo } from './python-json';

/** Plain JSON, as a config or a truth file holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const WIDTH = 110;

/** Indented JSON as prettier lays it out, numbers rounded to 9 decimals; ends with a newline. */
export function prettyJson(value: Json): string {
  return `${indented(value, '')}\n`;
}

function indented(value: Json, indent: string): string {
  if (typeof value === 'number') return String(roundTo(value, 9));
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  if (isArray(value)) {
    const items = value.map((item) => indented(item, inner));
    return isShort(value, items, indent) ? `[${items.join(', ')}]` : block('[', items, ']', indent);
  }
  const fields = Object.entries(value).map(
    ([key, field]) => `${JSON.stringify(key)}: ${indented(field, inner)}`,
  );
  return fields.length === 0 ? '{}' : block('{', fields, '}', indent);
}

function block(open: string, items: readonly string[], close: string, indent: string): string {
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
}

// The longest key in use is far below the room left here.
function isShort(value: readonly Json[], items: readonly string[], indent: string): boolean {
  const scalars = value.every((item) => typeof item !== 'object' || item === null);
  return scalars && indent.length + items.join(', ').length + 24 <= WIDTH;
}

function isArray(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
