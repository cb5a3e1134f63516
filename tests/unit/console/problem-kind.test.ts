import { expect, test } from 'vitest'
import { problemKind } from '../../../client/console/mail/problem-kind.ts'

test.each([
  ['unreachable', 'connect ECONNREFUSED 10.0.0.1:465'],
  ['unreachable', 'getaddrinfo ENOTFOUND smtp.office.example'],
  ['unreachable', 'Connection timeout'],
  ['unreachable', ''],
  ['sign-in', 'Invalid login: 535 5.7.8 Authentication failed'],
  ['later', 'Message failed: 450 4.2.0 Greylisted, come back in 550 seconds'],
  ['refused', "Can't send mail - all recipients were rejected: 550 5.1.1 No such user"],
])('%s: %s', (kind, words) => {
  expect(problemKind(words)).toBe(kind)
})
