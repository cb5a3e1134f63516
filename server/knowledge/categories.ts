import known from './data/categories.json' with { type: 'json' }

/** What guides and tickets can be about, in the order in which it is offered. */
export const categories: readonly string[] = known
