/** Spreads proofs over the cores: the checker is single-threaded and deaf while it thinks. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { PLANTED, type Planted, plant } from './planted'
import { MODELS, type Property, sourceOf } from './prove'

export interface Job {
  model: string
  source: string
}

export interface Results {
  properties: Property[]
  planted: (Planted & { isFound: boolean })[]
}

/** All models, and all bugs planted in them. */
export async function proveAll(): Promise<Results> {
  const proofs = MODELS.map((model) => ({ model, source: sourceOf(model) }))
  const answers = await inParallel([...proofs, ...PLANTED.map((bug) => ({ model: bug.model, source: plant(bug) }))])
  return {
    properties: answers.slice(0, proofs.length).flat(),
    planted: PLANTED.map((bug, i) => ({
      ...bug,
      isFound: answers[proofs.length + i]?.some(({ is }) => is === 'violated') ?? false,
    })),
  }
}

async function inParallel(jobs: Job[]): Promise<Property[][]> {
  const answers: Property[][] = []
  const queue = [...jobs.entries()]
  async function work() {
    const prover = fork(join(import.meta.dirname, 'prover.ts'), { execArgv: ['--import', 'tsx'] })
    const died = once(prover, 'exit').then(([code]) => {
      throw new Error(`a prover ended with code ${code}`)
    })
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, job] = next
      prover.send(job)
      const [properties] = await Promise.race([once(prover, 'message'), died])
      answers[index] = properties
    }
    died.catch(() => {})
    prover.disconnect()
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, work))
  return answers
}
