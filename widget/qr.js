// QR codes by ISO/IEC 18004: bytes of UTF-8, error correction M, versions 1 to 20 (666 bytes).

const SVG = 'http://www.w3.org/2000/svg'
const QUIET = 4
// By version, from the standard's table for level M: blocks, and words of error correction in each.
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]
// Each is 0 where it turns a module over.
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x, y) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => ((x / 3 | 0) + (y >> 1)) % 2,
  (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2,
  (x, y) => ((x + y) % 2 + x * y % 3) % 2
]

// Reed-Solomon counts in the field of 256 elements; its products are sums of logarithms.
const POWERS = []
const LOGARITHMS = []
for (let exponent = 0, power = 1; exponent < 255; exponent++) {
  POWERS.push(power)
  LOGARITHMS[power] = exponent
  power = power << 1 ^ (power >> 7) * 0x11d
}
const product = (a, b) => a && b ? POWERS[(LOGARITHMS[a] + LOGARITHMS[b]) % 255] : 0

function checkWords (words, count) {
  let divisor = [1]
  for (let i = 0; i < count; i++) divisor = [...divisor, 0].map((factor, k) => factor ^ product(divisor[k - 1], POWERS[i]))
  const rest = Array(count).fill(0)
  for (const word of words) {
    const lead = word ^ rest.shift()
    rest.push(0)
    for (let k = 0; k < count; k++) rest[k] ^= product(divisor[k + 1], lead)
  }
  return rest
}

/** `value` followed by its `count` bits of error correction. */
function protectedBits (value, generator, count) {
  let rest = value
  for (let i = 0; i < count; i++) rest = rest << 1 ^ (rest >> count - 1) * generator
  return value << count | rest
}

const alignments = version => version < 2 ? 0 : (version / 7 | 0) + 2

/** All words that a version holds: its modules less those of patterns and formats. */
function capacity (version) {
  const count = alignments(version)
  const patterns = count && (25 * count - 10) * count - 55
  return ((16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36)) >> 3
}

const room = version => capacity(version) - BLOCKS[version - 1] * CHECKS[version - 1]
const headLength = version => version < 10 ? 2 : 3

function dataWords (bytes, version) {
  const counted = [...(version < 10 ? [] : [bytes.length >> 8]), bytes.length & 255, ...bytes, 0]
  // The mode takes four bits, so every byte lies across two words.
  const words = counted.map((byte, i) => (i ? counted[i - 1] & 15 : 4) << 4 | byte >> 4)
  for (let pad = 236; words.length < room(version); pad ^= 236 ^ 17) words.push(pad)
  return words
}

/** Words in the order they are drawn: the first of every block, the second of every block … */
function allWords (bytes, version) {
  const words = dataWords(bytes, version)
  const count = BLOCKS[version - 1]
  const blocks = []
  // Those of one word more come last.
  for (let i = 0, from = 0; i < count; i++) blocks.push(words.slice(from, from += (words.length + i) / count | 0))
  const checks = blocks.map(block => checkWords(block, CHECKS[version - 1]))
  return [blocks, checks].flatMap(group => group[count - 1].flatMap((_, i) => group.flatMap(block => i < block.length ? block[i] : [])))
}

/** Calls `draw(x, y, ring)` for the square of modules around a centre, from the inside out. */
function square (centreX, centreY, reach, draw) {
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) draw(centreX + x, centreY + y, Math.max(Math.abs(x), Math.abs(y)))
  }
}

