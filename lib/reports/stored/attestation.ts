import canonicalize from 'canonicalize'
import { getAddress } from 'viem'
import type { ReportVersion } from '../../db/version-rows'

export const ATTESTATION_FORMAT = 'cxpt-attestation/1'

const isoOf = (time: Date) => time.toISOString().replace('.000Z', 'Z')

/** attestation.json of a version: who signed its manifest and where it is anchored. It lies beside the manifest, never in it. */
export function attestationOf(version: ReportVersion, reports: string, replaced: ReportVersion | null): string {
  const { chainId, month, manifestHash, dataRoot, signatures, anchor, reason } = version
  const text = canonicalize({
    format: ATTESTATION_FORMAT,
    chainId,
    month,
    version: version.version,
    manifestHash,
    dataRoot,
    contract: getAddress(reports),
    signatures: signatures.map(({ role, account, note, signature, signedAt }) => ({
      role,
      account: getAddress(account),
      note,
      signature,
      signedAt: isoOf(signedAt),
    })),
    anchor: anchor && {
      transaction: anchor.tx,
      block: anchor.block.toString(),
      time: isoOf(anchor.time),
      version: anchor.version,
      uri: anchor.uri,
    },
    supersedes: replaced && { manifestHash: replaced.manifestHash, version: replaced.version, reason },
  })
  if (text === undefined) throw new TypeError('the attestation cannot be written as JSON')
  return text
}
