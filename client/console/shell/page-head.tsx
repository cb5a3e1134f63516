import { MenuButton } from './menu-button.tsx'

/** The title of a page beside the inbox; on a phone with the way to the navigation. */
export function PageHead({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <div className="page-head">
      <MenuButton />
      <h1>{title}</h1>
      {children}
    </div>
  )
}
