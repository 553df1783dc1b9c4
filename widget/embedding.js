// For pages that frame us: what they wish is taken over, and they are told when to close, what is unread, and when to go.

// Read once, and gone from the address: it stays in no history, reload or copied link.
const given = new URLSearchParams(location.hash.slice(1))
if (location.hash) history.replaceState(null, '', location.pathname + location.search)

let host = null

/** Takes over what the page that frames us wishes, and tells it by `page.tell` from now on; throws where a topic cannot be had. */
export async function use (page) {
  const { language, topic, theme, accent } = readEmbedding(page.words)
  page.tell = tellHost
  dress(theme, accent)
  if (page.hasBegun()) return // the visitor's own choices count for more
  if (language && language !== page.words.language) {
    const languages = await import('./languages.js')
    await languages.use(page, language)
  }
  if (topic) {
    const { words: { language } } = page
    const answer = await page.request('GET', `topics/${topic}?language=${language}`, { language })
    page.show(page.drawn([{ ...answer, id: null }])) // of no conversation: nobody can vote on it
  }
}

/** {language, topic, theme, accent}, each null where it was not given or is not right; `words` = {languages, hosts}. */
export function readEmbedding (words) {
  host = hostOrigin(words.hosts)
  if (host && given.get('embedded')) {
    addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) tellHost('size', 0) // closes the launcher
    })
  }
  const right = (name, isRight) => [given.get(name)].find(text => text && isRight(text)) || null
  return {
    language: right('language', tag => Object.keys(words.languages).includes(tag)),
    topic: right('topic', id => /^[a-z][a-z0-9_]{1,63}$/.test(id)),
    theme: right('theme', name => /^(light|dark)$/.test(name)),
    accent: right('accent', colour => /^#[\da-f]{6}$/i.test(colour) && isDark(colour))
  }
}

/** Tells the page that frames us 'size' (0: close the launcher), 'unread' (how many more) or 'exit'; nothing else leaves the frame. */
export function tellHost (kind, value) {
  if (!host || !['size', 'unread', 'exit'].includes(kind)) return
  parent.postMessage({ type: 'shirube', [kind]: kind === 'exit' || Math.round(value) || 0 }, host)
}

function hostOrigin (hosts) {
  if (parent === window) return null
  // Hidden ("null") where the frame hides the host's address from us, as the launcher's does; missing in some browsers.
  const [told] = location.ancestorOrigins || []
  const origin = told && told !== 'null' ? told : given.get('host')
  return [location.origin, ...hosts].includes(origin) ? origin : null
}

/** Whether white letters can be read on a colour, by WCAG's formula. */
function isDark (colour) {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
}

function dress (theme, accent) {
  const { style } = document.documentElement
  if (accent) {
    style.setProperty('--press', accent)
    style.setProperty('--on-press', '#fff')
  }
  if (!theme) return
  style.colorScheme = theme
  for (const { cssRules } of document.styleSheets) {
    for (const { media } of cssRules) {
      if (media && media.mediaText.includes('color-scheme')) media.mediaText = theme === 'dark' ? 'all' : 'not all'
    }
  }
}
