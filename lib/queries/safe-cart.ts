import { type CartItem, cartText, readCart } from '../domain/safe-cart'
import { StoredList } from './stored-list'

/** The changes that wait for one batch of a Safe, kept in this browser for one chain. */
export class SafeCart extends StoredList<CartItem> {
  constructor(storage: () => Pick<Storage, 'getItem' | 'setItem'>, chainId: number) {
    super(storage, { key: `cxpt.safe-cart.${chainId}`, read: readCart, write: cartText })
  }
}
