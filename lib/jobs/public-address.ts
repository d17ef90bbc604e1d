import { BlockList, isIP } from 'node:net'

type Range = readonly [network: string, prefix: number]

/** IANA special-purpose registry of IPv4: this network, private, shared, loopback, link-local, documentation, benchmarks, multicast, reserved. */
const NOT_PUBLIC_4: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Only global unicast is public at all. That leaves out loopback, local, link-local, multicast, and IPv4 written as IPv6 (::ffff:…, 64:ff9b::…). */
const GLOBAL_6: Range = ['2000::', 3]
/** Inside of it: protocol assignments and Teredo, documentation, and 6to4, which carries an IPv4 address. */
const NOT_PUBLIC_6: readonly Range[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

function listOf(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family)
  return list
}

const refused4 = listOf(NOT_PUBLIC_4, 'ipv4')
const global6 = listOf([GLOBAL_6], 'ipv6')
const refused6 = listOf(NOT_PUBLIC_6, 'ipv6')

/** Whether an address belongs to the public internet: what a server may call on behalf of its configuration. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused4.check(address, 'ipv4')
  return family === 6 && global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')
}
