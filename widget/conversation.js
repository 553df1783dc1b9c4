// One conversation: its messages are sent in order and each is answered exactly once, whatever the network does.

import { newId, request, tellExit } from './api.js'

const STORED = 'shirube.token' // the token of this tab; never a word of the conversation
const PATIENCE_MS = 20000
const SLOW_MS = 4000
const PAUSES_MS = [1000, 2000, 4000, 8000]

/** `page` holds the words, and is told: replied, refused, failed, trouble, slow, ended, idle. */
export function openConversation (page) {
  const { words } = page
  let token = null
  let queue = []
  let isSending = false
  let flight = null
  let wake = () => {}
  let lookedBack = Promise.resolve()

  try { token = sessionStorage.getItem(STORED) } catch (_) { /* storage is off: the token lives in memory */ }

  let keepsNothing = false
  let hasLeft = false

  function keep (value) {
    token = value
    try {
      if (value && !keepsNothing) sessionStorage.setItem(STORED, value)
      else sessionStorage.removeItem(STORED)
    } catch (_) { /* as above */ }
  }

  function call (method, path, body) {
    const own = flight = new AbortController()
    const timers = [setTimeout(() => own.abort(), PATIENCE_MS), setTimeout(() => page.slow(), SLOW_MS)]
    return request(method, path, { token, language: words.language, body, signal: own.signal })
      .finally(() => timers.map(clearTimeout))
  }

  /** Resolves after a while, or at once when woken; a firm pause only when everything stops. */
  function pause (milliseconds, isFirm) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds)
      wake = isStop => {
        if (isFirm && !isStop) return
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Whether to go on sending after a fault; waits as long as makes sense. */
  async function goesOn (item, fault) {
    const status = fault.status || 0
    if (status === 429) {
      page.trouble(fault.message)
      await pause((fault.waitSeconds || 5) * 1000, true)
    } else if (status === 401 && token) {
      keep(null)
      page.ended(item.shown)
    } else if (status >= 400 && status < 500) {
      queue.shift()
      page.refused(item.shown, fault.message)
    } else {
      page.trouble(status ? fault.message : null)
      if (item.tries === PAUSES_MS.length) {
        page.failed(item.shown)
        return false
      }
      await pause(PAUSES_MS[item.tries++])
    }
    return true
  }

  async function pump () {
    if (isSending) return
    isSending = true
    while (queue.length) {
      const item = queue[0]
      try {
        await lookedBack
        const body = await item.body
        if (item !== queue[0]) continue // erased meanwhile
        if (!token) keep((await call('POST', 'conversations', words.isChosen ? { language: words.language } : {})).token)
        const reply = await call('POST', 'conversations/messages', body)
        if (item !== queue[0]) continue // erased meanwhile
        queue.shift()
        page.replied(item.shown, reply)
      } catch (fault) {
        if (item === queue[0] && !(await goesOn(item, fault))) break
      }
    }
    isSending = false
    if (!queue.length) page.idle()
  }

  function retry () {
    for (const item of queue) item.tries = 0
    wake()
    pump()
  }

  function stop () {
    queue = []
    if (flight) flight.abort()
    wake(true)
  }

  return {
    isOpen: () => token !== null,
    retry,

    /** On a phone that is shared the token lives in memory only. */
    keepNothing () {
      keepsNothing = true
      keep(token)
    },

    /** What we said before the page was reloaded; null where that is gone. */
    lookBack () {
      const found = call('GET', 'conversations').catch(fault => {
        if (fault.status === 401) keep(null)
        return null
      })
      lookedBack = found
      return found
    },

    /** Puts {text} or {payload}, or a promise of it, in line; `shown` comes back with whatever is told about it. */
    send (body, shown) {
      if (hasLeft) return
      const id = newId()
      queue.push({ body: Promise.resolve(body).then(asked => Object.assign({ id }, asked)), shown, tries: 0 })
      retry()
    },

    /** Erases everywhere; the receipt, or null where the server had forgotten already; throws when it was not reached. */
    erase () {
      stop()
      const nothing = { receipt: null }
      const erased = Promise.resolve(token ? call('DELETE', 'conversations') : nothing)
        .catch(fault => {
          if (fault.status !== 401) throw fault
          return nothing
        })
        .then(({ receipt }) => {
          keep(null)
          return receipt
        })
      lookedBack = erased.catch(() => {}) // what is written meanwhile begins a conversation of its own
      return erased
    },

    /** Forgets here at once; the browser tells the server while the page goes away. */
    leave () {
      hasLeft = true
      stop()
      if (token) tellExit(token)
      keep(null)
    }
  }
}
