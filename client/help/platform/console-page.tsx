import { Document } from '../layout/document.tsx'
import type { Frame } from '../layout/frame.ts'

type Props = { frame: Frame; files: { script: string; styles: string[]; preload: string[] } }

/** The shell that the staff's console fills in; without scripts it says what it needs. */
export function ConsolePage({ frame, files }: Props) {
  const { t, nonce, publicUrl } = frame
  return (
    <Document frame={frame} head={{ title: t('help.console.title') }}>
      <div id="root" data-nonce={nonce} data-public-url={publicUrl}>
        <noscript>
          <p>{t('help.console.needs-script')}</p>
        </noscript>
      </div>
      {files.preload.map((file) => (
        <link key={file} rel="modulepreload" nonce={nonce} href={file} />
      ))}
      <script type="module" nonce={nonce} src={files.script} />
    </Document>
  )
}
