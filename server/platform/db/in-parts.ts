/** Rows per statement, well under the limit of bound values on both engines. */
const ROWS = 500

/** Rows as statements can take them, in their order. */
export function* inParts<Row>(rows: Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS) yield rows.slice(from, from + ROWS)
}
