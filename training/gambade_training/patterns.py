"""Textures of procedural objects: random patterns in colours that go together.

Every pattern is a function (random, palette, size) -> [size,size,3] in 0..1.
"""

import colorsys

import numpy as np
from PIL import Image

# Hue, saturation and value of materials that many things are made of: wood, leather, steel, brass,
# terracotta, plaster, rubber, leaves, denim.
_MATERIALS = ((0.08, 0.55, 0.55), (0.06, 0.6, 0.3), (0.6, 0.05, 0.65), (0.12, 0.55, 0.75),
              (0.04, 0.6, 0.7), (0.1, 0.08, 0.9), (0.6, 0.05, 0.15), (0.3, 0.5, 0.4),
              (0.6, 0.5, 0.45))


def palette(random, count=4):
    """Colours [count,3] around one hue or a material, with contrasts in lightness."""
    if random.random() < 0.4:
        hue, saturation, value = _MATERIALS[random.integers(len(_MATERIALS))]
    else:
        hue, saturation, value = random.random(), random.beta(1.6, 2.0), random.uniform(0.3, 0.95)
    colors = []
    for number in range(count):
        if number and random.random() < 0.35:
            hue += random.choice([0.5, 1 / 3, -1 / 3, 0.08, -0.08])
        colors.append(colorsys.hsv_to_rgb(
            (hue + random.normal(0, 0.02)) % 1, np.clip(saturation + random.normal(0, 0.12), 0, 1),
            np.clip(value + random.normal(0, 0.05 if number == 0 else 0.25), 0.06, 1)))
    return np.array(colors)


def _noise(random, size, cells):
    """Smooth noise [size,size] in about 0..1, with details down to a quarter of a cell."""
    total = np.zeros((size, size))
    for octave in range(3):
        count = min(cells << octave, size)
        grid = Image.fromarray(random.random((count, count)).astype(np.float32))
        total += np.asarray(grid.resize((size, size), Image.BICUBIC)) / 2 ** octave
    return total / 1.75


def _axes(random, size):
    """Two coordinates [size,size] of -0.5..0.5, mostly upright, sometimes turned."""
    turn = random.choice([0, 0.5 * np.pi, random.uniform(0, np.pi)])
    y, x = (np.mgrid[:size, :size] + 0.5) / size - 0.5
    return x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)


def _blend(share, first, second):
    return first + (second - first) * np.clip(share, 0, 1)[..., None]


def ground(colors, size):
    """All in the first colour, to be drawn on."""
    return np.broadcast_to(colors[0], (size, size, 3)).copy()


def plain(random, colors, size):
    """One colour, a little uneven."""
    uneven = random.uniform(0, 0.15) * (_noise(random, size, int(random.integers(2, 20))) - 0.5)
    return colors[0] * (1 + uneven[..., None])


def gradient(random, colors, size):
    x, _ = _axes(random, size)
    share = 2 * x + 1
    return np.where((share < 1)[..., None], _blend(share, colors[0], colors[1]),
                    _blend(share - 1, colors[1], colors[2]))


def stripes(random, colors, size):
    """Bands of two or three colours; wavy ones look like grain."""
    x, y = _axes(random, size)
    wave = random.choice([0.0, random.uniform(0, 0.4)]) * _noise(random, size, 3)
    bands = np.floor((x + wave) * random.uniform(2, 14))
    return colors[(bands.astype(int) % random.choice([2, 2, 3]))]


def checks(random, colors, size):
    x, y = _axes(random, size)
    count = random.uniform(2, 10)
    return colors[(np.floor(x * count) + np.floor(y * count)).astype(int) % 2]


def bricks(random, colors, size):
    """Staggered rows with joints between."""
    rows = random.integers(4, 12)
    y, x = (np.mgrid[:size, :size] + 0.5) / size
    row = np.floor(y * rows)
    along = x * rows / 2 + 0.5 * (row % 2)
    joint = np.minimum(np.abs(along % 1 - 0.5) * 2, np.abs((y * rows) % 1 - 0.5)) > 0.44
    shade = random.uniform(0.8, 1.1, (rows, rows + 2))[row.astype(int), along.astype(int)]
    wall = np.clip(colors[0] * shade[..., None], 0, 1)
    return np.where(joint[..., None], colors[1], wall)


def spots(random, colors, size):
    picture = ground(colors, size)
    y, x = (np.mgrid[:size, :size] + 0.5) / size
    largest = random.uniform(0.03, 0.15)
    for _ in range(random.integers(5, 40)):
        cx, cy, radius = *random.random(2), largest * random.uniform(0.4, 1)
        picture[np.hypot(x - cx, y - cy) < radius] = colors[random.integers(1, len(colors))]
    return picture


def cells(random, colors, size):
    """The nearest of random points, some with seams between."""
    points = random.random((random.integers(6, 50), 2)) * size
    y, x = np.mgrid[:size, :size] + 0.5
    distances = np.hypot(x[..., None] - points[:, 0], y[..., None] - points[:, 1])
    nearest = np.partition(distances, 1, -1)
    kind = random.integers(1, len(colors), len(points))
    picture = colors[kind][distances.argmin(-1)]
    seam = (nearest[..., 1] - nearest[..., 0]) < random.choice([0, 0.02, 0.04]) * size
    return np.where(seam[..., None], colors[0], picture)


def clouds(random, colors, size):
    """Noise between two colours, some of it sharp as marble or camouflage."""
    noise = _noise(random, size, int(random.integers(2, 10)))
    return _blend((noise - 0.5) * random.choice([2, 4, 30]) + 0.5, colors[0], colors[1])


def panels(random, colors, size):
    """Rectangles on a plain ground, as windows, labels and buttons are."""
    picture = ground(colors, size)
    for _ in range(random.integers(2, 14)):
        left, top = random.integers(0, size, 2)
        width, height = random.integers(size // 20 + 1, size // 3, 2)
        picture[top : top + height, left : left + width] = colors[random.integers(1, len(colors))]
    return picture


_PATTERNS = (plain, plain, gradient, stripes, checks, bricks, spots, cells, clouds, panels)


def any_pattern(random):
    """One of the patterns, the simplest more often."""
    return _PATTERNS[random.integers(len(_PATTERNS))]


def drawn(random, chosen, colors, size):
    """uint8 [size,size,3] of a pattern, with a little grain."""
    picture = chosen(random, colors, size)
    picture = picture * (1 + random.uniform(0, 0.08) * (random.random((size, size, 1)) - 0.5))
    return np.rint(np.clip(picture, 0, 1) * 255).astype(np.uint8)
