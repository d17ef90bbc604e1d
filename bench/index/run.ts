import { startTestServer } from '../../scripts/testing/database'
import type { Bench, Gate, Measured } from '../bench'
import { makeBusyChain } from './busy-chain'
import { coldIndex, openDatabase, reorg, resume } from './ours'
import { indexWithPonder } from './peer'

const EVENTS = 100_000
const COLD = 'cold index, events/s'
const PEAK = 'cold index, peak MB of the process'
const RATIO = 'cold index, percent of Ponder’s events/s'
const RESUME = 'resume after kill -9, ms from ready to commit'
const PONDER = 'Ponder 0.16.10, events/s'

const GATES: readonly Gate[] = [
  { id: COLD, must: 15_000, goal: 25_000, atLeast: true },
  { id: RATIO, must: 600, atLeast: true },
  { id: PEAK, must: 300 },
  { id: RESUME, must: 1_000 },
]

/** `NaN` where the peer did not run: its must is missed then. */
const percent = (ours: number, peer: number | undefined) => (peer ? Math.round((100 * ours) / peer) : Number.NaN)

export const index: Bench = {
  name: 'index',
  unit: 'as each says',
  async run() {
    const server = await startTestServer()
    const busy = await makeBusyChain(EVENTS)
    try {
      const database = await openDatabase(server, 'cold')
      const cold = await coldIndex(busy, database)
      const rate = Math.round(cold.events / cold.seconds)
      const resumed = await resume(busy, await openDatabase(server, 'killed'), cold.hash)
      const peer = await indexWithPonder(busy, await openDatabase(server, 'ponder'))
      const followed = await reorg(busy, database, await openDatabase(server, 'fresh'))
      const peers: Measured = peer
        ? { [PONDER]: peer.rate, 'Ponder 0.16.10, events': peer.events, 'Ponder 0.16.10, peak MB': peer.peakMb }
        : {}
      return {
        figures: {
          [COLD]: rate,
          'cold index, events': cold.events,
          'cold index, ms from ready to end': Math.round(1_000 * cold.seconds),
          [PEAK]: cold.peakMb,
          [RATIO]: percent(rate, peer?.rate),
          [RESUME]: resumed,
          'reorg 5 deep, ms to the same rows as a fresh index': followed,
        },
        peers,
        gates: GATES,
        ratios: peer ? [{ job: COLD, peer: PONDER, of: rate / peer.rate }] : [],
      }
    } finally {
      await busy.chain.stop()
      await server.stop()
    }
  },
}
