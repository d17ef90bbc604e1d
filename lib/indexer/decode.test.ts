import { type AbiEvent, type AbiParameter, decodeEventLog, encodeAbiParameters, encodeEventTopics } from 'viem'
import { describe, expect, test } from 'vitest'
import { ABIS, type ContractName } from '../../contracts-abi'
import { decodeLog, type RawLog, toJson } from './decode'
import { addressBook, type Hex } from './deployment'

const NAMES = Object.keys(ABIS) as ContractName[]
const addressOf = (name: ContractName): Hex => `0x${(NAMES.indexOf(name) + 1).toString(16).padStart(40, '0')}`
const book = addressBook({
  chainId: 1,
  startBlock: 0,
  contracts: Object.fromEntries(NAMES.map((name) => [name, { address: addressOf(name) }])),
})
const PERSON = '0xAbCdEf0123456789aBcDeF0123456789ABCDEF01'

/** A value of the widest kind of a type. */
function sample({ type, ...rest }: AbiParameter): unknown {
  if (type.endsWith(']'))
    return [
      sample({ ...rest, type: type.replace(/\[\d*\]$/, '') }),
      sample({ ...rest, type: type.replace(/\[\d*\]$/, '') }),
    ]
  if (type === 'tuple' && 'components' in rest) {
    return Object.fromEntries(rest.components.map((part) => [part.name, sample(part)]))
  }
  if (type === 'address') return '0xabcdef0123456789abcdef0123456789abcdef01'
  if (type === 'bool') return true
  if (type === 'string') return 'ipfs://é"\\'
  if (type === 'bytes') return '0x00ff00'
  const bytes = /^bytes(\d+)$/.exec(type)
  if (bytes) return `0x${'c3'.repeat(Number(bytes[1]))}`
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1])
  return bits <= 48 ? Number(2n ** BigInt(bits) - 1n) : 2n ** BigInt(bits) - 1n
}

const EVENTS = NAMES.flatMap((contract) =>
  (ABIS[contract] as readonly { type: string }[])
    .filter((item): item is AbiEvent => item.type === 'event')
    .map((event): [string, ContractName, AbiEvent] => [`${contract}.${event.name}`, contract, event]),
)

function logOf(contract: ContractName, event: AbiEvent): RawLog {
  const args = Object.fromEntries(event.inputs.map((input) => [input.name, sample(input)]))
  const rest = event.inputs.filter(({ indexed }) => !indexed)
  return {
    address: addressOf(contract),
    topics: encodeEventTopics({ abi: [event], args }) as Hex[],
    data: encodeAbiParameters(rest, rest.map(sample)),
    blockNumber: 5n,
    blockHash: '0x05',
    blockTime: 1n,
    transactionHash: '0xAA',
    transactionIndex: 2,
    logIndex: 3,
  }
}

describe('every event of every contract', () => {
  test.each(EVENTS)('%s is read as viem reads it, addresses lower case', (_, contract, event) => {
    const log = logOf(contract, event)
    const viem = decodeEventLog({ abi: [event], topics: log.topics as [Hex], data: log.data as Hex })
    const decoded = decodeLog(log, book)
    expect(decoded).toMatchObject({
      contract,
      name: event.name,
      blockNumber: 5n,
      txHash: '0xaa',
      txIndex: 2,
      logIndex: 3,
    })
    const wanted = JSON.stringify(toJson(viem.args ?? {})).replace(new RegExp(PERSON, 'gi'), PERSON.toLowerCase())
    expect(toJson(decoded?.args)).toEqual(JSON.parse(wanted))
    const hasAddress = event.inputs.some((input) => JSON.stringify(input).includes('"address"'))
    expect(decoded?.addresses).toEqual(hasAddress ? [PERSON.toLowerCase()] : [])
  })
})

const [, , TRANSFER] = EVENTS.find(([name]) => name === 'CXPT.Transfer') ?? []

describe('logs that are not what they seem', () => {
  const good = logOf('CXPT', TRANSFER as AbiEvent)
  const raw = (log: RawLog) => ({ topics: log.topics, data: log.data })

  test('a topic that no ABI of the contract has is kept raw', () => {
    const log = { ...good, address: addressOf('Vault') }
    expect(decodeLog(log, book)).toMatchObject({ contract: 'Vault', name: 'unknown', args: raw(log), addresses: [] })
  })
  test('a known topic with too few topics is kept raw', () => {
    const log = { ...good, topics: good.topics.slice(0, 2) }
    expect(decodeLog(log, book)).toMatchObject({ contract: 'CXPT', name: 'unknown', args: raw(log) })
  })
  test('a known topic with longer data is kept raw', () => {
    const log = { ...good, data: `${good.data}00` }
    expect(decodeLog(log, book)).toMatchObject({ name: 'unknown', args: raw(log) })
  })
  test('a log without topics is kept raw', () => {
    expect(decodeLog({ ...good, topics: [] }, book)).toMatchObject({ name: 'unknown' })
  })
  test('a log of somebody else is nothing', () => {
    expect(decodeLog({ ...good, address: PERSON }, book)).toBeNull()
  })
})

test('the zero address is not somebody: it is left out of the addresses', () => {
  const log = logOf('CXPT', TRANSFER as AbiEvent)
  const topics = [log.topics[0] ?? '', `0x${'0'.repeat(64)}`, log.topics[2] ?? '']
  expect(decodeLog({ ...log, topics }, book)?.addresses).toEqual([PERSON.toLowerCase()])
})
