import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout } from '@tabler/icons-react'
import { LANGS, type Lang } from '../../shared/i18n.ts'
import { useMe, useSignOut, useTellLang } from '../accounts/session.ts'
import { useProblemNotice } from '../platform/problem-notice.ts'
import { useTexts } from '../platform/texts.tsx'
import { OwnMark, OwnStatus } from '../staff/own-status.tsx'
import { Avatar } from '../tickets/avatar.tsx'
import { helpIsOpen } from './help.tsx'

const SCHEMES = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]

/** Who is signed in, with language, appearance, keys, and the way out. */
export function AccountMenu({ isRail }: { isRail: boolean }) {
  const { t } = useTexts()
  const me = useMe()
  return (
    <Menu position="top-start" width={240} shadow="md">
      <Menu.Target>
        <button type="button" className="account-button">
          <Avatar name={me.name} isMine />
          <span className="visually-hidden">{t('console.account.label')}</span>
          <span className={isRail ? 'visually-hidden' : 'account-name'}>
            <span className="clip">{me.name}</span>{' '}
            <span className="clip muted small">{t(`console.role.${me.role}`)}</span>
          </span>
          <OwnMark />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <OwnStatus />
        <LangChoice />
        <Menu.Divider />
        <SchemeChoice />
        <Menu.Divider />
        <AccountActions />
      </Menu.Dropdown>
    </Menu>
  )
}

function LangChoice() {
  const { t, lang, setLang } = useTexts()
  const tellLang = useTellLang()
  const tellProblem = useProblemNotice()
  const choose = (chosen: Lang) => {
    setLang(chosen)
    void tellLang(chosen).catch(tellProblem)
  }
  return (
    <Menu.RadioGroup value={lang} onChange={(chosen) => choose(chosen as Lang)}>
      <Menu.Label>{t('console.account.language')}</Menu.Label>
      {LANGS.map((choice) => (
        <Menu.RadioItem key={choice} value={choice} lang={choice} closeMenuOnClick>
          {t(`console.language.${choice}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function SchemeChoice() {
  const { t } = useTexts()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu.RadioGroup
      value={colorScheme}
      onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}
    >
      <Menu.Label>{t('console.account.appearance')}</Menu.Label>
      {SCHEMES.map((choice) => (
        <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
          {t(`console.appearance.${choice}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function AccountActions() {
  const { t } = useTexts()
  const signOut = useSignOut()
  const tellProblem = useProblemNotice()
  return (
    <>
      <Menu.Item
        leftSection={<IconKeyboard size={18} aria-hidden="true" />}
        onClick={() => helpIsOpen.set(true)}
      >
        {t('console.account.keys')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLogout size={18} aria-hidden="true" />}
        onClick={() => void signOut().catch(tellProblem)}
      >
        {t('console.account.sign-out')}
      </Menu.Item>
    </>
  )
}
