// What modules loaded on first use share: their words and lists, each fetched once, their style, and buttons that do something.

/** `part` is more, dangers or places; throws when it cannot be had. */
export async function fetched (part, { words, kept }) {
  const address = `/page-texts/${encodeURIComponent(words.language)}/${part}.json`
  if (!kept[address]) {
    const response = await fetch(address, { credentials: 'omit' })
    if (!response.ok) throw new Error(response.statusText)
    kept[address] = await response.json()
  }
  return kept[address]
}

/** Brings the style of what is not on the page as it arrives. */
export function styled () {
  if (document.getElementById('late')) return
  const link = document.createElement('link')
  link.id = 'late'
  link.rel = 'stylesheet'
  link.href = new URL('./late.css', import.meta.url)
  document.head.append(link)
}

/** A button that calls `does` with itself. */
export function action (label, does) {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: label })
  made.onclick = () => does(made)
  return made
}
