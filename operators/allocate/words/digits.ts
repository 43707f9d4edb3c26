/** A share 0..1 as percent for a person, at most two decimals. */
export function percentText(share: number): string {
  return `${digits(share * 100, 2)} %`;
}

/** A number with at most so many decimals. */
export function digits(value: number, places: number): string {
  return String(Number(value.toFixed(places)));
}
