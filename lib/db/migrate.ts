import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import type { Db } from './connect'
import { LOCKS } from './locks'
import { underLock } from './under-lock'

/** Beside this file; a bundler moves the code, never the SQL, so the checkout's folder is the second try. */
function migrationsFolder(): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), 'migrations')
  return existsSync(beside) ? beside : join(process.cwd(), 'lib/db/migrations')
}

/** Brings the database to this code's schema. Safe to call from any number of processes at once. */
export async function migrate(db: Db): Promise<void> {
  await underLock(db.$client, LOCKS.migrations, (client) =>
    applyMigrations(drizzle(client), { migrationsFolder: migrationsFolder() }),
  )
}
