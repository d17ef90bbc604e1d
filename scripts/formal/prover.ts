/** A process that proves one model after the other, as pool.ts hands them out. */
import type { Job } from './pool'
import { prove } from './prove'

process.on('message', ({ model, source }: Job) => process.send?.(prove(model, source)))
process.on('disconnect', () => process.exit())
