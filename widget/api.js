// The only module that calls the API.

const API = '/api/v1/'

/** A UUID: the server answers a message with the same id only once. */
export function newId () {
  if (crypto.randomUUID) return crypto.randomUUID() // missing on plain http and in older browsers
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
}

/** The parsed reply; throws where there is none, with `status` and `waitSeconds` where the server refused. */
export async function request (method, path, { token, language, body, signal } = {}) {
  const headers = { 'Accept-Language': language }
  if (body) headers['Content-Type'] = 'application/json'
  if (token) headers.Authorization = `Bearer ${token}`
  const response = await fetch(API + path,
    { method, headers, body: body && JSON.stringify(body), signal, cache: 'no-store', credentials: 'omit' })
  const read = await response.json()
  if (response.ok) return read
  throw Object.assign(new Error(read.error.message),
    { status: response.status, waitSeconds: Number(response.headers.get('Retry-After')) })
}

/** Erases the conversation; the browser delivers this even while the page goes away. */
export function tellExit (token) {
  const headers = { 'Content-Type': 'text/plain' }
  fetch(`${API}exit`, { method: 'POST', headers, body: token, keepalive: true, credentials: 'omit' }).catch(() => {})
}
