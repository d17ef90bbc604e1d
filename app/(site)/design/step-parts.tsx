import { Section } from '@/components/ui/section'
import { Stepper, type StepState } from '@/components/ui/stepper'
import { Part } from './part'

function steps(names: string[], states: StepState[]) {
  return names.map((label, index) => ({ id: `${index}`, label, state: states[index] ?? 'next' }))
}

export function StepParts() {
  return (
    <Section title="A transaction and how it can end">
      <Part name="Pending">
        <Stepper
          label="Pending"
          steps={steps(['Simulated', 'Signed', 'Sent, 0x3fa7…52c1', 'Confirmed', 'Indexed'], ['done', 'done', 'now'])}
        />
      </Part>
      <Part name="Done">
        <Stepper
          label="Done"
          steps={steps(
            ['Simulated', 'Signed', 'Sent', 'Confirmed', 'Indexed'],
            ['done', 'done', 'done', 'done', 'done'],
          )}
        />
      </Part>
      <Part name="Reverted">
        <Stepper
          label="Reverted"
          steps={steps(
            ['Simulated', 'Signed', 'Sent', 'Reverted', 'Indexed'],
            ['done', 'done', 'done', 'failed', 'gone'],
          )}
        >
          The price moved past your limit: 1,911.02 CXPT against 1,908.85. Nothing was paid except 0.000019 ETH of gas.
        </Stepper>
      </Part>
      <Part name="Declined">
        <Stepper
          label="Declined"
          steps={steps(['Simulated', 'Declined', 'Send', 'Confirmed', 'Indexed'], ['done', 'declined'])}
        >
          You declined in your wallet. Nothing was sent.
        </Stepper>
      </Part>
      <Part name="Safe">
        <Stepper
          label="Safe"
          steps={steps(['Proposed', '2 of 4 signed', 'Waits 2 days', 'Executed', 'Indexed'], ['done', 'now'])}
        />
      </Part>
    </Section>
  )
}
