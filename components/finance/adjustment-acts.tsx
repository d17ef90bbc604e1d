'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { decideAdjustment, reverseAdjustment } from '@/lib/actions/adjustments'
import { adjustments as words } from '@/messages/adjustments'

type BoxProps = {
  act: string
  title: string
  label: string
  hint?: string
  refusal: string | null
  children: ReactNode
  footer: (text: string, close: () => void) => ReactNode
  onSubmit: (text: string, close: () => void) => void
}

/** A button and a box with one line of words. */
function WordsBox({ act, title, label, hint, refusal, children, footer, onSubmit }: BoxProps) {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const close = () => setOpen(false)
  return (
    <>
      <Button size="table" onClick={() => setOpen(true)} aria-label={title}>
        {act}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={close}
        onSubmit={() => onSubmit(text.trim(), close)}
        title={title}
        footer={
          <>
            {footer(text.trim(), close)}
            <Button kind="ghost" onClick={close}>
              {words.cancel}
            </Button>
          </>
        }
      >
        {children}
        <TextArea
          label={label}
          hint={hint}
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {refusal && (
          <Note tone="danger" announce className="mt-3">
            {refusal}
          </Note>
        )}
      </AlertBox>
    </>
  )
}

/** Approves or rejects what another account has entered. */
export function AnswerAdjustment({ id, memo }: { id: string; memo: string }) {
  const { run, refusal, isBusy } = useAct()
  const pending = isBusy ? words.deciding : null
  const decide = (decision: 'approved' | 'rejected', reason: string, close: () => void) =>
    reason !== '' && run(() => decideAdjustment(id, decision, reason), close)
  return (
    <WordsBox
      act={words.answer}
      title={words.answerTitle(memo)}
      label={words.reason}
      hint={words.reasonHint}
      refusal={refusal}
      onSubmit={(text, close) => decide('approved', text, close)}
      footer={(text, close) => (
        <>
          <Button kind="primary" type="submit" disabled={text === ''} pending={pending}>
            {words.approve}
          </Button>
          <Button disabled={text === ''} pending={pending} onClick={() => decide('rejected', text, close)}>
            {words.reject}
          </Button>
        </>
      )}
    >
      <Effects stops={words.approveStops} goesOn={words.approveGoesOn} />
    </WordsBox>
  )
}

/** Enters the opposite of what is in the books. */
export function ReverseAdjustment({ id, memo }: { id: string; memo: string }) {
  const { run, refusal, isBusy } = useAct()
  return (
    <WordsBox
      act={words.reverse}
      title={words.reverseTitle(memo)}
      label={words.reverseWhy}
      refusal={refusal}
      onSubmit={(text, close) => text !== '' && run(() => reverseAdjustment(id, text), close)}
      footer={(text) => (
        <Button kind="primary" type="submit" disabled={text === ''} pending={isBusy ? words.deciding : null}>
          {words.reverse}
        </Button>
      )}
    >
      <p className="mt-2 mb-3 text-table text-ink-2">{words.reverseSay}</p>
    </WordsBox>
  )
}
