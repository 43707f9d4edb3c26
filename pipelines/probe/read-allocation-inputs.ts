import { allocationInputs, type AllocationInputs } from '../../operators/allocate/allocation-inputs';
import { STATE_SCHEMAS } from '../../operators/files/state-schemas';
import { isOfSchema, type Schema } from '../../src/io/json/read-state-file';

/** What the allocator reads of three parsed files. One that its schema does not take counts as missing. */
export function readAllocationInputs(
  expectancy: unknown,
  scores: unknown,
  suggestions: unknown,
): AllocationInputs {
  return allocationInputs(
    validOf(STATE_SCHEMAS.expectancy, expectancy),
    validOf(STATE_SCHEMAS.scores, scores),
    validOf(STATE_SCHEMAS.suggestions, suggestions),
  );
}

function validOf<T extends object>(schema: Schema<T>, file: unknown): T | undefined {
  return isOfSchema(schema, file) ? file : undefined;
}
