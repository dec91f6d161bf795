"""Made-up things of known kinds: furniture, vessels, buildings, vehicles and what else people take
pictures of, each built from a few parts with sizes, shapes and colours of its own.

What random compositions cannot teach is habit: that a table's far legs are as its near ones, that
a cup is hollow, that a car is as broad as its bonnet. A kind is a function that gets a Builder and
adds the parts of one thing; `KINDS` of every module lists them with how often each is drawn.
"""

import numpy as np

from gambade_training.things import appliances, furniture, implements
from gambade_training.things.builder import Builder

# With how often each is drawn.
MODULES = ((furniture, 0.2), (appliances, 0.12), (implements, 0.12))


def _one_of(random, choices):
    """One of ((what, share), ...)."""
    shares = np.array([share for _, share in choices])
    return choices[random.choice(len(choices), p=shares / shares.sum())][0]


def thing(random):
    """The parts (solids.Solid) of one thing, and its tiles: (pattern, colours) each."""
    builder = Builder(random)
    _one_of(random, _one_of(random, MODULES).KINDS)(builder)
    return builder.parts, builder.tiles
