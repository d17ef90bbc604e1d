import { type AbiFunction, isAddress } from 'viem'
import { leavesOf, writesOf } from '../../lib/domain/call-meaning'
import { type Json, objectOf } from '../../lib/domain/safe-batch-file'
import { SCHEMA, signatureOf } from './build'

/** Parameters a format of ERC-7730 v1 takes, those it must have first, and the ABI types it is for. */
const FORMATS: Record<string, { must: string[]; may: string[]; types: RegExp }> = {
  raw: { must: [], may: [], types: /./ },
  amount: { must: [], may: [], types: /^uint/ },
  tokenAmount: {
    must: [],
    may: ['token', 'tokenPath', 'nativeCurrencyAddress', 'threshold', 'message'],
    types: /^uint/,
  },
  date: { must: ['encoding'], may: [], types: /^uint/ },
  duration: { must: [], may: [], types: /^uint/ },
  unit: { must: ['base'], may: ['decimals', 'prefix'], types: /^uint/ },
  enum: { must: ['$ref'], may: [], types: /^uint/ },
  addressName: { must: [], may: ['types', 'sources', 'senderAddress'], types: /^address$/ },
  calldata: { must: [], may: ['callee', 'calleePath', 'selector'], types: /^bytes$/ },
}
const ADDRESS_TYPES = ['wallet', 'eoa', 'contract', 'token', 'collection']
/** Characters that a small screen shows without scrolling. */
const MOST_INTENT = 30
const MOST_LABEL = 22

/**
 * Everything that is wrong with a descriptor, as sentences; nothing when it is right. Held against version 1 of ERC-7730 (its JSON schema,
 * which allows more than it says for `params`) and the ABI it describes: every function that changes something is there, every path
 * exists, every argument is shown or excluded, and every format fits its type.
 */
export function problemsOf(json: Json, abi: readonly { type: string }[]): string[] {
  const problems: string[] = []
  const file = objectOf(json)
  const [context, metadata, display] = [file?.context, file?.metadata, file?.display].map((one) => objectOf(one))
  if (!file || !context || !metadata || !display) return ['One of context, metadata and display is missing.']
  keys(problems, 'the file', file, ['$schema', 'context', 'metadata', 'display'])
  if (file.$schema !== SCHEMA) problems.push('The schema is not that of version 1.')
  keys(problems, 'display', display, ['formats'])
  keys(problems, 'metadata', metadata, ['owner'], ['constants', 'enums', 'info', 'token'])
  if (typeof metadata.owner !== 'string' || metadata.owner === '') problems.push('metadata.owner is no name.')
  problems.push(...placeProblems(context))
  const formats = objectOf(display.formats)
  if (!formats) return [...problems, 'display.formats is missing.']
  const methods = writesOf(abi)
  const known = new Map(methods.map((method) => [signatureOf(method), method]))
  for (const signature of known.keys()) if (!(signature in formats)) problems.push(`${signature} is not described.`)
  for (const [signature, format] of Object.entries(formats)) {
    const method = known.get(signature)
    if (!method) problems.push(`There is no function ${signature}.`)
    else problems.push(...formatProblems(format, method, file))
  }
  return problems
}

function keys(problems: string[], where: string, object: { [key: string]: Json }, must: string[], may: string[] = []) {
  for (const key of must) if (!(key in object)) problems.push(`${where} has no ${key}.`)
  for (const key of Object.keys(object)) {
    if (!must.includes(key) && !may.includes(key))
      problems.push(`${where} has ${key}, which the specification does not know.`)
  }
}

function placeProblems(context: { [key: string]: Json }): string[] {
  const problems: string[] = []
  const contract = objectOf(context.contract)
  keys(problems, 'context', context, ['contract'], ['$id'])
  if (!contract) return problems
  keys(problems, 'context.contract', contract, ['deployments', 'abi'], ['addressMatcher', 'factory'])
  if (!Array.isArray(contract.abi) || contract.abi.length === 0) problems.push('context.contract.abi lists nothing.')
  if (!Array.isArray(contract.deployments)) return [...problems, 'context.contract.deployments is no list.']
  for (const place of contract.deployments) {
    const { chainId, address } = objectOf(place) ?? {}
    if (!Number.isSafeInteger(chainId)) problems.push(`A deployment has the chain id ${String(chainId)}.`)
    if (typeof address !== 'string' || !isAddress(address))
      problems.push(`A deployment has the address ${String(address)}.`)
  }
  return problems
}

