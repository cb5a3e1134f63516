import { useMutation } from '@tanstack/react-query'
import { createContext, type RefObject, useContext } from 'react'
import { announce } from '../platform/announcer.tsx'
import { fieldProblems } from '../platform/problem.tsx'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useFreshLearning } from './queries.ts'

/** The heading that takes the focus when what had it is gone. */
export const HeadingContext = createContext<RefObject<HTMLHeadingElement | null> | null>(null)

type Decision<Input> = {
  isBusy: boolean
  /** What is wrong with a field, by its name. */
  faults: Record<string, string>
  /** `done`: what is said of it then; `after`: what else happens. */
  decide(input: Input, done: string, after?: () => void): void
}

type Sent<Input> = { input: Input; done: string; after: (() => void) | undefined }

/** Sends a decision; what was decided leaves the list, and the focus goes to the list's heading. */
export function useDecision<Input>(send: (input: Input) => Promise<unknown>): Decision<Input> {
  const heading = useContext(HeadingContext)
  const fresh = useFreshLearning()
  const tellProblem = useProblemNotice()
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ input }: Sent<Input>) => send(input),
    async onSuccess(_reply, { done, after }) {
      announce(done)
      after?.()
      heading?.current?.focus()
      await fresh()
    },
    onError(problem) {
      if (Object.keys(fieldProblems(problem)).length > 0) return
      tellProblem(problem)
      void fresh()
    },
  })
  return {
    isBusy: isPending,
    faults: fieldProblems(error),
    decide(input, done, after) {
      if (!isPending) mutate({ input, done, after })
    },
  }
}
