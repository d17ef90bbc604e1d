import { figureParts } from '@/components/ui/amount-text'

/** nano-USD as dollars: two decimals, and as many of the nine as it has. */
export const nanoText = (nano: bigint): string =>
  figureParts(nano, { decimals: 9, digits: 9, least: 2, symbol: '$' }).text
