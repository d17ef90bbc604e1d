import { DEMO_ACCOUNTS, TEST_MNEMONIC } from '../../contracts/deploy/demo-accounts'

export type Ready = {
  webUrl: string | null
  rpcUrl: string
  databaseUrl: string
  logs: string
  isLocalChain: boolean
  seconds: number
}

function demoLines(): string[] {
  const rows = DEMO_ACCOUNTS.map(({ index, address, who }) => `  ${String(index).padStart(2)}  ${address}  ${who}`)
  return ['', 'Demo accounts (public test keys, local chain only)', ...rows, `  Mnemonic: ${TEST_MNEMONIC}`]
}

/** What a person needs once everything runs. */
export function sayReady({ webUrl, rpcUrl, databaseUrl, logs, isLocalChain, seconds }: Ready): string {
  return [
    '',
    `ready in ${seconds.toFixed(0)} s`,
    '',
    ...(webUrl ? [`  Console   ${webUrl}`] : []),
    `  Chain     ${rpcUrl}`,
    `  Database  ${databaseUrl}`,
    `  Logs      ${logs}`,
    ...(isLocalChain ? demoLines() : []),
    '',
    'Ctrl-C stops everything and keeps the state.',
  ].join('\n')
}
