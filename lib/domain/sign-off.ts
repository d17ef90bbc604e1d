/** Who signs a report, in this order: three different accounts that hold FINANCE. */
const SIGN_OFF_ROLES = ['preparer', 'reviewer', 'approver'] as const
export type SignOffRole = (typeof SIGN_OFF_ROLES)[number]
