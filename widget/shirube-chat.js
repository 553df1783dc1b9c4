// The launcher for partners' pages: a button that opens the chat in a frame of our origin. Nothing is asked of us before.
// How it is used: docs/embedding.md. Why a frame: docs/decisions/0016. Pages of partners may be old: one plain script.

(() => {
  if (customElements.get('shirube-chat')) return // pasted twice

  // A module is never the "current script".
  const script = document.currentScript || document.querySelector('[src$="shirube-chat.js"]')
  const { origin } = new URL(script.src)
  const ATTRIBUTES = ['language', 'topic', 'theme', 'accent', 'label']

  // Whoever looks on learns nothing from them.
  const LABELS = {
    en: 'Ask for help',
    ja: '相談する',
    'ja-simple': 'そうだんする',
    ar: 'طلب المساعدة',
    fa: 'درخواست کمک',
    fr: 'Demander de l’aide',
    my: 'အကူအညီ'
  }

  // The reason for each, and for what is missing, stands in docs/decisions/0016.
  const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox'

  const PLACE = 'position:fixed;z-index:9999;inset-inline-end:'
  const BUTTON = PLACE + '1rem;bottom:1rem;min-height:3rem;padding:0 1.2rem;border:2px solid #fff;border-radius:2rem;' +
    'background:#0a5566;color:#fff;font:1rem system-ui'
  // Beside the edge, or as wide as a phone.
  const FRAME = PLACE + 'clamp(0px,100% - 26rem,1rem);bottom:5rem;width:25rem;height:40rem;max-width:100%;max-height:calc(100% - 5rem);' +
    'border:0;outline:1px solid;background:#fff'
  const SHEET = `button{${BUTTON}}iframe{${FRAME}}` +
    ':host([size=small]) iframe{width:20rem;height:30rem}:host([size=large]) iframe{width:36rem;height:60rem}' +
    '[aria-expanded=true]:after{content:" ✕"}'

  customElements.define('shirube-chat', class extends HTMLElement {
    static get observedAttributes () { return ATTRIBUTES }

    constructor () {
      super()
      const root = this.attachShadow({ mode: 'open' })
      let frame
      let label
      let isOpen = false
      let unread = 0

      if (root.adoptedStyleSheets) { // allowed under any Content-Security-Policy; an element with styles is not
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(SHEET)
        root.adoptedStyleSheets = [sheet]
      }

      const add = (name, look, properties) => {
        const made = Object.assign(document.createElement(name), properties)
        if (!root.adoptedStyleSheets) made.style.cssText = look
        return root.appendChild(made)
      }

      const button = add('button', BUTTON, {
        part: 'button',
        onclick: () => show(!isOpen),
        onkeydown (event) { if (event.key === 'Escape') show(false) }
      })

      const given = name => this.getAttribute(name) || ''

      this.paint = () => {
        const wish = given('language') || navigator.language
        const tag = [wish, wish.slice(0, 2), 'en'].find(tag => LABELS[tag])
        label = given('label') || LABELS[tag]
        button.lang = label === LABELS[tag] ? tag : this.lang
        button.textContent = label + (unread ? ` (${unread})` : '')
        if (given('accent')) button.style.backgroundColor = given('accent')
        button.setAttribute('aria-expanded', isOpen)
      }

      const tell = what => {
        this.paint()
        this.dispatchEvent(new CustomEvent('shirube-' + what, { bubbles: true, detail: unread }))
      }

      const show = wish => {
        if (wish === isOpen) return
        isOpen = wish
        unread = 0
        const settings = new URLSearchParams(ATTRIBUTES.map(name => [name, given(name)]))
        frame = frame || add('iframe', FRAME, {
          title: label,
          sandbox: SANDBOX,
          referrerPolicy: 'no-referrer',
          onload () { if (isOpen && root.activeElement) frame.contentWindow.focus() }, // what is loaded only now has no focus yet
          src: `${origin}/chat#embedded=1&host=${location.origin}&${settings}`
        })
        frame.hidden = !isOpen
        if (isOpen) frame.focus()
        else button.focus()
        tell(isOpen ? 'open' : 'close')
      }

      addEventListener('message', event => {
        if (!frame || event.origin !== origin || event.data.type !== 'shirube') return
        const { size, exit } = event.data
        // A frame that is left for good may be gone when its last word arrives: source is null then.
        if (event.source !== frame.contentWindow && (event.source || !exit)) return
        if (exit) {
          frame.remove()
          frame = isOpen = false
          this.hidden = true
          tell('exit')
        } else if (size === 0) show(false)
        else if (!isOpen) {
          unread += event.data.unread
          tell('unread')
        }
      })

      this.open = () => show(true)
      this.close = () => show(false)
      this.paint()
    }

    attributeChangedCallback () { this.paint() }
  })
})()
