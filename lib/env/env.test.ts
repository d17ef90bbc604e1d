import { describe, expect, test } from 'vitest'
import { parseEnv } from './env'
import { publicEnvOf } from './public'

const REAL = {
  CHAIN_ID: '8453',
  RPC_URL: 'https://rpc.example/key',
  DATABASE_URL: 'postgres://u:p@db.example:5432/cxpt',
  NEXTAUTH_URL: 'https://console.example',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  KEY_PEPPER: 'p'.repeat(32),
}

describe('parseEnv', () => {
  test('needs nothing on the local chain', () => {
    expect(parseEnv({})).toEqual({
      PORT: 3000,
      RPC_PORT: 8545,
      DB_PORT: 54320,
      CHAIN_ID: 31337,
      CLOCK: 'machine',
      DATABASE_URL: 'postgres://cxpt:cxpt@127.0.0.1:54320/cxpt',
      RPC_URL: 'http://127.0.0.1:8545',
      PUBLIC_RPC_URL: undefined,
      WALLETCONNECT_PROJECT_ID: undefined,
      NEXTAUTH_URL: 'http://localhost:3000',
      NEXTAUTH_SECRET: 'cxpt-console-local-chain-only-secret',
      KEY_PEPPER: 'cxpt-console-local-chain-only-pepper',
      SECOND_PLACE_REGION: 'us-east-1',
      TRUSTED_PROXIES: 1,
      INVOICE_TAX_BPS: 0,
    })
  })

  test('follows the ports that were moved, and takes an empty variable as not set', () => {
    const env = parseEnv({ RPC_PORT: '9001', DB_PORT: '9002', PORT: '9003', RPC_URL: '', CHAIN_ID: ' ' })
    expect(env.RPC_URL).toBe('http://127.0.0.1:9001')
    expect(env.DATABASE_URL).toBe('postgres://cxpt:cxpt@127.0.0.1:9002/cxpt')
    expect(env.NEXTAUTH_URL).toBe('http://localhost:9003')
    expect(env.CHAIN_ID).toBe(31337)
  })

  test('takes a real network as it is given', () => {
    expect(parseEnv(REAL)).toMatchObject({ CHAIN_ID: 8453, RPC_URL: 'https://rpc.example/key' })
  })

  test.each(['/mnt/second', 'https://store.example/bucket/folder/', 'http://127.0.0.1:9000/bucket'])(
    'takes %s as a second place',
    (place) => {
      const keys = { SECOND_PLACE_KEY_ID: 'id', SECOND_PLACE_SECRET: 'secret' }
      expect(parseEnv({ SECOND_PLACE: place, ...keys }).SECOND_PLACE).toBe(place)
    },
  )

  test.each([
    'second',
    'https://store.example',
    'https://user:password@store.example/bucket',
    'http://store.example/bucket',
    'ftp://store.example/bucket',
    'https://store.example/bucket?x=1',
  ])('takes no %s as a second place', (place) => {
    expect(() => parseEnv({ SECOND_PLACE: place })).toThrow(
      'The environment variable SECOND_PLACE must be an absolute folder, or a URL like https://host/bucket.',
    )
  })

  test.each([
    ['a port that is a word', { PORT: 'web' }, 'The environment variable PORT must be a port.'],
    ['a port out of range', { RPC_PORT: '70000' }, 'The environment variable RPC_PORT must be a port up to 65535.'],
    ['port 0', { DB_PORT: '0' }, 'The environment variable DB_PORT must be a port from 1.'],
    ['a chain id that is a word', { CHAIN_ID: 'base' }, 'The environment variable CHAIN_ID must be a chain id.'],
    [
      'an RPC without scheme',
      { RPC_URL: 'localhost:8545' },
      'The environment variable RPC_URL must be a URL like https://host/path.',
    ],
    [
      'another database',
      { DATABASE_URL: 'mysql://host/name' },
      'The environment variable DATABASE_URL must be a URL like postgres://user:password@host:5432/name.',
    ],
    [
      'a short secret',
      { NEXTAUTH_SECRET: 'short' },
      'The environment variable NEXTAUTH_SECRET must have at least 32 characters, as `openssl rand -base64 32` makes them.',
    ],
    [
      'a webhook without a secret',
      { ALERT_WEBHOOK_URL: 'https://alerts.example/hook' },
      'The environment variable ALERT_WEBHOOK_SECRET must be set when ALERT_WEBHOOK_URL is.',
    ],
    [
      'a mail server without a receiver',
      { ALERT_SMTP_URL: 'smtps://mail.example', ALERT_EMAIL_FROM: 'alerts@console.example' },
      'The environment variable ALERT_EMAIL_TO must be set when ALERT_SMTP_URL is.',
    ],
    [
      'a mail server that is a web page',
      { ALERT_SMTP_URL: 'https://mail.example' },
      'The environment variable ALERT_SMTP_URL must be a URL like smtps://user:password@host:465.',
    ],
    [
      'two receivers',
      { ALERT_EMAIL_TO: 'a@example.org,b@example.org' },
      'The environment variable ALERT_EMAIL_TO must be one e-mail address.',
    ],
    [
      'a bucket without a secret',
      { SECOND_PLACE: 'https://store.example/bucket', SECOND_PLACE_KEY_ID: 'id' },
      'The environment variable SECOND_PLACE_SECRET must be set when SECOND_PLACE is a URL.',
    ],
    [
      'a WalletConnect id that is none',
      { WALLETCONNECT_PROJECT_ID: 'mine' },
      'The environment variable WALLETCONNECT_PROJECT_ID must be the 32 hexadecimal digits that WalletConnect gave the project.',
    ],
    [
      'block time for metering on a real network',
      { ...REAL, CLOCK: 'block' },
      'The environment variable CLOCK must be machine when CHAIN_ID is 8453.',
    ],
    ['a clock that is none', { CLOCK: 'sun' }, 'The environment variable CLOCK must be machine or block.'],
    [
      'a real network without a secret',
      { ...REAL, NEXTAUTH_SECRET: undefined },
      'The environment variable NEXTAUTH_SECRET must be set when CHAIN_ID is 8453.',
    ],
    [
      'a real network without a pepper',
      { ...REAL, KEY_PEPPER: '' },
      'The environment variable KEY_PEPPER must be set when CHAIN_ID is 8453.',
    ],
    [
      'a short pepper',
      { KEY_PEPPER: 'short' },
      'The environment variable KEY_PEPPER must have at least 32 characters, as `openssl rand -base64 32` makes them.',
    ],
    [
      'a real network without an RPC',
      { ...REAL, RPC_URL: '' },
      'The environment variable RPC_URL must be set when CHAIN_ID is 8453.',
    ],
  ])('refuses %s', (_, source, sentence) => {
    expect(() => parseEnv(source)).toThrow(new Error(sentence))
  })
})

describe('publicEnvOf', () => {
  test('gives browsers the local RPC on the local chain', () => {
    expect(publicEnvOf(parseEnv({ RPC_PORT: '9001' }))).toEqual({ chainId: 31337, rpcUrl: 'http://127.0.0.1:9001' })
  })

  test('never gives browsers the RPC of a real network, which may carry a key', () => {
    expect(publicEnvOf(parseEnv(REAL))).toEqual({ chainId: 8453, rpcUrl: null })
  })

  test('gives browsers the RPC meant for them', () => {
    const env = parseEnv({ ...REAL, PUBLIC_RPC_URL: 'https://open.example' })
    expect(publicEnvOf(env)).toEqual({ chainId: 8453, rpcUrl: 'https://open.example' })
  })
})
