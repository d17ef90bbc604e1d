import { SIGN_OFF_ROLES, type SignOffRole } from './sign-off'

/** `signing`: up to three signatures are missing; `signed`: all are there, nothing is anchored; `returned`: sent back to the preparer. */
export type VersionState = 'signing' | 'signed' | 'final' | 'returned'

export type VersionFacts = {
  version: number
  isReturned: boolean
  isAnchored: boolean
  signatures: readonly { role: SignOffRole }[]
}

export function versionState({ isReturned, isAnchored, signatures }: VersionFacts): VersionState {
  if (isReturned) return 'returned'
  if (!SIGN_OFF_ROLES.every((role) => signatures.some((one) => one.role === role))) return 'signing'
  return isAnchored ? 'final' : 'signed'
}

/** How far people have come with a month: what time alone does not do. */
export type CloseProgress = { isReviewed: boolean; isFinal: boolean }

/** Of all versions of one month. A restatement under way takes nothing from the report that it will replace. */
export function closeProgress(versions: readonly VersionFacts[]): CloseProgress {
  const isFinal = versions.some((one) => versionState(one) === 'final')
  const isReviewed = versions.some((one) => !one.isReturned && one.signatures.some(({ role }) => role === 'reviewer'))
  return { isReviewed: isReviewed || isFinal, isFinal }
}
