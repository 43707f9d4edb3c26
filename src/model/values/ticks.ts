/** The last tick that a watermark makes due: the greatest multiple of `everyMs` before it. */
export function lastTickBefore(watermarkMs: number, everyMs: number): number {
  return (Math.ceil(watermarkMs / everyMs) - 1) * everyMs;
}
