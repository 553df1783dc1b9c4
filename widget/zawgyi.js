// Burmese typed or pasted in Zawgyi, the encoding of old phones: the same code points as Unicode, with other letters at some
// of them, each sign in the order it is drawn. Written from the chart of the Zawgyi-One font and Unicode Technical Note 11.

const KINZI = '\u1004\u103a\u1039'
const [E, ASAT, TALL_AA, AA, RA] = ['\u1031', '\u103a', '\u102b', '\u102c', '\u103c']

/** What Zawgyi's signs stand for where Unicode has something else at their place. */
const SIGNS = {
  // Signs that moved, and their second, longer or shorter shapes.
  '\u1033': ['\u102f'], '\u1034': ['\u1030'], '\u1039': [ASAT], '\u103a': ['\u103b'], '\u107d': ['\u103b'],
  '\u103c': ['\u103d'], '\u103d': ['\u103e'], '\u1087': ['\u103e'], '\u1094': ['\u1037'], '\u1095': ['\u1037'],
  // Two or three signs in one.
  '\u105a': [TALL_AA, ASAT], '\u1088': ['\u103e', '\u102f'], '\u1089': ['\u103e', '\u1030'], '\u108a': ['\u103d', '\u103e'],
  '\u1064': [KINZI], '\u108b': [KINZI, '\u102d'], '\u108c': [KINZI, '\u102e'], '\u108d': [KINZI, '\u1036'],
  '\u108e': ['\u102d', '\u1036'], '\u1096': ['\u1039\u1010', '\u103d'],
  // Letters in other shapes, and letters that are two.
  '\u106a': ['\u1009'], '\u106b': ['\u100a'], '\u108f': ['\u1014'], '\u1090': ['\u101b'], '\u1086': ['\u103f'],
  '\u106e': ['\u100d\u1039\u100d'], '\u106f': ['\u100d\u1039\u100e'], '\u1091': ['\u100f\u1039\u100d'],
  '\u1092': ['\u100b\u1039\u100c'], '\u1097': ['\u100b\u1039\u100b']
}
for (const ra of '\u103b\u107e\u107f\u1080\u1081\u1082\u1083\u1084') SIGNS[ra] = [RA]
// Letters that stand under another: 1060 and what follows it, some in two widths.
const STACKED = {
  '\u1060': 'ကခဂဃ', '\u1065': 'စဆဆဇဈ', '\u106c': 'ဋဌ', '\u1070': 'ဏတတထထဒဓနပဖဗဘမ', '\u1085': 'လ', '\u1093': 'ဘ'
}
for (const first in STACKED) {
  [...STACKED[first]].forEach((letter, i) => { SIGNS[String.fromCharCode(first.charCodeAt(0) + i)] = ['\u1039' + letter] })
}

/** In which order Unicode writes the signs round a letter, which is the space. */
const ORDER = [KINZI, ' ', '\u1039', '\u103b', RA, '\u103d', '\u103e', E, '\u102d', '\u102e', '\u1032', '\u102f', '\u1030',
  TALL_AA, AA, ASAT, '\u1036', '\u1037', '\u1038']
const AFTER_STACKED = ORDER.indexOf('\u1039') + 0.5
const VOWELS = [TALL_AA, AA, '\u102f', '\u1030']
const LETTER = '[\u1000-\u1021\u1023-\u1027\u1029\u102a\u103f-\u1049\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097]'
const BEFORE = '[\u1031\u103b\u107e-\u1084]'
const AFTER = '[\u102b-\u1030\u1032-\u103a\u103c\u103d\u105a\u1060-\u1069\u106c\u106d\u1070-\u107d\u1085\u1087-\u108e\u1093-\u1096]'
const DRAWN = new RegExp(`${BEFORE}*${LETTER}${AFTER}*|${BEFORE}|${AFTER}`, 'g')

