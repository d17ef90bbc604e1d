/** Where one whole platform under test answers. */
export type Platform = {
  name: string
  port: string
  baseUrl: string
  rpcUrl: string
  databaseUrl: string
  env: Record<string, string>
}

const env = process.env

/** Specs that write move one chain on, so they run one after the other there; a second platform halves the time. */
function platformAt(name: string, [port, rpcPort, dbPort]: readonly [string, string, string]): Platform {
  return {
    name,
    port,
    baseUrl: `http://localhost:${port}`,
    rpcUrl: `http://127.0.0.1:${rpcPort}`,
    databaseUrl: `postgres://cxpt:cxpt@127.0.0.1:${dbPort}/cxpt`,
    env: { PORT: port, RPC_PORT: rpcPort, DB_PORT: dbPort },
  }
}

/** With `E2E_REUSE=1` one platform that is running already serves every spec. */
export const IS_REUSED = env.E2E_REUSE === '1'
export const FIRST = platformAt('e2e', [env.E2E_PORT ?? '3100', env.E2E_RPC_PORT ?? '8645', env.E2E_DB_PORT ?? '54420'])
export const SECOND = IS_REUSED
  ? FIRST
  : platformAt('e2e-2', [env.E2E_PORT_2 ?? '3101', env.E2E_RPC_PORT_2 ?? '8646', env.E2E_DB_PORT_2 ?? '54421'])
