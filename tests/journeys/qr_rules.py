"""What ISO/IEC 18004 says of masks, written a second time and slowly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

Modules = list[list[int]]

# By row and column; a module is turned over where it is true.
MASKS: list[Callable[[int, int], bool]] = [
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: (i * j) % 2 + (i * j) % 3 == 0,
    lambda i, j: ((i * j) % 2 + (i * j) % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + (i * j) % 3) % 2 == 0,
]
# The printed format words of level M, the most significant bit first.
FORMATS = [
    "101010000010010",
    "101000100100101",
    "101111001111100",
    "101101101001011",
    "100010111111001",
    "100000011001110",
    "100111110010111",
    "100101010100000",
]
# The printed rows and columns of alignment patterns, versions 1 to 20.
ALIGNMENTS = [
    *([], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]),
    *([6, 30, 54], [6, 32, 58], [6, 34, 62], [6, 26, 46, 66], [6, 26, 48, 70], [6, 26, 50, 74], [6, 30, 54, 78]),
    *([6, 30, 56, 82], [6, 30, 58, 86], [6, 34, 62, 90]),
]
FINDER = [1, 0, 1, 1, 1, 0, 1]
LIGHT = [0, 0, 0, 0]


def best_masks(modules: Modules, drawn_with: int) -> set[int]:
    """The masks with the fewest points for the symbol that was drawn with one of them."""
    points = [penalty(_masked(modules, drawn_with, mask)) for mask in range(len(MASKS))]
    return {mask for mask, one in enumerate(points) if one == min(points)}


def penalty(modules: Modules) -> int:
    """The sum of the four rules."""
    size = len(modules)
    lines = [*modules, *(list(column) for column in zip(*modules, strict=True))]
    blocks = sum(
        len({modules[i][j], modules[i + 1][j], modules[i][j + 1], modules[i + 1][j + 1]}) == 1
        for i in range(size - 1)
        for j in range(size - 1)
    )
    dark = sum(map(sum, modules))
    return sum(map(_line_points, lines)) + 3 * blocks + 10 * (abs(20 * dark - 10 * size**2) // size**2)


def _line_points(line: Sequence[int]) -> int:
    runs = [len(list(run)) for _, run in groupby(line)]
    points = sum(3 + run - 5 for run in runs if run >= 5)
    for i in range(len(line) - 10):
        part = list(line[i : i + 11])
        points += 40 * (part == FINDER + LIGHT) + 40 * (part == LIGHT + FINDER)
    return points


def _masked(modules: Modules, drawn_with: int, mask: int) -> Modules:
    size = len(modules)
    remasked = [
        [
            module ^ (MASKS[drawn_with](i, j) ^ MASKS[mask](i, j) if _holds_words(i, j, size) else 0)
            for j, module in enumerate(row)
        ]
        for i, row in enumerate(modules)
    ]
    bits = [int(bit) for bit in FORMATS[mask]]
    around_first = [(8, j) for j in (0, 1, 2, 3, 4, 5, 7, 8)] + [(i, 8) for i in (7, 5, 4, 3, 2, 1, 0)]
    beside_others = [(size - 1 - i, 8) for i in range(7)] + [(8, size - 8 + j) for j in range(8)]
    for places in (around_first, beside_others):
        for (i, j), bit in zip(places, bits, strict=True):
            remasked[i][j] = bit
    return remasked


def _holds_words(i: int, j: int, size: int) -> bool:
    version = (size - 17) // 4
    corner = (i < 9 and (j < 9 or j >= size - 8)) or (i >= size - 8 and j < 9)
    version_word = version >= 7 and ((i < 6 and j >= size - 11) or (j < 6 and i >= size - 11))
    places = ALIGNMENTS[version - 1]
    beside_finder = {(6, 6), (6, size - 7), (size - 7, 6)}
    centres = [(y, x) for y in places for x in places if (y, x) not in beside_finder]
    aligned = any(abs(i - y) <= 2 and abs(j - x) <= 2 for y, x in centres)
    return not (corner or version_word or aligned or i == 6 or j == 6)
