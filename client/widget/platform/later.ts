const tries = new Map<string, number>()

/** Loads a part of the chat by its address; after a failure under another one (see `vite.config.ts`). */
export async function loadLater<Module>(address: string): Promise<Module> {
  const count = tries.get(address) ?? 0
  // The build names the path; the page's own origin is another than ours.
  const url = new URL(address, import.meta.url)
  if (count > 0) url.search = String(count)
  try {
    return await import(/* @vite-ignore */ url.href)
  } catch (error) {
    tries.set(address, count + 1)
    throw error
  }
}
