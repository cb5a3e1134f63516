/** The part of JSON Schema that zod writes. */
export type Schema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: boolean | Schema
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}

const INDENT = '  '
/** What every whole number of a script fits into says nothing. */
const LARGEST = Number.MAX_SAFE_INTEGER

/** A schema as a person reads it: `{ text: string (1–4000), lang?: string }`. */
export function schemaText(schema: Schema, indent = ''): string {
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => schemaText(choice, indent)).join(' | ')
  if (schema.allOf) return schema.allOf.map((part) => schemaText(part, indent)).join(' & ')
  if (schema.items) return `${listOf(schema.items, indent)}${range(schema)}`
  if (schema.properties) return objectText(schema, schema.properties, indent)
  if (typeof schema.additionalProperties === 'object') {
    return `{ [key: string]: ${schemaText(schema.additionalProperties, indent)} }`
  }
  return plainText(schema)
}

function objectText(
  { required = [] }: Schema,
  properties: Record<string, Schema>,
  indent: string,
): string {
  const inner = indent + INDENT
  const lines = Object.entries(properties).map(([name, property]) => {
    const mark = required.includes(name) ? '' : '?'
    return `${inner}${name}${mark}: ${schemaText(property, inner)}`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

function listOf(items: Schema, indent: string): string {
  const text = schemaText(items, indent)
  return text.includes(' | ') ? `(${text})[]` : `${text}[]`
}

function plainText(schema: Schema): string {
  const { type = 'any', format } = schema
  const name = Array.isArray(type) ? type.join(' | ') : type
  return `${name}${format ? ` <${format}>` : ''}${range(schema)}`
}

/** "(1–4000)" of lengths, values or counts. */
function range(schema: Schema): string {
  const low = schema.minLength ?? schema.minimum ?? schema.minItems
  const high = schema.maxLength ?? schema.maximum ?? schema.maxItems
  const isLow = low !== undefined && low > -LARGEST
  const isHigh = high !== undefined && high < LARGEST
  if (isLow && isHigh) return ` (${low}–${high})`
  if (isHigh) return ` (≤ ${high})`
  return isLow ? ` (≥ ${low})` : ''
}
