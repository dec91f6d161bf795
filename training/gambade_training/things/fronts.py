"""What is drawn on the sides of things: windows, doors, drawers, screens, buttons, labels.

Patterns as in patterns.py: (random, colors, size) -> [size,size,3]; colors[0] is the ground, the
others what is drawn on it.
"""

import numpy as np

from gambade_training.patterns import ground


def _fill(picture, left, top, right, bottom, color):
    """A rectangle, in shares of the picture."""
    size = len(picture)
    rows = slice(int(round(top * size)), max(int(round(bottom * size)), int(round(top * size)) + 1))
    columns = slice(int(round(left * size)),
                    max(int(round(right * size)), int(round(left * size)) + 1))
    picture[rows, columns] = color


def _color(random, colors):
    return colors[random.integers(1, len(colors))]


def _grid(colors, size, rows, columns, gap, draw):
    """draw(picture, left, top, right, bottom) in every cell."""
    picture = ground(colors, size)
    for row in range(rows):
        for column in range(columns):
            left, top = (column + gap) / columns, (row + gap) / rows
            draw(picture, left, top, (column + 1 - gap) / columns, (row + 1 - gap) / rows)
    return picture


def windows(random, colors, size):
    """Rows of panes with frames, of a house."""
    rows, columns = random.integers(1, 5), random.integers(1, 5)
    pane, frame, cross = colors[1], colors[-1], random.random() < 0.5

    def draw(picture, left, top, right, bottom):
        _fill(picture, left, top, right, bottom, frame)
        rim = 0.12 * (right - left)
        _fill(picture, left + rim, top + rim, right - rim, bottom - rim, pane)
        if cross:
            x, y = (left + right) / 2, (top + bottom) / 2
            _fill(picture, x - rim / 3, top, x + rim / 3, bottom, frame)
            _fill(picture, left, y - rim / 3, right, y + rim / 3, frame)

    return _grid(colors, size, rows, columns, random.uniform(0.15, 0.3), draw)


def pane(random, colors, size):
    """One window: a frame colors[1] around glass colors[0], with or without bars."""
    picture = ground(colors, size)
    rim, count = max(int(size * random.uniform(0.05, 0.13)), 1), random.integers(1, 4)
    for at in (0, size - rim, *((number * size - rim) // count for number in range(1, count))):
        picture[at:at + rim] = picture[:, at:at + rim] = colors[1]
    return picture


def panelled(random, colors, size):
    """A door with panels or boards, and a knob."""
    picture = ground(colors, size)
    rows, columns = random.integers(1, 4), random.integers(1, 5)
    for row in range(rows):
        for column in range(columns):
            y, x = (int((part + 0.12) * size / of) for part, of in ((row, rows), (column, columns)))
            picture[y:y + int(0.8 * size / rows), x:x + int(0.8 * size / columns)] = colors[1]
    picture[size // 2:size // 2 + size // 14 + 1, -size // 6:-size // 10] = colors[2]
    return picture


def drawers(random, colors, size):
    """Drawers or doors with seams and knobs."""
    rows, columns = random.integers(1, 6), random.integers(1, 4)
    seam, knob, wide = colors[0] * random.uniform(0.3, 0.8), _color(random, colors), random.random()

    def draw(picture, left, top, right, bottom):
        _fill(picture, left, top, right, bottom, seam)
        rim = 0.03
        _fill(picture, left + rim, top + rim, right - rim, bottom - rim, colors[0])
        x, y, half = (left + right) / 2, (top + bottom) / 2, 0.02 + 0.15 * wide * (right - left)
        _fill(picture, x - half, y - 0.02, x + half, y + 0.02, knob)

    return _grid(colors, size, rows, columns, 0.02, draw)


def screen(random, colors, size):
    """A display with a frame, some with something on it."""
    picture = ground(colors, size)
    rim = random.uniform(0.03, 0.15)
    _fill(picture, rim, rim, 1 - rim, 1 - rim * random.uniform(1, 2), colors[1])
    for _ in range(random.integers(0, 6)):
        left, top = random.uniform(rim, 0.7, 2)
        _fill(picture, left, top, left + random.uniform(0.05, 0.25),
              top + random.uniform(0.02, 0.2),
              _color(random, colors))
    return picture


def buttons(random, colors, size):
    """Keys in rows, as keyboards and control panels have them."""
    rows, columns = random.integers(1, 7), random.integers(2, 9)
    key = _color(random, colors)

    def draw(picture, left, top, right, bottom):
        _fill(picture, left, top, right, bottom, key if random.random() < 0.9
              else _color(random, colors))

    return _grid(colors, size, rows, columns, random.uniform(0.08, 0.3), draw)


def label(random, colors, size):
    """A band with marks on it, as packages and bottles have."""
    picture = ground(colors, size)
    top, bottom = random.uniform(0.1, 0.4), random.uniform(0.55, 0.95)
    _fill(picture, 0, top, 1, bottom, _color(random, colors))
    for _ in range(random.integers(2, 9)):
        left, at = random.uniform(0, 0.8), random.uniform(top, bottom)
        _fill(picture, left, at, left + random.uniform(0.05, 0.4), at + random.uniform(0.02, 0.12),
              _color(random, colors))
    return picture


def appliance(random, colors, size):
    """A round or square glass in the middle, knobs above."""
    picture = ground(colors, size)
    y, x = (np.mgrid[:size, :size] + 0.5) / size
    radius = random.uniform(0.2, 0.35)
    if random.random() < 0.5:
        picture[np.hypot(x - 0.5, y - 0.58) < radius] = colors[-1]
        picture[np.hypot(x - 0.5, y - 0.58) < 0.8 * radius] = colors[1]
    else:
        _fill(picture, 0.5 - radius, 0.58 - 0.8 * radius, 0.5 + radius, 0.58 + 0.8 * radius,
              colors[1])
    for at in np.linspace(0.1, 0.9, random.integers(2, 6)):
        picture[np.hypot(x - at, y - 0.1) < 0.04] = _color(random, colors)
    return picture
