import { ACCESS } from './planted/access'
import { PRICES } from './planted/oracle'
import { MONEY_OUT } from './planted/rewards'
import { PERIODS } from './planted/subscriptions'
import { CREDITS, SUPPLY } from './planted/vault'

/**
 * Bugs that were never in the contracts: one for each invariant test, and two for V10, which says two things. Handlers foretell how
 * every call ends, and a bug that makes one end otherwise fails all the tests at once. These change what is stored or paid and let
 * calls end as they should, so that only an invariant's own assertion can tell.
 */
export const PLANTED = [...SUPPLY, ...CREDITS, ...MONEY_OUT, ...PERIODS, ...PRICES, ...ACCESS]
