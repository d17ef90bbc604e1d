import { random } from '../testing/traffic'

/** What is done to the platform while it works. `kill …`: SIGKILL; the supervisor starts it again, as an operator's would. */
export const FAULTS = ['kill worker', 'kill indexer', 'kill meter', 'restart database', 'lose node'] as const
export type FaultKind = (typeof FAULTS)[number]
export type Fault = { atMs: number; kind: FaultKind; forMs: number }

/** Of a hundred faults. Processes die more often than machines. */
const SHARES: readonly [FaultKind, number][] = [
  ['kill worker', 40],
  ['kill meter', 20],
  ['kill indexer', 20],
  ['lose node', 12],
  ['restart database', 8],
]
/** Between two faults: long enough that a process gets to its work, short enough that it is often in the middle of it. */
const [LEAST_GAP_MS, MOST_GAP_MS] = [3_000, 15_000]
/** How long a node stays away. */
const [LEAST_AWAY_MS, MOST_AWAY_MS] = [1_000, 12_000]

function kindOf(draw: number): FaultKind {
  let upTo = 0
  for (const [kind, share] of SHARES) {
    upTo += share
    if (draw < upTo) return kind
  }
  return 'kill worker'
}

/** The faults of a run of `minutes`, in order of time. The same seed gives the same ones; the first five are one of each kind. */
export function planFaults(minutes: number, seed: number): Fault[] {
  const draw = random(seed)
  const faults: Fault[] = []
  for (let atMs = LEAST_GAP_MS; atMs < minutes * 60_000; ) {
    const kind = FAULTS[faults.length] ?? kindOf(draw(100))
    const forMs = kind === 'lose node' ? LEAST_AWAY_MS + draw(MOST_AWAY_MS - LEAST_AWAY_MS) : 0
    faults.push({ atMs, kind, forMs })
    atMs += LEAST_GAP_MS + draw(MOST_GAP_MS - LEAST_GAP_MS)
  }
  return faults
}