function formatProblems(json: Json, method: AbiFunction, file: { [key: string]: Json }): string[] {
  const problems: string[] = []
  const format = objectOf(json)
  if (!format) return [`${method.name} is no format.`]
  keys(problems, method.name, format, ['intent', 'fields', 'required'], ['$id', 'excluded', 'screens'])
  const { intent } = format
  if (typeof intent !== 'string' || intent === '' || intent.length > MOST_INTENT) {
    problems.push(`${method.name}: the intent “${String(intent)}” is empty or longer than ${MOST_INTENT}.`)
  }
  const types = new Map(leavesOf(method).map(({ path, type }) => [path, type]))
  const fields = (Array.isArray(format.fields) ? format.fields : []).map((one) => objectOf(one) ?? {})
  const shown = fields.map(({ path }) => String(path))
  const excluded = list(format.excluded)
  for (const field of fields) problems.push(...fieldProblems(field, method.name, types, file))
  for (const path of types.keys()) {
    if (!shown.includes(path) && !excluded.includes(path))
      problems.push(`${method.name}: ${path} is neither shown nor excluded.`)
    if (shown.includes(path) && excluded.includes(path)) problems.push(`${method.name}: ${path} is shown and excluded.`)
  }
  for (const path of [...list(format.required), ...excluded]) {
    if (!types.has(path)) problems.push(`${method.name}: there is no ${path}.`)
  }
  for (const path of list(format.required)) {
    if (!shown.includes(path)) problems.push(`${method.name}: ${path} is required and not shown.`)
  }
  if (new Set(shown).size !== shown.length) problems.push(`${method.name}: a path is shown twice.`)
  return problems
}

const list = (json: Json): string[] => (Array.isArray(json) ? json.map(String) : [])

function fieldProblems(
  field: { [key: string]: Json },
  name: string,
  types: ReadonlyMap<string, string>,
  file: { [key: string]: Json },
): string[] {
  const { path, label, format, params } = field
  const where = `${name}, ${String(path)}`
  const problems: string[] = []
  keys(problems, where, field, ['path', 'label', 'format'], ['params', '$id'])
  const type = types.get(String(path))
  if (type === undefined) problems.push(`${name}: there is no ${String(path)}.`)
  if (typeof label !== 'string' || label === '' || label.length > MOST_LABEL) {
    problems.push(`${where}: the label is empty or longer than ${MOST_LABEL}.`)
  }
  const known = typeof format === 'string' ? FORMATS[format] : undefined
  if (!known) return [...problems, `${where}: there is no format ${String(format)}.`]
  if (type !== undefined && !known.types.test(type))
    problems.push(`${where}: ${type} is not shown as ${String(format)}.`)
  const given = objectOf(params) ?? {}
  keys(problems, `${where}, params`, given, known.must, known.may)
  return [...problems, ...paramProblems(String(format), given, where, types, file)]
}

function paramProblems(
  format: string,
  params: { [key: string]: Json },
  where: string,
  types: ReadonlyMap<string, string>,
  file: { [key: string]: Json },
): string[] {
  const problems: string[] = []
  const say = (isRight: boolean, what: string) => {
    if (!isRight) problems.push(`${where}: ${what}`)
  }
  const isAddressPath = (path: Json) => path === '@.to' || path === '@.from' || types.get(String(path)) === 'address'
  const one = (a: string, b: string) => a in params !== b in params
  switch (format) {
    case 'date':
      say(['timestamp', 'blockheight'].includes(String(params.encoding)), 'the encoding of the date is unknown.')
      break
    case 'unit':
      say(typeof params.base === 'string' && params.base !== '', 'the unit has no symbol.')
      say(params.decimals === undefined || Number.isInteger(params.decimals), 'the decimals are no whole number.')
      break
    case 'enum': {
      const members = objectOf(resolve(file, params.$ref))
      say(
        members !== null && Object.keys(members).every((key) => /^\d+$/.test(key)),
        `${String(params.$ref)} is no enum.`,
      )
      break
    }
    case 'tokenAmount':
      say(one('token', 'tokenPath'), 'either token or tokenPath.')
      if ('tokenPath' in params) say(isAddressPath(params.tokenPath), 'tokenPath leads to no address.')
      if ('token' in params) say(isAddress(String(resolve(file, params.token))), 'token is no address.')
      break
    case 'calldata':
      say(one('callee', 'calleePath'), 'either callee or calleePath.')
      if ('calleePath' in params) say(isAddressPath(params.calleePath), 'calleePath leads to no address.')
      break
    case 'addressName':
      say(
        list(params.types).every((type) => ADDRESS_TYPES.includes(type)),
        'a type of address is unknown.',
      )
  }
  return problems
}

/** `$.metadata.enums.role` → its value; anything else stands for itself. */
function resolve(file: { [key: string]: Json }, path: Json): Json {
  if (typeof path !== 'string' || !path.startsWith('$.')) return path
  return path
    .slice(2)
    .split('.')
    .reduce<Json>((json, key) => objectOf(json)?.[key], file)
}
