"""What parts are made of: a pattern and colours that suit it."""

import colorsys

import numpy as np

from gambade_training import patterns
from gambade_training.patterns import cells, checks, clouds, gradient, plain, spots, stripes

# Name: hue, saturation and value, from and to; patterns, of which `plain` is the most common.
_MATERIALS = {
    "wood": ((0.04, 0.11), (0.3, 0.7), (0.2, 0.8), (plain, stripes, clouds)),
    "metal": ((0.5, 0.7), (0.0, 0.12), (0.12, 0.85), (plain, gradient)),
    "cloth": ((0.0, 1.0), (0.05, 0.8), (0.2, 0.95), (stripes, checks, spots, clouds, cells)),
    "plastic": ((0.0, 1.0), (0.2, 0.95), (0.25, 0.95), (plain,)),
    "leaf": ((0.18, 0.42), (0.3, 0.8), (0.25, 0.75), (plain, clouds, spots)),
    "stone": ((0.02, 0.15), (0.0, 0.25), (0.3, 0.85), (plain, clouds, cells)),
    "glass": ((0.5, 0.62), (0.1, 0.5), (0.15, 0.9), (plain, gradient)),
    "skin": ((0.02, 0.1), (0.2, 0.6), (0.35, 0.95), (plain,)),
}
NAMES = tuple(_MATERIALS)
_GREY_SHARE = 0.3  # of what may have any colour: black, white and grey
_PLAIN_SHARE = 0.5


def _tones(hue, saturation, value, random, count=4):
    """[count,3]: one colour and others near it, lighter and darker."""
    tones = []
    for number in range(count):
        shift = 0.0 if number == 0 else random.normal(0, 0.18)
        tones.append(colorsys.hsv_to_rgb((hue + random.normal(0, 0.01)) % 1,
                                         np.clip(saturation + random.normal(0, 0.04), 0, 1),
                                         np.clip(value + shift, 0.04, 1)))
    return np.array(tones)


def drawn(random, name, flat=False):
    """(pattern, colours [K,3]) of a material; `flat` ones are plain. "any": any colours at all."""
    if name == "any":
        chosen = plain if flat or random.random() < _PLAIN_SHARE else patterns.any_pattern(random)
        return chosen, patterns.palette(random)
    hues, saturations, values, choices = _MATERIALS[name]
    hue, saturation, value = (random.uniform(*span) for span in (hues, saturations, values))
    if hues == (0.0, 1.0) and random.random() < _GREY_SHARE:
        saturation, value = random.uniform(0, 0.08), random.choice([0.08, 0.25, 0.5, 0.75, 0.95])
    chosen = plain
    if not flat and random.random() > _PLAIN_SHARE:
        chosen = choices[random.integers(len(choices))]
    return chosen, _tones(hue, saturation, value, random)
