import type { Actor, Context, Scope, StaffActor } from '../platform/context.ts'
import type { Role } from '../platform/db/tables.ts'
import { Problem } from '../platform/problem.ts'
import type { User } from './store.ts'

/** What each role may do inside its scope. Domains ask `may`, never for a role's name. */
export type Ability =
  | 'read-tickets'
  | 'answer-tickets'
  | 'save-views'
  | 'save-office-views'
  | 'save-network-views'
  | 'read-offices'
  | 'read-content-problems'
  | 'read-questions'
  | 'read-learning'
  | 'decide-learning'
  | 'write-network-macros'
  | 'manage-time'
  | 'manage-outgoing'
  | 'read-satisfaction'
  | 'manage-assignment'

const ABILITIES: Record<Role, readonly Ability[]> = {
  advisor: ['read-tickets', 'answer-tickets', 'save-views', 'read-offices'],
  editor: [
    'read-offices',
    'read-content-problems',
    'read-questions',
    'read-learning',
    'decide-learning',
  ],
  'office-admin': [
    'read-tickets',
    'answer-tickets',
    'save-views',
    'save-office-views',
    'manage-time',
    'manage-outgoing',
    'read-satisfaction',
    'manage-assignment',
    'read-offices',
    'read-content-problems',
    'read-questions',
    'read-learning',
    'decide-learning',
  ],
  'programme-manager': [
    'read-tickets',
    'save-views',
    'save-network-views',
    'read-offices',
    'read-questions',
    'read-learning',
    'write-network-macros',
    'read-satisfaction',
  ],
  auditor: ['read-tickets', 'read-offices', 'read-questions', 'read-learning', 'read-satisfaction'],
  admin: [
    'read-tickets',
    'answer-tickets',
    'save-views',
    'save-network-views',
    'manage-time',
    'manage-outgoing',
    'read-satisfaction',
    'manage-assignment',
    'read-offices',
    'read-content-problems',
    'read-questions',
    'read-learning',
    'decide-learning',
    'write-network-macros',
  ],
}

export function can(actor: Actor, ability: Ability): boolean {
  return actor.kind === 'staff' && ABILITIES[actor.role].includes(ability)
}

/**
 * The member of staff who asks.
 * @throws sign-in-required (401) for anyone else; not-allowed (403) without the ability
 */
export function requireStaff(ctx: Context, ability?: Ability): StaffActor {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw new Problem('sign-in-required', 401)
  if (ability && !can(actor, ability)) throw new Problem('not-allowed', 403)
  return actor
}

/** A user's scope follows from its row: an office, else a region, else the network. */
export function actorOf(
  user: Pick<User, 'id' | 'name' | 'role' | 'office_id' | 'nuts2'>,
): StaffActor {
  return {
    kind: 'staff',
    userId: user.id,
    name: user.name,
    role: user.role,
    scope: scopeOf(user),
  }
}

function scopeOf({ office_id, nuts2 }: Pick<User, 'office_id' | 'nuts2'>): Scope {
  if (office_id) return { kind: 'office', officeId: office_id }
  if (nuts2) return { kind: 'region', nuts2 }
  return { kind: 'network' }
}

/** Whether data of an office, or of an office in a region, lies in the actor's scope. */
export function isInScope(scope: Scope, office: { id: string; nuts2: string | null }): boolean {
  switch (scope.kind) {
    case 'office':
      return scope.officeId === office.id
    case 'region':
      return scope.nuts2 === office.nuts2
    case 'network':
      return true
  }
}
