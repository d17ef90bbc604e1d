'use client'

import { TxCenter } from '@/lib/tx/center'

/** Of this tab. Filled in the browser only: a server never starts a transaction. */
export const transactions = new TxCenter()
