/** "Ana" for Ana Belén Ruiz: where there is room for one word. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/, 1)[0] ?? name
}

/** "AB" for Ana Belén Ruiz; words that are not letters do not count. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const [first = '', second = ''] = words
  return (first.charAt(0) + second.charAt(0)).toLocaleUpperCase()
}
