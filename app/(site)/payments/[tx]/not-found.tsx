import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/section'
import { payments } from '@/messages/payments'

export default function NotATransaction() {
  return (
    <>
      <PageHead title={payments.badHashTitle} lead={payments.badHash} />
      <div className="mt-5 border-t border-ink pt-4">
        <ButtonLink href="/account">{payments.toAccount}</ButtonLink>
      </div>
    </>
  )
}
