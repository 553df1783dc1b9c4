// "Near me": the browser's position becomes the code of a city or ward here, on the phone; the position itself goes nowhere.

import { fetched } from './fetched.js'

const GRID = 0.05 // degrees: about five kilometres
const PATIENCE_MS = 15000
const FARTHEST_KM = 60

let isLooking = false

const rounded = degrees => Math.round(degrees / GRID) * GRID
const DEGREE_KM = 111.2

function distance (one, other) {
  const east = (one.longitude - other.longitude) * Math.cos(one.latitude * Math.PI / 180)
  return Math.hypot(one.latitude - other.latitude, east) * DEGREE_KM
}

const position = () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(
  ({ coords }) => resolve({ latitude: rounded(coords.latitude), longitude: rounded(coords.longitude) }),
  reject, { maximumAge: 600000, timeout: PATIENCE_MS }))

/** Sends the nearest city or ward for the pressed button; where the phone does not say, asks for a place in words. */
export async function use (page, pressed) {
  if (isLooking) return
  isLooking = true
  try {
    const { more } = await fetched('more', page)
    page.say(more.near)
    // The browser's own patience does not count while it asks, and it may be left without an answer.
    const { code, name } = await Promise.race([nearest(page), new Promise((_, refuse) => setTimeout(refuse, PATIENCE_MS))])
    page.say('')
    page.send({ payload: `place/${code}` }, name)
  } catch (_) {
    page.say('')
    page.send({ payload: 'place/near' }, pressed.textContent)
  } finally {
    isLooking = false
  }
}

/** {code, name, km} of the nearest city or ward; throws where the phone does not say, or is far from all of them. */
async function nearest (page) {
  const [here, { places }] = await Promise.all([position(), fetched('places', page)])
  const [found] = places.map(([code, name, latitude, longitude]) => ({ code, name, km: distance(here, { latitude, longitude }) }))
    .sort((one, other) => one.km - other.km)
  if (found.km > FARTHEST_KM) throw new RangeError('far from all known places')
  return found
}