const CONSONANT = '[\u1000-\u1021]'
// What a sign may follow: a letter of any language of the script, or a sign that stands before the vowel.
const LETTERS = '\u1000-\u102a\u103b-\u103f\u1050-\u1055\u105a-\u1061\u1065\u1066\u106e-\u1070\u1075-\u1082\u108e\uaa60-\uaa7a'
/** What is not written in Unicode, in Burmese, Shan, Karen or Mon. */
const ODD_IN_UNICODE = new RegExp([
  // Before its letter, or after another's vowel.
  `(?:^|[^\u1039${LETTERS}])\u1031`,
  `(?:^|[^\u1039\u103a\u1040-\u1049\u104e${LETTERS}])[\u103b-\u103e]`,
  '\u103a[\u102b-\u102e\u1030\u1032\u1036]',
  // A stacker with nothing below, or with what is not stacked: only letters of one row are.
  '\u1039(?![\u1000-\u102a\u103f\u105a-\u105d\u1075-\u1081])',
  '[ငညယ]\u1039[က-အ]', 'က\u1039[^က-ငဍ]', 'စ\u1039[^စ-ည]', '[တန]\u1039[^တ-န]', 'ပ\u1039[^ပ-မဍတ]', 'ဒ\u1039[^ဂတ-နဗမ]',
  // Digits of Shan in the middle of a word.
  '[\u1000-\u1032\u1036-\u1039][\u1094\u1095]', '[\u108f\u1090][\u102b-\u103e\u1087-\u108a]', `[\u107e-\u1080]${CONSONANT}(?!\u103a)`,
  // Karen has this sign as a tone, but ာ only with ်; Shan writes ၢ for ာ: မဂၤလာ, တနလၤာ, ကေမာၻ.
  `\u1064${CONSONANT}?\u102c(?!\u103a)`, '\u1064\u102b', '[\u102b\u102c][\u1070-\u107c]',
  // A final without its mark, and a tone where no final of its kind has one: ေကး, ေက်း.
  `\u1031${CONSONANT}[\u1037\u1038](?!\u103a)`, '[ကစတပ]\u103a\u1038',
  // What could be Unicode and is no word: ရှိတယ်, မှာ, တွေ, ချ, ဂျပန်, ဥပဒေ, အမှု.
  `ရ\u103d[\u102d\u102e]\u1038?${CONSONANT}`, 'မ\u103d\u102c(?!\u103a)', '\u1031တ\u103c', 'ခ\u103a[က-အ]', 'ဂ\u103aပ', 'ဥပေဒ', 'အမ\u1088'
].join('|'), 'g')
/** What is not written in Zawgyi: ှ, which it has not, signs after a letter that it has before, a final before ။. */
const ODD_IN_ZAWGYI = new RegExp([
  '[\u103e\u105b-\u105f]',
  `\u1031(?!${BEFORE}*${LETTER})`,
  `[\u103b\u107e-\u1084](?!\u1031?${LETTER})`,
  '[\u102b\u102c\u105a\u1062\u1063]\u103a',
  '\u103a(?:[\u1037\u1038\u104a\u104b\\s]|$)',
  '\u1004\u103a\u1039',
  '[\u102b-\u1032\u1036][\u1062-\u1064]', // tones of Karen
  '[\\s\u1038\u103a\u1087-\u108d][\u1060-\u1069\u106c\u106d\u1070-\u107c]'
].join('|'), 'g')
const times = (pattern, text) => (text.match(pattern) || []).length

/** Whether more of `text` is odd in Unicode than in Zawgyi; no where it reads the same in both. */
export function isZawgyi (text) {
  return times(ODD_IN_UNICODE, text) > times(ODD_IN_ZAWGYI, text)
}

/** Zawgyi as Unicode. */
export function toUnicode (text) {
  // Digits that look like letters and were typed for them: ၀င်, ရုံး with ၇.
  return text.replace(DRAWN, written).replace(/(^|[^\u1040-\u1049])\u1040(?=[\u1000-\u1021\u102b-\u103e])/g, '$1\u101d')
    .replace(/\u1047(?=[\u102b-\u103e])/g, '\u101b').normalize('NFC')
}

function written (drawn) {
  const signs = new Set()
  for (const sign of drawn) for (const meant of SIGNS[sign] || [sign]) signs.add(meant)
  // Between a letter and its vowel in ယောက်ျား and ကျွန်ုပ်; else last: ော်, ချ်.
  const isInside = VOWELS.some(vowel => signs.has(vowel)) && !(signs.has(E) && (signs.has(AA) || signs.has(TALL_AA)))
  const place = sign => sign === ASAT && isInside ? AFTER_STACKED : ORDER.includes(sign) ? ORDER.indexOf(sign)
    : ORDER.indexOf(sign[0] === '\u1039' ? '\u1039' : ' ')
  return [...signs].sort((one, other) => place(one) - place(other)).join('').replace(/\u1025(?=\u103a|\u102c)/, '\u1009')
}

/** What was meant by what was typed. */
export function use (_page, text) {
  return isZawgyi(text) ? toUnicode(text) : text
}
