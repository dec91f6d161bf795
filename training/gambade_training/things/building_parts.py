"""Walls, roofs, windows, towers and what else several kinds of buildings share."""

import numpy as np

from gambade_training import patterns
from gambade_training.things import fronts
from gambade_training.things.builder import rotation
from gambade_training.things.paints import hued
from gambade_training.things.shapes import one_part, tapered_box


def wall_paint(b):
    """Plaster, bricks, stone, boards or bright paint."""
    kind = b.one_of("plaster", "plaster", "bricks", "stone", "wood", "any")
    if kind == "plaster":
        return b.colored(*hued(b, 0.02, 0.16, b.among(0, 0.35), b.among(0.65, 0.97)))
    if kind == "bricks":
        return brickwork(b)
    return b.material(kind)


def brickwork(b):
    """Bricks, red or of the colour of stones."""
    colors = b.tiles[b.material("stone")][1]
    if b.chance(0.5):
        colors = np.stack([hued(b, 0.0, 0.06, b.among(0.4, 0.7), b.among(0.4, 0.7))] * 4)
    joint = colors[0] * b.one_of(0.6, 0.8, 1.25)
    return b.paint(patterns.bricks, np.clip([colors[0], joint], 0, 1))


def roof_tiles(b):
    """Of a roof: red, slate, thatch, copper or any."""
    other = (b.among(0, 1), b.among(0.3, 0.8), b.among(0.3, 0.9))
    hue, saturation, value = b.one_of((0.02, 0.7, 0.6), (0.6, 0.15, 0.35), (0.12, 0.4, 0.6),
                                      (0.45, 0.4, 0.6), (0.06, 0.5, 0.35), other)
    color = hued(b, hue - 0.02, hue + 0.02, saturation * b.among(0.8, 1.2),
                 value * b.among(0.8, 1.2))
    pattern = patterns.plain
    if not b.flat:
        pattern = b.one_of(pattern, patterns.bricks, patterns.stripes, patterns.clouds)
    return b.paint(pattern, np.clip([color, color * 0.75, color * 1.2, color * 0.9], 0, 1))


def add_roof(b, width, depth, height, tile, wall, kind):
    """On a body of this plan around the origin, from y = 0 up to `height`. A ridge runs along the
    longer side. kind: "flat", "gable", "barn", "shed", "hip", "pyramid" or "mansard"; tile: of the
    roof, wall: of its gables."""
    over = b.among(0.02, 0.12)
    if kind == "flat":
        b.box((0, 0.02, 0), (width * 1.03, 0.08, depth * 1.03), tile)
        if b.chance(0.6):
            with b.mirrored(0):
                b.box((width / 2, 0.08, 0), (0.06, 0.16, depth + 0.06), wall)
            with b.mirrored(2):
                b.box((0, 0.08, depth / 2), (width + 0.06, 0.16, 0.06), wall)
    elif kind in ("hip", "pyramid", "mansard"):
        ridge = {"hip": b.among(0.4, 0.75), "pyramid": 0.0, "mansard": b.among(0.6, 0.85)}[kind]
        ends = (ridge, ridge if kind == "mansard" else 0.0)
        tapered_box(b, (0, 0, 0), (width + 2 * over, height, depth + 2 * over),
                    ends if width >= depth else ends[::-1], tile)
        b.box((0, -0.01, 0), (width + 2 * over, 0.05, depth + 2 * over), b.one_of(tile, wall))
    else:
        turn = rotation(1, np.pi / 2) if width > depth else np.eye(3)
        half, long, thick = min(width, depth) / 2, max(width, depth), b.among(0.03, 0.1)
        side = {"gable": [(half, 0), (0, height)],
                "barn": [(half, 0), (half * 0.65, height * 0.65), (0, height)],
                "shed": [(half, 0), (-half, height)]}[kind]
        other = [(-half, 0)] if kind == "shed" else [(-x, y) for x, y in side[-2::-1]]
        with b.moved((0, 0, 0), turn):
            b.slab(side + other, (0, 0, 0), long, wall)
            boards = list(zip(side, side[1:]))
            boards += [((-x, y), (-p, q)) for (x, y), (p, q) in boards] if kind != "shed" else []
            for low, high in boards:
                along = np.subtract(high, low) / np.linalg.norm(np.subtract(high, low))
                start = low - along * over * (low[1] == 0)
                middle, length = (start + high) / 2, np.linalg.norm(high - start) + thick / 2
                b.box((*middle, 0), (length, thick, long + 2 * over), tile,
                      rotation(2, np.arctan2(along[1], along[0])))


