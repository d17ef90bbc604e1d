'use client'

import { FolderOpen, X } from 'lucide-react'
import { type DragEvent, type FormEvent, type InputHTMLAttributes, useEffect, useRef, useState } from 'react'
import { grouped } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { sayError } from '@/lib/errors/say'
import { Refused } from '@/lib/reports/verify/files'
import type { Verified } from '@/lib/verify/verify'
import { verifyPage as words } from '@/messages/verify-page'
import { nodeUrl } from './node-url'
import { Outcome } from './outcome'
import { type Chosen, droppedFiles, readChosen } from './report-files'

type State =
  | { step: 'idle' }
  | { step: 'running'; say: string; done: number | null }
  | { step: 'refused'; say: string }
  | { step: 'done'; verified: Verified }

type Props = {
  /** The node that this site reads, to begin with. */
  node: string
  /** Month and root of the printed report that led here. */
  asked: { month: string; root: string } | null
}

/** Files and a node in, a result for each sheet out; everything happens here. */
export function Verifier({ node, asked }: Props) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [first, setFirst] = useState(node)
  const [second, setSecond] = useState('')
  const [state, setState] = useState<State>({ step: 'idle' })
  const running = useRef<AbortController | null>(null)
  const isReady = useOwnDocument()

  async function choose(files: Promise<readonly File[]> | readonly File[]) {
    setState({ step: 'idle' })
    // What was chosen before must not be checked in the place of what is being read.
    setChosen(null)
    try {
      setChosen(await readChosen(await files))
    } catch (error) {
      setState({ step: 'refused', say: sayOf(error) })
    }
  }
  const problems = { first: urlProblem(first), second: second.trim() === '' ? undefined : urlProblem(second) }

  async function run(event: FormEvent) {
    event.preventDefault()
    if (!chosen || problems.first || problems.second) return
    const stop = new AbortController()
    running.current = stop
    setState({ step: 'running', say: words.checking, done: null })
    try {
      const { check } = await import('./check')
      const verified = await check({
        files: chosen.files,
        urls: second.trim() === '' ? [first.trim()] : [first.trim(), second.trim()],
        onFiles: () => setState({ step: 'running', say: words.comparing, done: null }),
        onBlock: (block, of) => {
          const say = words.reading(grouped(block), grouped(of))
          setState({ step: 'running', say, done: of === 0n ? 1 : Number((block * 1_000n) / of) / 1_000 })
        },
        signal: stop.signal,
      })
      setState({ step: 'done', verified })
    } catch (error) {
      setState({ step: 'refused', say: stop.signal.aborted ? words.stopped : sayOf(error) })
    }
  }
  const isRunning = state.step === 'running'
  return (
    <>
      <form onSubmit={run} className="mt-5 grid max-w-3xl gap-5">
        <Section title={words.choose} note={words.chooseNote}>
          <Chooser chosen={chosen} isHeld={isRunning || !isReady} onChoose={choose} />
        </Section>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={words.node}
            hint={words.nodeHint}
            error={problems.first}
            value={first}
            onChange={(event) => setFirst(event.target.value)}
          />
          <Field
            label={words.second}
            hint={words.secondHint}
            error={problems.second}
            value={second}
            onChange={(event) => setSecond(event.target.value)}
          />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="primary" disabled={!chosen || isRunning}>
            {state.step === 'done' || state.step === 'refused' ? words.again : words.check}
          </Button>
          {isRunning && (
            <Button icon={X} onClick={() => running.current?.abort()}>
              {words.stop}
            </Button>
          )}
        </div>
        {isRunning && (
          <div role="status" className="grid gap-1.5 text-table text-ink-2">
            <progress
              aria-label={words.progress}
              className="w-full accent-current"
              {...(state.done !== null && { value: state.done })}
            />
            <p>{state.say}</p>
          </div>
        )}
        {state.step === 'refused' && (
          <Note tone="danger" announce>
            {state.say}
          </Note>
        )}
      </form>
      {state.step === 'done' && <Outcome verified={state.verified} asked={asked} />}
    </>
  )
}

/** What was chosen; the same can be chosen again, mended. */
function takeFiles(input: HTMLInputElement): File[] {
  const files = [...(input.files ?? [])]
  input.value = ''
  return files
}

/** The attribute that every browser has and React’s types do not. */
const DIRECTORY = { webkitdirectory: '' } as InputHTMLAttributes<HTMLInputElement>

type ChooserProps = {
  chosen: Chosen | null
  isHeld: boolean
  onChoose: (files: Promise<readonly File[]> | readonly File[]) => void
}

function Chooser({ chosen, isHeld, onChoose }: ChooserProps) {
  const folder = useRef<HTMLInputElement>(null)
  const single = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    if (!isHeld) onChoose(droppedFiles(event.dataTransfer))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons inside are the first
    <div
      className="grid gap-3 rounded-control border border-dashed border-rule-strong p-4"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={FolderOpen} disabled={isHeld} onClick={() => folder.current?.click()}>
          {words.folder}
        </Button>
        <Button disabled={isHeld} onClick={() => single.current?.click()}>
          {words.files}
        </Button>
        <span className="text-caption text-ink-3">{words.drop}</span>
      </div>
      <input
        ref={folder}
        {...DIRECTORY}
        type="file"
        hidden
        onChange={(event) => onChoose(takeFiles(event.target))}
        data-testid="folder"
      />
      <input
        ref={single}
        type="file"
        hidden
        multiple
        onChange={(event) => onChoose(takeFiles(event.target))}
        data-testid="files"
      />
      {chosen && (
        <p role="status" className="num text-table">
          {words.chosen(chosen.count, sizeText(chosen.bytes))}
        </p>
      )}
    </div>
  )
}

/**
 * The policy that lets this page ask any node comes with its own document. Whoever came by a link inside the site has the document of
 * another page, and gets this one. False until it is known, and the page answers.
 */
function useOwnDocument(): boolean {
  const [isOwn, setOwn] = useState(false)
  // The document's address is outside React.
  useEffect(() => {
    const [navigation] = performance.getEntriesByType('navigation')
    if (navigation && new URL(navigation.name).pathname !== window.location.pathname) window.location.reload()
    else setOwn(true)
  }, [])
  return isOwn
}

const urlProblem = (text: string) => (nodeUrl(text) === null ? words.badUrl : undefined)

function sayOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  return `${words.failed} ${sayError(error).say}`
}

function sizeText(bytes: number): string {
  const megabytes = bytes / 1_048_576
  return megabytes < 0.1 ? `${(bytes / 1_024).toFixed(1)} KB` : `${megabytes.toFixed(1)} MB`
}
