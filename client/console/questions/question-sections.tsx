import { Route, Switch } from 'wouter'
import { GuideTextPage } from './guide-text-page.tsx'
import { QuestionPage } from './question-page.tsx'
import { QuestionsPage } from './questions-page.tsx'
import { ReliabilityPage } from './reliability-page.tsx'

/** The pages of the question log, loaded by whoever opens one. */
export function QuestionSections() {
  return (
    <Switch>
      <Route path="/questions/reliability">
        <ReliabilityPage />
      </Route>
      <Route path="/questions/:id/texts/:revision">
        {({ id, revision }) => <GuideTextPage key={revision} id={id} revision={revision} />}
      </Route>
      <Route path="/questions/:id">{({ id }) => <QuestionPage key={id} id={id} />}</Route>
      <Route>
        <QuestionsPage />
      </Route>
    </Switch>
  )
}
