/** A process that proves one claim after the other, as pool.ts hands them out. */
import { type Claim, prove } from './prove'

process.on('message', (claim: Claim) => process.send?.(prove(claim)))
process.on('disconnect', () => process.exit())
