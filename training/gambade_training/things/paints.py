"""Paint that more than one module uses. `b` is the Builder; colours are (red, green, blue) in 0..1,
and each function returns the number of a tile unless it says otherwise.
"""

import colorsys

import numpy as np

from gambade_training import patterns

RED, ORANGE, YELLOW = (0.75, 0.1, 0.08), (0.95, 0.5, 0.08), (0.95, 0.8, 0.2)
GREEN, PINK, PURPLE = (0.35, 0.6, 0.15), (0.93, 0.55, 0.65), (0.35, 0.12, 0.35)
BROWN, CRUST, CREAM = (0.35, 0.19, 0.1), (0.78, 0.52, 0.25), (0.95, 0.87, 0.68)
WHITE, MEAT, DARK = (0.95, 0.94, 0.9), (0.42, 0.22, 0.13), (0.1, 0.09, 0.08)


def tint(b, *colors):
    """Near one of these colours."""
    color = np.array(colors[b.count(0, len(colors) - 1)])
    base = color * b.among(0.8, 1.15) + b.random.normal(0, 0.03, 3)
    shades = np.clip(base * np.array([[1.0], [0.82], [1.12], [0.65]]), 0.02, 1)
    pattern = patterns.plain
    if not b.flat:
        pattern = b.one_of(pattern, pattern, patterns.clouds, patterns.spots, patterns.gradient)
    return b.paint(pattern, shades)


def hued(b, low, high, saturation, value):
    """A colour [3] with a hue between two, in turns; 0 and 1 are red."""
    return np.array(colorsys.hsv_to_rgb(b.among(low, high) % 1, saturation, value))


def tones(b, hue, saturation, value, count, *textures):
    """`count` tiles of one colour, lighter and darker; plain or with one of these patterns."""
    pattern = patterns.plain if b.flat or b.chance(0.4) else b.one_of(*textures)
    return [b.paint(pattern, [colorsys.hsv_to_rgb((hue + b.random.normal(0, 0.012)) % 1, saturation,
                                                  min(value * shade * other, 1))
                              for other in (1, 0.6, 1.3, 0.8)])
            for shade in np.linspace(1, b.among(0.6, 0.9), count)]


def leaves(b, count=3, seasons=False):
    """`count` tiles of foliage: greens, or with `seasons` some autumn colours and blossom."""
    season = b.one_of("", "", "", "", "autumn", "blossom") if seasons else ""
    hue = b.among(0.17, 0.42)
    if season:
        hue = b.among(0.0, 0.14) if season == "autumn" else b.among(0.85, 1.05)
    return tones(b, hue, b.among(0.25, 0.5 if season == "blossom" else 0.85),
                 b.among(0.6, 1.0) if season else b.among(0.22, 0.8), count,
                 patterns.clouds, patterns.spots, patterns.cells)


def bark(b):
    """Of trees: brown or grey, some white as of birches."""
    if b.chance(0.1):
        return tones(b, 0.1, 0.05, 0.85, 1, patterns.stripes, patterns.spots)[0]
    return tones(b, b.among(0.04, 0.11), b.among(0.15, 0.65), b.among(0.2, 0.65), 1,
                 patterns.clouds, patterns.stripes, patterns.cells)[0]


def bright(b):
    """Plain, of any hue: petals, berries."""
    return b.colored(*colorsys.hsv_to_rgb(b.among(0, 1), b.among(0.0, 0.95), b.among(0.7, 1.0)))


def ceramics(b):
    """Of cups, vases and pots."""
    return b.one_of(b.material("plastic"), b.material("any"), b.material("stone"),
                    b.colored(0.93, 0.92, 0.9))


def fluid(b):
    """Coffee, tea, milk, water, wine, soup or oil."""
    colors = ((0.25, 0.13, 0.06), (0.75, 0.3, 0.08), (0.95, 0.93, 0.86), (0.3, 0.55, 0.75),
              (0.5, 0.06, 0.12), (0.45, 0.6, 0.2), (0.9, 0.7, 0.2))
    return b.colored(*colors[b.count(0, len(colors) - 1)])


def pelt(b):
    """Fur, feathers or skin of an animal, mostly in the colours of nature."""
    if b.chance(0.25):
        return b.material("any")
    grey, warm = b.among(0.08, 0.95), b.among(0, 0.5)
    tone = np.array([grey, grey * (1 - 0.5 * warm), grey * (1 - warm)])
    pattern = patterns.plain
    if not b.flat:
        pattern = b.one_of(pattern, pattern, patterns.spots, patterns.clouds, patterns.stripes)
    return b.paint(pattern, [tone, tone * b.among(0.2, 0.8), tone * 0.4 + 0.6, tone * 0.6])


def _underside(random, colors, size):
    """Another colour below, some with bands above."""
    picture = patterns.ground(colors, size)
    across = np.arange(size) / size
    picture[:, across < random.uniform(0.2, 0.45)] = colors[0] * 0.3 + 0.6
    if random.random() < 0.3:
        bands = (np.arange(size) / size * random.integers(4, 14)) % 1 < 0.35
        picture[np.ix_(bands, across > 0.5)] = colors[1]
    return picture


def bellied(b, tile):
    """For a `lofted` body: as `tile`, in some draws paler below."""
    return b.paint(_underside, b.tiles[tile][1]) if b.chance(0.6) else tile
