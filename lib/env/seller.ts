import type { Seller } from '../domain/invoice'
import type { Env } from './env'
import { LOCAL_CHAIN_ID } from './public'

/** On the local chain only, so that its invoices say what they are. */
const LOCAL: Seller = {
  name: 'Cxmpute, local test chain',
  taxId: 'TEST-000000',
  address: 'No street, no city',
  country: 'n/a',
  prefix: 'TEST',
  taxBps: 0,
}

type Source = Pick<
  Env,
  | 'CHAIN_ID'
  | 'INVOICE_SELLER_NAME'
  | 'INVOICE_SELLER_TAX_ID'
  | 'INVOICE_SELLER_ADDRESS'
  | 'INVOICE_SELLER_COUNTRY'
  | 'INVOICE_PREFIX'
  | 'INVOICE_TAX_BPS'
>

/** The legal entity on invoices; null where none is configured: no invoice is written then. */
export function sellerOf(env: Source): Seller | null {
  const { INVOICE_SELLER_NAME: name, INVOICE_SELLER_TAX_ID: taxId } = env
  const { INVOICE_SELLER_ADDRESS: address, INVOICE_SELLER_COUNTRY: country, INVOICE_PREFIX: prefix } = env
  if (name && taxId && address && country && prefix) {
    return { name, taxId, address, country, prefix, taxBps: env.INVOICE_TAX_BPS }
  }
  return env.CHAIN_ID === LOCAL_CHAIN_ID ? LOCAL : null
}
