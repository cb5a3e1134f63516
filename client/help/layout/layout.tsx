import type { ComponentChildren } from 'preact'
import { Document } from './document.tsx'
import { Footer } from './footer.tsx'
import type { Frame, Head } from './frame.ts'
import { Header, type Section } from './header.tsx'

type Props = {
  frame: Frame
  head: Head
  /** Which entry of the navigation this page belongs to. */
  section?: Section
  /** Pages that have a search of their own leave the one in the header out. */
  hasOwnSearch?: boolean
  children: ComponentChildren
}

/** A page with the header and footer that all pages of the help centre share. */
export function Layout({ frame, head, section, hasOwnSearch = false, children }: Props) {
  return (
    <Document frame={frame} head={head}>
      <a class="skip" href="#p-main">
        {frame.t('help.nav.skip')}
      </a>
      <Header frame={frame} section={section} hasSearch={!hasOwnSearch} />
      <main id="p-main" tabindex={-1}>
        {children}
      </main>
      <Footer frame={frame} />
    </Document>
  )
}
