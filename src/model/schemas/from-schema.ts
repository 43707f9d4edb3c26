/**
 * The type of the JSON that a schema takes: what a file holds is written once, as its schema. It knows what our schemas
 * use: `type` (also a list of types), `enum`, `const`, `anyOf`; every listed property is there. The comment of a
 * property stands in the schema, and goes with the type.
 */
export type FromSchema<Schema> = Schema extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : Schema extends { readonly const: infer Value }
    ? Value
    : Schema extends { readonly anyOf: readonly (infer Alternative)[] }
      ? FromSchema<Alternative>
      : Schema extends { readonly type: readonly (infer Name)[] }
        ? OfType<Name, Schema>
        : Schema extends { readonly type: infer Name }
          ? OfType<Name, Schema>
          : never;

/** The type of an object with these properties. */
export type FromProperties<Properties> = {
  readonly [Key in keyof Properties]: FromSchema<Properties[Key]>;
};

type OfType<Name, Schema> = Name extends keyof TypesByName<Schema> ? TypesByName<Schema>[Name] : never;

interface TypesByName<Schema> {
  readonly string: Schema extends { readonly standsFor?: infer Word extends string } ? Word : string;
  readonly number: number;
  readonly integer: number;
  readonly boolean: boolean;
  readonly null: null;
  readonly array: Schema extends { readonly minItems: 2; readonly maxItems: 2; readonly items: infer Item }
    ? readonly [FromSchema<Item>, FromSchema<Item>]
    : Schema extends { readonly items: infer Item }
      ? readonly FromSchema<Item>[]
      : never;
  readonly object: Schema extends { readonly properties: infer Properties }
    ? FromProperties<Properties>
    : Schema extends { readonly additionalProperties: infer Value }
      ? Readonly<Record<string, FromSchema<Value>>>
      : never;
}