class Openings:
    """Windows and doors of one style, set on walls that look to +z at the distance `out`."""

    def __init__(self, b):
        glass = hued(b, 0.5, 0.65, b.among(0.1, 0.6), b.among(0.15, 0.95))
        if b.chance(0.2):
            glass = hued(b, 0.1, 0.15, 0.5, 0.95)
        frame = hued(b, 0.0, 0.12, b.among(0, 0.6), b.one_of(0.25, 0.6, 0.95))
        self.b, self.pane, self.frame = b, b.paint(fronts.pane, [glass, frame]), b.colored(*frame)
        door = b.paint_colors()
        self.panels = b.paint(fronts.panelled, [door[0], door[0] * b.among(0.6, 0.9), door[1]])
        self.arched, self.sill, self.shutters = b.chance(0.2), b.chance(0.4), b.chance(0.2)

    def one(self, x, y, width, height, out, tile):
        """An opening whose sill is at y, its middle at x; tile: `pane` or `panels` (a door)."""
        b = self.b
        if self.sill and tile == self.pane:
            b.box((x, y - height * 0.05, out), (width * 1.25, height * 0.08, 0.14), self.frame)
        b.box((x, y + height / 2, out), (width, height, 0.05), tile)
        if self.arched:
            b.bar((x, y + height, out - 0.03), (x, y + height, out + 0.025), width / 2, tile,
                  sides=3)
        if self.shutters and tile == self.pane:
            for side in (-1, 1):
                b.box((x + side * width * 0.78, y + height / 2, out), (width * 0.5, height, 0.04),
                      self.panels)

    def rows(self, width, low, high, out, columns, rows, door=False):
        """A grid of windows on a wall around x = 0; with `door` it takes the middle of the lowest
        row."""
        step, tall = width / columns, (high - low) / rows
        wide = min(step * self.b.among(0.4, 0.6), 0.6 * tall)
        for row in range(rows):
            for column in range(columns):
                x = (column + 0.5) * step - width / 2
                if row or not door or abs(x) > wide * 1.2:
                    self.one(x, low + (row + 0.32) * tall, wide, tall * 0.48, out, self.pane)
        if door:
            self.one(0, low, wide * 1.1, tall * 0.75, out + 0.01, self.panels)


def plot(b, width, depth, share=0.25):
    """A piece of ground under a building of this plan, in a share of the draws."""
    if b.chance(share):
        b.box((0, -0.04, 0), (width * b.among(1.2, 1.7), 0.08, depth * b.among(1.2, 1.7)),
              b.material(b.one_of("leaf", "stone")))


def awning(b, width, top, out):
    """Striped cloth of this width that slopes down from `top` [3], `out` long, to the front."""
    cloth, other = b.material("cloth"), b.material("cloth")
    count = b.one_of(1, 5, 7, 9)
    with one_part(b), b.moved(top, rotation(0, b.among(0.2, 0.6))):
        for number in range(count):
            x = ((number + 0.5) / count - 0.5) * width
            b.box((x, 0, out / 2), (width / count, 0.03, out), (cloth, other)[number % 2])
            b.box((x, -0.04, out), (width / count, 0.1, 0.02), (cloth, other)[number % 2])


def battlements(b, width, depth, tile, size):
    """Merlons about `size` wide along a rectangle around the origin, from y = 0 up."""
    with one_part(b):
        for across, out, turn in ((width, depth, 0), (depth, width, 1)):
            count = max(int(across / size / 2), 1)
            with b.moved((0, 0, 0), rotation(1, turn * np.pi / 2)), b.mirrored(2):
                for x in np.linspace(-1, 1, count + 1) * (across - size) / 2:
                    b.box((x, size * 0.5, (out - size * 0.5) / 2), (size, size * 1.1, size * 0.5),
                          tile)


def round_tower(b, radius, height, wall, roof, kind, sides=4):
    """Around the upright axis; kind: of its top, "battlements", "cone" or "dome"; sides: as of
    Builder.turned."""
    foot, lip = b.among(1.0, 1.3), b.one_of(1.0, 1.15, 1.25)
    b.turned((0, 0, 0), (0, height * 0.2, height * 0.85, height * 0.9, height),
             (radius * foot, radius, radius, radius * lip, radius * lip), wall, sides=sides)
    with b.moved((0, height, 0)):
        if kind == "battlements":
            b.bar((0, 0, 0), (0, radius * 0.15, 0), radius * lip, wall, sides=sides)
            count, size = b.count(6, 9), radius * 0.36
            with one_part(b), b.around(count):
                b.box((0, size * 0.7, radius * lip - size * 0.3), (size * 1.3, size, size * 0.6),
                      wall)
        elif kind == "cone":
            tall = radius * b.among(1.2, 3.5)
            b.turned((0, 0, 0), (0, tall * 0.3, tall),
                     (radius * lip * 1.15, radius * b.among(0.65, 0.8), 0), roof, sides=sides)
            if b.chance(0.4):
                flag(b, tall, radius)
        else:
            at = np.linspace(0, 1, 6)
            b.turned((0, 0, 0), at * radius * b.among(0.9, 1.3),
                     radius * lip * np.sqrt(1 - at ** 2), roof, sides=sides)


def flag(b, height, size):
    """About `size` long, on a pole around the upright axis that rises from `height`."""
    b.bar((0, height * 0.9, 0), (0, height + size * 1.5, 0), size * 0.05, b.material("wood"))
    b.box((size * 0.45, height + size * 1.2, 0), (size * 0.9, size * 0.5, 0.02),
          b.material("cloth"))