/** Rows of modules with the patterns readers look for, dark = 1; undefined where words go. */
function patterns (version) {
  const size = 4 * version + 17
  const rows = Array.from({ length: size }, () => Array(size).fill())
  const set = (x, y, dark) => { if (rows[y] && x >= 0 && x < size) rows[y][x] = +dark }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, (x, y, ring) => set(x, y, ring !== 2 && ring !== 4))
  const count = alignments(version)
  const step = Math.ceil((size - 13) / (2 * count - 2)) * 2
  const places = Array.from({ length: count }, (_, i) => i ? size - 7 - step * (i - 1) : 6)
  for (const x of places) {
    for (const y of places) if (rows[y][x] === undefined) square(x, y, 2, (x, y, ring) => set(x, y, ring !== 1))
  }
  for (let i = 8; i < size - 8; i++) {
    set(6, i, i % 2 === 0)
    set(i, 6, i % 2 === 0)
  }
  const bits = protectedBits(version, 0x1f25, 12)
  for (let i = 0; version > 6 && i < 18; i++) {
    const [along, across] = [size - 11 + i % 3, i / 3 | 0]
    set(along, across, bits >> i & 1)
    set(across, along, bits >> i & 1)
  }
  drawFormat(rows, 0)
  return rows
}

function drawFormat (rows, mask) {
  const size = rows.length
  const bits = protectedBits(mask, 0x537, 10) ^ 0x5412 // level M is 00
  for (let i = 0; i < 15; i++) {
    const dark = bits >> i & 1
    const [down, left] = [i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i]
    rows[down][8] = dark
    rows[8][left] = dark
  }
  rows[size - 8][8] = 1
}

/** Places of words, bit by bit: in columns of two from the right, up and down by turns. */
function freePlaces (rows) {
  const places = []
  const size = rows.length
  for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right-- // stands full of a pattern
    for (let i = 0; i < size; i++) {
      const y = isUp ? size - 1 - i : i
      for (const x of [right, right - 1]) if (rows[y][x] === undefined) places.push([x, y])
    }
  }
  return places
}

/** How hard a symbol is to read, by the standard's four rules. */
function penalty (rows) {
  const size = rows.length
  const lines = [...rows, ...rows.map((_, x) => rows.map(row => row[x]))].map(line => ' ' + line.join('')) // split finds nothing at 0
  let points = 0
  let dark = 0
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) || []) points += run.length - 2
    points += 40 * line.split(/(?=10111010000|00001011101)/).length - 40
  }
  rows.forEach((row, y) => row.forEach((module, x) => {
    dark += module
    if (x && y && module === row[x - 1] && module === rows[y - 1][x] && module === rows[y - 1][x - 1]) points += 3
  }))
  return points + 10 * Math.floor(Math.abs(20 * dark / size / size - 10))
}

function modules (bytes) {
  let version = 1
  while (version <= BLOCKS.length && room(version) < bytes.length + headLength(version)) version++
  if (version > BLOCKS.length) throw new RangeError('too long for a QR code')
  const words = allWords(bytes, version)
  const bare = patterns(version)
  const places = freePlaces(bare)
  let best = null
  let least = Infinity
  MASKS.forEach((mask, number) => {
    const rows = bare.map(row => [...row])
    places.forEach(([x, y], i) => { rows[y][x] = words[i >> 3] >> 7 - i % 8 & 1 ^ !mask(x, y) })
    drawFormat(rows, number)
    const points = penalty(rows)
    if (points < least) [best, least] = [rows, points]
  })
  return best
}

function drawn (name, attributes, ...children) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** An SVG element that shows `text` to cameras and `label` to screen readers; throws RangeError above 666 bytes. */
export function qrCode (text, label) {
  const rows = modules(new TextEncoder().encode(text))
  const size = rows.length + 2 * QUIET
  let path = ''
  rows.forEach((row, y) => {
    for (let x = 0, to; x < row.length; x = to) {
      for (to = x + 1; row[to] === row[x];) to++
      if (row[x]) path += `M${x + QUIET} ${y + QUIET}h${to - x}v1h${x - to}z`
    }
  })
  // Black on white whatever the page's colours are: many cameras read no light code on dark ground.
  return drawn('svg', { viewBox: `0 0 ${size} ${size}`, color: '#000', 'shape-rendering': 'crispEdges', role: 'img', 'aria-label': label },
    drawn('rect', { width: size, height: size, fill: '#fff' }), drawn('path', { d: path, fill: 'currentColor' }))
}
