import { DEPLOYMENTS } from '../../contracts-abi'
import { MULTI_SENDS } from '../../lib/domain/safe-hash'
import { offline as words } from '../../lib/messages/en/offline'
import { type FieldName, readInput, type Typed } from './input'
import { type Row, reportOf, type Section } from './report'

const FIELDS = ['text', 'target', 'chain', 'account', 'nonce', 'multiSend'] as const satisfies readonly FieldName[]

function find<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id)
  if (!element) throw new Error(`no ${id}`)
  return element as T
}
const field = (name: FieldName) => find<HTMLInputElement | HTMLTextAreaElement>(name)

function element(tag: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  if (className) made.className = className
  return made
}

function rowOf({ name, value, isCode }: Row): HTMLElement {
  const row = document.createElement('div')
  row.append(element('dt', name), element('dd', value, isCode ? 'code' : ''))
  return row
}

function sectionOf({ title, warnings, rows }: Section, i: number): HTMLElement {
  const section = document.createElement('section')
  const heading = element('h2', title)
  heading.id = `result-${i}`
  section.setAttribute('aria-labelledby', heading.id)
  const list = document.createElement('dl')
  list.append(...rows.map(rowOf))
  section.append(heading, ...warnings.map((text) => element('p', text, 'warning')), list)
  return section
}

/** What was typed, read and shown; every field says what is wrong with it. */
function show(): void {
  const typed = Object.fromEntries(FIELDS.map((name) => [name, field(name).value])) as Typed
  const input = readInput(typed)
  for (const name of FIELDS) {
    const fault = input.faults[name]
    find(`${name}-fault`).textContent = fault ?? ''
    if (fault) field(name).setAttribute('aria-invalid', 'true')
    else field(name).removeAttribute('aria-invalid')
  }
  find('result').replaceChildren(...reportOf(input).map(sectionOf))
  find('say').textContent = input.calls.length > 0 ? words.read(input.calls.length) : words.waiting
}

const known = Object.keys(DEPLOYMENTS)
find('chain-hint').textContent = words.chains(known)
field('chain').value = known[0] ?? ''
field('multiSend').value = MULTI_SENDS['1.4.1']
for (const name of FIELDS) field(name).addEventListener('input', show)
find<HTMLInputElement>('file').addEventListener('change', async (event) => {
  const [file] = (event.currentTarget as HTMLInputElement).files ?? []
  if (!file) return
  field('text').value = await file.text()
  show()
})
show()
