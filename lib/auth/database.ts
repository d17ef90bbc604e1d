import 'server-only'
import pino from 'pino'
import { type Connection, connect, type Db } from '../db/connect'
import { env } from '../env/env'

const log = pino({ name: 'web' })
/** On `globalThis`: a reloaded module of the development server must not open a second pool. */
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

/** The web process's one pool. Pass it on; never keep it. */
export function database(): Db {
  shared.cxptDatabase ??= connect(env.DATABASE_URL, {
    applicationName: 'cxpt-web',
    onLoss: (error) => log.warn({ msg: 'database connection lost', error: error.message }),
  })
  return shared.cxptDatabase.db
}
