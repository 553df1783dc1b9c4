// One conversation: its messages are sent in order and each is answered exactly once, whatever the network does.

import { newId, request, tellExit } from './api.js'

const STORED = 'shirube.token' // the token of this tab; never a word of the conversation
const PATIENCE_MS = 20000
const PAUSES_MS = [1000, 2000, 4000, 8000]

/** `page` says its language and whether that was chosen, and is told: replied, refused, failed, trouble, ended, idle. */
export function openConversation (page) {
  let token = null
  let queue = []
  let isSending = false
  let flight = null
  let wake = () => {}
  let lookedBack = Promise.resolve()

  try { token = sessionStorage.getItem(STORED) } catch (_) { /* storage is off: the token lives in memory */ }

  function keep (value) {
    token = value
    try {
      if (value) sessionStorage.setItem(STORED, value)
      else sessionStorage.removeItem(STORED)
    } catch (_) { /* as above */ }
  }

  function call (method, path, body) {
    const own = flight = new AbortController()
    const timer = setTimeout(() => own.abort(), PATIENCE_MS)
    return request(method, path, { token, language: page.language, body, signal: own.signal })
      .finally(() => clearTimeout(timer))
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
    await lookedBack
    while (queue.length) {
      const item = queue[0]
      try {
        if (!token) keep((await call('POST', 'conversations', page.isChosen ? { language: page.language } : {})).token)
        const reply = await call('POST', 'conversations/messages', item.body)
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

  addEventListener('online', retry)

  return {
    isOpen: () => token !== null,
    retry,

    /** What we said before the page was reloaded; null where that is gone. */
    lookBack () {
      const found = call('GET', 'conversations').catch(fault => {
        if (fault.status === 401) keep(null)
        return null
      })
      lookedBack = found
      return found
    },

    /** Puts {text} or {payload} in line; `shown` comes back with whatever is told about it. */
    send (body, shown) {
      queue.push({ body: Object.assign({ id: newId() }, body), shown, tries: 0 })
      retry()
    },

    /** Erases everywhere; the receipt, or null where the server had forgotten already; throws when it was not reached. */
    async erase () {
      stop()
      const { receipt } = token
        ? await call('DELETE', 'conversations').catch(fault => {
          if (fault.status !== 401) throw fault
          return { receipt: null }
        })
        : { receipt: null }
      keep(null)
      return receipt
    },

    /** Forgets here at once; the browser tells the server while the page goes away. */
    leave () {
      stop()
      if (token) tellExit(token)
      keep(null)
    }
  }
}
