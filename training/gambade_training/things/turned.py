"""Turned pieces: stacks of balls, drums, cones and beads around one upright axis, as toys, candles,
cups, lamp feet, bottles and screwdrivers are. Nothing but the curves of their edges tells from how
high they are seen, which is what a network learns from many of them.
"""

import numpy as np

from gambade_training.things.builder import rotation
from gambade_training.things.shapes import handle, lathe


def _ball(b, radius):
    """Cut off where the next one begins."""
    high = np.radians(b.among(45, 90))
    angles = np.linspace(-np.radians(b.among(45, 80)), high, 9)
    heights = radius * b.among(0.7, 1.15) * (np.sin(angles) - np.sin(angles[0]))
    return np.c_[radius * np.cos(angles), heights]


def _drum(b, radius):
    return np.array([(radius, 0.0), (radius, radius * b.among(0.3, 2.5))])


def _cone(b, radius):
    return np.array([(radius, 0.0), (radius * b.among(0.3, 1.3), radius * b.among(0.4, 2.5))])


def _flange(b, radius):
    wide = radius * b.among(1.1, 1.5)
    return np.array([(wide, 0.0), (wide, radius * b.among(0.08, 0.25))])


def _bead(b, radius):
    """The outer half of a ring."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, 7)
    thick = radius * b.among(0.12, 0.4)
    return np.c_[radius * 0.9 + thick * np.cos(angles), thick * (1 + np.sin(angles))]


def _curve(b, radius):
    """A smooth belly or waist."""
    angles = np.linspace(0, np.pi, 9)
    belly, top = b.among(-0.45, 0.45), b.among(0.5, 1.2)
    share = (1 - np.cos(angles)) / 2
    radii = radius * (1 + (top - 1) * share + belly * np.sin(angles))
    return np.c_[np.maximum(radii, 0.15 * radius), radius * b.among(0.6, 2.5) * angles / np.pi]


_SEGMENTS = (_ball, _ball, _drum, _cone, _flange, _bead, _curve)


def piece(b):
    """One to six segments, mostly growing narrower, of one material or of some in turn."""
    tiles = [b.material(b.one_of("plastic", "any", "wood", "metal"))
             for _ in range(b.one_of(1, 1, 1, 2, 3))]
    count, alike = b.one_of(1, 2, 2, 3, 3, 4, 5, 6), b.chance(0.35)
    sort, taper = b.one_of(_ball, _drum, _cone, _curve), b.among(0.7, 1.05)
    sides = b.one_of(6, 8, 8, 10, 2)  # times four edges
    radius, outline = 1.0, np.zeros((0, 2))
    with b.moved((0, 0, 0), rotation(2, np.pi / 2) if b.chance(0.1) else None):
        for number in range(count):
            profile = (sort if alike or count == 1 else b.one_of(*_SEGMENTS))(b, radius)
            profile = np.maximum(profile, [0.02, 0])
            height = outline[-1, 1] if len(outline) else 0.0
            open_above = number == count - 1 and sides > 2 and b.chance(0.3)
            shell = b.among(0.06, 0.2) * profile[-1, 0] if open_above else 0.0
            lathe(b, profile, tiles[number % len(tiles)], shell, (0, height, 0), sides)
            outline = np.vstack([outline, profile + [0, height]])
            radius = max(profile[-1, 0] if b.chance(0.5) else radius * taper * b.among(0.85, 1.1),
                         0.2)
        if b.chance(0.12):
            ends = outline[-1, 1] * b.random.uniform((0.1, 0.6), (0.4, 0.9))
            low, high = zip(np.interp(ends, outline[:, 1], outline[:, 0]) - 0.05, ends)
            handle(b, low, high, b.among(0.4, 1.0), b.among(0.05, 0.12), tiles[0])
        if b.chance(0.15):  # a mark on one side, or what is stuck to it
            at = outline[-1, 1] * b.among(0.3, 0.7)
            b.box((0, at, np.interp(at, outline[:, 1], outline[:, 0]) - 0.2),
                  (b.among(0.1, 0.6), b.among(0.1, 0.4), 0.5), b.material("any"))


KINDS = ((piece, 1.0),)
