import type { ComponentChildren } from 'preact'
import type { WidgetConfig } from '../../../server/contract/offices.ts'
import type { Frame } from '../layout/frame.ts'

/** Built files of the chat. */
export type ChatFiles = { script: string; preload: string[] }

type Props = {
  frame: Frame
  config: WidgetConfig
  files: ChatFiles
  /** A visitor's token: the chat is then that of one ticket. */
  token?: string
  class?: string
  /** What stands here until the chat has loaded, or for good without scripts. */
  children?: ComponentChildren
}

/** Where the chat fills itself in (`client/widget/page.tsx`). */
export function ChatPlace({ frame, config, files, token, children, class: className }: Props) {
  const { nonce } = frame
  return (
    <>
      {/* Before what people wrote: a `<base>` there would mislead the browser's reading ahead. */}
      {files.preload.map((file) => (
        <link key={file} rel="modulepreload" nonce={nonce} href={file} />
      ))}
      <script type="module" nonce={nonce} src={files.script} />
      <div
        id="chat"
        class={className}
        data-office={config.office?.slug ?? ''}
        data-lang={frame.lang}
        data-config={JSON.stringify(config)}
        data-token={token}
      >
        {children}
      </div>
    </>
  )
}
