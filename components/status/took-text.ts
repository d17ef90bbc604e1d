/** A duration of a run: `0.4 s`, `12.0 s`. */
export const tookText = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
