/** ux-spec.md §6: four panes from 1180 px, icon rail and drawer from 720 px, one pane below. */
export const FOUR_PANES = '(min-width: 1180px)'
export const ONE_PANE = '(max-width: 719.98px)'
