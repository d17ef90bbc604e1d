import 'server-only'
import { getAddress } from 'viem'
import { database } from '../auth/database'
import { currentSession, requireSession } from '../auth/session'
import { type Customer, findCustomer, saveCustomer } from '../db/customer-rows'
import { findInvoice, type Invoice, listBillable, listInvoicesOf } from '../db/invoice-rows'
import { parseNumber } from '../domain/invoice'
import { env } from '../env/env'
import { sellerOf } from '../env/seller'
import { AppError } from '../errors/app-error'
import { issueInvoices } from './issue-invoices'
import { atOneBlock } from './snapshot'

/** Documents of one page; the file has all of them. */
const SHOWN = 100
const MOST_IN_FILE = 100_000

type CustomerDetails = Pick<Customer, 'name' | 'taxId' | 'address' | 'country'>

export type OwnInvoices = {
  address: string
  details: CustomerDetails | null
  hasSeller: boolean
  /** Without a document. */
  waiting: number
  list: Invoice[]
}

const lower = (address: string) => address.toLowerCase() as `0x${string}`

/** Of the signed-in account; null: nobody is signed in. */
export async function getOwnInvoices(): Promise<OwnInvoices | null> {
  const session = await currentSession()
  if (!session) return null
  const account = lower(session.address)
  return atOneBlock(async ({ db, chainId, time }) => ({
    address: getAddress(account),
    details: await findCustomer(db, chainId, account),
    hasSeller: sellerOf(env) !== null,
    waiting: (await listBillable(db, chainId, account, time.toISOString().slice(0, 7))).length,
    list: await listInvoicesOf(db, chainId, account, SHOWN),
  }))
}

/** What stands on the account's documents from now on. */
export async function saveOwnDetails(details: CustomerDetails): Promise<void> {
  const account = lower((await requireSession()).address)
  const known = await findCustomer(database(), env.CHAIN_ID, account)
  const lowCredits = known?.lowCredits ?? null
  await saveCustomer(database(), { ...details, chainId: env.CHAIN_ID, account, lowCredits, updatedAt: new Date() })
}

/** Writes what has no document yet, dated by the ledger. NOT_FOUND without a legal entity or the account's details. */
export async function issueOwnInvoices(): Promise<number> {
  const account = lower((await requireSession()).address)
  const seller = sellerOf(env)
  const customer = await findCustomer(database(), env.CHAIN_ID, account)
  if (!seller || !customer || customer.name === '')
    throw new AppError('NOT_FOUND', { what: 'to write an invoice with' })
  const now = await atOneBlock(async ({ time }) => time)
  return issueInvoices(database(), { chainId: env.CHAIN_ID, seller, customer, now })
}

/** One document of the signed-in account by its name; NOT_FOUND also for somebody else's: it is not said which. */
export async function getOwnInvoice(name: string): Promise<Invoice> {
  const account = lower((await requireSession()).address)
  const number = parseNumber(name)
  const found = number && (await findInvoice(database(), env.CHAIN_ID, account, number))
  if (!found) throw new AppError('NOT_FOUND', { what: 'such a document of yours' })
  return found
}

/** All documents of the signed-in account. */
export async function* streamOwnInvoices(): AsyncGenerator<Invoice[]> {
  const account = lower((await requireSession()).address)
  yield await listInvoicesOf(database(), env.CHAIN_ID, account, MOST_IN_FILE)
}
