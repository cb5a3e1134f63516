import { type Frame, href } from './frame.ts'

type Step = { name: string; path: string }

/** The way from the start to this page; the last name is the page itself. */
export function Breadcrumb({ frame, steps, here }: { frame: Frame; steps: Step[]; here: string }) {
  return (
    <nav class="breadcrumb" aria-label={frame.t('help.nav.breadcrumb')}>
      <ol>
        {steps.map(({ name, path }) => (
          <li key={path}>
            <a href={href(frame, path)}>{name}</a>
          </li>
        ))}
        <li>
          <span aria-current="page">{here}</span>
        </li>
      </ol>
    </nav>
  )
}
