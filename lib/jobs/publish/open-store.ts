import { isAbsolute } from 'node:path'
import type { Env } from '../../env/env'
import { folderStore } from './folder-store'
import { s3Store } from './s3-store'
import type { Store } from './store'

type Settings = Pick<Env, 'SECOND_PLACE' | 'SECOND_PLACE_KEY_ID' | 'SECOND_PLACE_SECRET' | 'SECOND_PLACE_REGION'>

/** Undefined without a setting: then there is no second place. */
export function openStore(settings: Settings): Store | undefined {
  const { SECOND_PLACE: to, SECOND_PLACE_KEY_ID: keyId, SECOND_PLACE_SECRET: secret } = settings
  if (!to) return undefined
  if (isAbsolute(to)) return folderStore(to)
  if (!keyId || !secret) throw new Error('A second place behind a URL needs a key id and a secret.')
  return s3Store({ url: to, keyId, secret, region: settings.SECOND_PLACE_REGION })
}
