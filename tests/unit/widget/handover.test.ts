import { describe, expect, test } from 'vitest'
import { checkForm } from '../../../client/widget/tickets/handover.ts'

const form = {
  question: '',
  name: 'Manuel Ortega',
  email: 'manuel@ortega.es',
  company: 'Reformas Ortega',
  sector: 'F',
  postcode: '18007',
  guess: '',
}
const t = (key: string) => key

describe('hand-over form', () => {
  test('five fields and a conversation are enough', () => {
    expect(checkForm(t, form, true)).toEqual({})
  })

  test('without a conversation the question is asked for as well', () => {
    expect(Object.keys(checkForm(t, form, false))).toEqual(['question'])
  })

  test('each missing field is named', () => {
    const empty = { ...form, name: ' ', email: '', company: '', sector: '', postcode: '' }
    expect(Object.keys(checkForm(t, empty, true))).toEqual([
      'name',
      'email',
      'company',
      'sector',
      'postcode',
    ])
  })

  test.each(['manuel@ortega', 'manuel ortega.es', 'a@b@c.es', 'a@b..es', '<a@b.es>'])(
    'the address %s is refused',
    (email) => {
      expect(checkForm(t, { ...form, email }, true).email).toBe('widget.handover.email-format')
    },
  )
})
