import { SERVER_VARIABLE, startThrowaway } from './database'

/** Before all test files: one PostgreSQL for the run. Starting one takes longer than most files that need it. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startThrowaway()
  process.env[SERVER_VARIABLE] = server.urlOf('postgres')
  return server.stop
}
