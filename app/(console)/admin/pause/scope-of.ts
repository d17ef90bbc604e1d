import type { Scope } from '@/components/admin/pause-scopes'
import type { Stopped } from '@/lib/data/shell'

/** What the frame calls stopped, as the form of the pause names it. */
export const SCOPE_OF: Record<Stopped, Scope> = {
  deposit: 'deposit',
  spend: 'spend',
  distribute: 'distribute',
  claim_provider: 'claims:provider',
  claim_referral: 'claims:referral',
  claim_loyalty: 'claims:loyalty',
}
