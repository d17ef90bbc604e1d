/** Spreads proofs over the cores: the checker is single-threaded and deaf while it thinks. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { PLANTED, type Planted, plant } from './planted'
import { type Claim, claimsOf, MODELS, type Verdict } from './prove'

export interface Results {
  properties: (Claim & { is?: Verdict })[]
  planted: (Planted & { is?: Verdict })[]
}

/** All models, and all bugs planted in them. */
export async function proveAll(): Promise<Results> {
  const claims = MODELS.flatMap(claimsOf)
  const verdicts = await inParallel([...claims, ...PLANTED.map(plant)])
  return {
    properties: claims.map((claim, i) => ({ ...claim, is: verdicts[i] })),
    planted: PLANTED.map((bug, i) => ({ ...bug, is: verdicts[claims.length + i] })),
  }
}

async function inParallel(claims: Claim[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  const queue = [...claims.entries()]
  async function work() {
    const prover = fork(join(import.meta.dirname, 'prover.ts'), { execArgv: ['--import', 'tsx'] })
    const died = once(prover, 'exit').then(([code]) => {
      throw new Error(`a prover ended with code ${code}`)
    })
    died.catch(() => {}) // it also ends in peace, when nobody listens any more
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, claim] = next
      prover.send(claim)
      const [verdict] = await Promise.race([once(prover, 'message'), died])
      verdicts[index] = verdict
    }
    prover.disconnect()
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), claims.length) }, work))
  return verdicts
}
