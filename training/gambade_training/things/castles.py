"""Towers, castles and lighthouses; tiles that game levels are put together from."""

import numpy as np

from gambade_training.things import buildings, fronts, plants, street, trees
from gambade_training.things.builder import rotation
from gambade_training.things.building_parts import (Openings, add_roof, battlements, brickwork,
                                                    plot, roof_tiles, round_tower, wall_paint)
from gambade_training.things.paints import hued
from gambade_training.things.shapes import blob, finished, one_part


def _square_tower(b, size, height, wall, roof, kind):
    lip = b.one_of(1.0, 1.15, 1.25)
    b.box((0, height / 2, 0), (size, height, size), wall)
    b.box((0, height, 0), (size * lip, size * 0.3, size * lip), wall)
    with b.moved((0, height + size * 0.12, 0)):
        if kind == "battlements":
            battlements(b, size * lip, size * lip, wall, size * b.among(0.16, 0.24))
        else:
            add_roof(b, size * lip, size * lip, size * b.among(0.6, 2.0), roof, wall, "pyramid")


def tower(b):
    wall, roof = b.one_of(brickwork(b), b.material("stone"), wall_paint(b)), roof_tiles(b)
    openings = Openings(b)
    height, radius = b.among(1.0, 2.2), b.among(0.25, 0.5)
    kind, square = b.one_of("battlements", "cone", "dome", "cone"), b.chance(0.4)
    plot(b, radius * 2, radius * 2)
    with finished(b, facets=None, snow=0.05):
        if square:
            _square_tower(b, 2 * radius, height, wall, roof, kind)
        else:
            round_tower(b, radius, height, wall, roof, kind, b.one_of(2, 3, 5, 6))
        for turn in range(4):
            with b.moved((0, 0, 0), rotation(1, turn * np.pi / 2)), one_part(b):
                for level in np.linspace(0.35, 0.75, b.one_of(1, 2, 3)):
                    openings.one(0, level * height, radius * 0.3, radius * 0.5, radius,
                                 openings.pane)
                if turn == 0:
                    openings.one(0, 0, radius * 0.6, radius, radius * (1 if square else 1.15),
                                 openings.panels)
        if b.chance(0.2):
            b.box((0, height * 0.5, radius), (radius, 0.06, radius * 0.6), wall)


def _curtain(b, length, height, thick, wall, size):
    """A wall with battlements, along x."""
    b.box((0, height / 2, 0), (length, height, thick), wall)
    with b.moved((0, height, 0)):
        battlements(b, length, thick, wall, size)


def castle(b):
    """Corner towers and walls around a keep, or a gate between two towers."""
    wall, roof = b.one_of(brickwork(b), b.material("stone"), b.material("any")), roof_tiles(b)
    dark = b.one_of(b.colored(0.1, 0.08, 0.07), b.material("wood"))
    kind, round_towers, gate_only = b.one_of("battlements", "cone"), b.chance(0.6), b.chance(0.4)
    width, height, radius = b.among(0.7, 1.3), b.among(0.35, 0.7), b.among(0.12, 0.2)
    depth, tall = width * b.among(0.7, 1.2), height * b.among(1.2, 2.0)
    size = b.among(0.06, 0.1)

    def corner():
        if round_towers:
            round_tower(b, radius, tall, wall, roof, kind)
        else:
            _square_tower(b, radius * 2, tall, wall, roof, kind)

    axes, z = ((0,), 0) if gate_only else ((0, 2), depth / 2)
    plot(b, width, depth)
    with finished(b):
        with b.mirrored(*axes), b.moved((width / 2, 0, z)):
            corner()
        with b.mirrored(*axes[1:]), b.moved((0, 0, z)):
            _curtain(b, width - radius, height, radius * 0.8, wall, size)
        wide, out = width * b.among(0.12, 0.2), z + radius * 0.4
        if b.chance(0.5):
            b.box((0, height * 0.6, z), (wide * 3, height * 1.2, radius * 1.4), wall)
            with b.moved((0, height * 1.2, z)):
                battlements(b, wide * 3, radius * 1.4, wall, size)
            out = z + radius * 0.7
        b.box((0, height * 0.25, out), (wide * 2, height * 0.5, 0.04), dark)
        b.disc((0, height * 0.5, out), wide, 0.04, dark, (0, 0, 1))
        if not gate_only:
            with b.mirrored(0), b.moved((width / 2, 0, 0), rotation(1, np.pi / 2)):
                _curtain(b, depth - radius, height, radius * 0.8, wall, size)
            if b.chance(0.7):
                with b.moved((0, 0, -depth * b.among(0, 0.2))):
                    _square_tower(b, width * b.among(0.3, 0.45), tall * b.among(1, 1.7), wall, roof,
                                  b.one_of("battlements", "cone"))
            else:
                b.box((0, 0.02, 0), (width, 0.04, depth), b.material(b.one_of("leaf", "stone")))


def lighthouse(b):
    wall = b.colored(*hued(b, 0, 0.1, b.among(0, 0.1), 0.93))
    band = b.colored(*hued(b, 0, 1, 0.8, 0.75))
    dark, lit = b.material("metal"), b.colored(0.98, 0.9, 0.5)
    height, radius, top = b.among(1.3, 2.2), b.among(0.25, 0.4), b.among(0.5, 0.8)
    count, openings = b.one_of(1, 3, 5, 7), Openings(b)
    with finished(b, facets=b.chance(0.25)):
        for number in range(count):
            low, high = number / count, (number + 1) / count
            b.bar((0, low * height, 0), (0, high * height, 0), radius * (1 - low * (1 - top)),
                  (wall, band)[number % 2], radius * (1 - high * (1 - top)), sides=5)
        wide = radius * top
        b.bar((0, height, 0), (0, height + 0.06, 0), wide * 1.4, dark, sides=5)
        b.ring((0, height + 0.18, 0), wide * 1.3, 0.015, dark)
        b.bar((0, height, 0), (0, height + 0.3, 0), wide * 0.7, lit)
        with b.around(8):
            b.bar((wide * 0.7, height, 0), (wide * 0.7, height + 0.3, 0), 0.015, dark, sides=1)
        b.turned((0, height + 0.3, 0), (0, 0.1, b.among(0.15, 0.35)), (wide * 0.95, wide * 0.6, 0),
                 b.one_of(band, dark))
        openings.one(0, 0, 0.16, 0.3, radius * 0.97, openings.panels)
        openings.one(0, height * 0.55, 0.09, 0.12, radius * (1 - 0.55 * (1 - top)), openings.pane)
        if b.chance(0.5):
            blob(b, (0, -0.1, 0), (radius * 4, 0.4, radius * 3.5), b.material("stone"), 0.2, cuts=6)


def dungeon_tile(b):
    """A piece of floor with walls, as game levels are put together from."""
    stone, bricks, wood = b.material("stone"), brickwork(b), b.material("wood")
    grid, high, thick = b.count(1, 4), b.among(0.5, 1.1), b.among(0.1, 0.2)
    with finished(b):
        b.box((0, -0.06, 0), (1, 0.1, 1), bricks)
        with one_part(b):
            for row in range(grid):
                for number in range(grid):
                    x, z = ((part + 0.5) / grid - 0.5 for part in (row, number))
                    b.box((x, 0, z), (0.94 / grid, b.among(0.04, 0.09), 0.94 / grid),
                          b.one_of(stone, stone, bricks))
        walls = b.one_of((), (0,), (0,), (0, 1))
        for turn in walls:
            with b.moved((0, 0, 0), rotation(1, turn * np.pi / 2)):
                z = -0.5 + thick / 2
                b.box((0, high / 2, z), (1, high, thick), bricks)
                b.box((0, high, z), (1.02, 0.07, thick * 1.3), stone)
                thing = b.one_of("", "door", "torch", "window", "cracks")
                if thing == "door":
                    b.box((0, high * 0.38, z), (0.36, high * 0.76, thick * 1.15), wood)
                    b.box((0, high * 0.78, z), (0.46, 0.08, thick * 1.3), stone)
                elif thing == "torch":
                    b.bar((0, high * 0.5, z + thick / 2), (0, high * 0.7, z + thick), 0.025, wood)
                    b.ball((0, high * 0.75, z + thick), (0.08, 0.13, 0.08),
                           b.colored(1, 0.65, 0.15))
                elif thing == "window":
                    b.box((0, high * 0.6, z), (0.25, high * 0.35, thick * 1.1),
                          b.colored(0.08, 0.08, 0.1))
                    for x in (-0.06, 0.0, 0.06):
                        b.bar((x, high * 0.42, z + thick * 0.6), (x, high * 0.78, z + thick * 0.6),
                              0.012, b.material("metal"))
                elif thing == "cracks":
                    for _ in range(5):
                        x, y = b.among(-0.4, 0.4), b.among(0.1, 0.9)
                        b.box((x, y * high, z), (0.16, 0.09, thick * b.among(1.1, 1.3)), stone)
        if b.chance(0.35):
            with b.mirrored(0):
                b.bar((0.42, 0, -0.4), (0.42, high * 1.1, -0.4), 0.08, stone)
        if b.chance(0.3):
            kind = b.one_of("crate", "rock", "barrel")
            at = (b.among(-0.25, 0.25), 0, b.among(0, 0.3))
            with b.moved(at, rotation(1, b.among(0, 1.5))):
                if kind == "crate":
                    b.box((0, 0.15, 0), 0.27 * np.ones(3),
                          b.paint(fronts.panelled, b.tiles[wood][1]))
                elif kind == "rock":
                    blob(b, (0, 0.08, 0), 0.3, stone, cuts=8)
                else:
                    b.turned((0, 0, 0), (0, 0.17, 0.34), (0.1, 0.13, 0.1), wood, sides=4)


def hex_tile(b):
    """A hexagon of ground with something on it."""
    ground = b.one_of(b.material("leaf"), b.material("leaf"),
                      b.material("stone"), b.material("glass"))
    side = b.material("wood")
    turns = np.pi / 3 * np.arange(6) + b.one_of(0, np.pi / 6)
    outline, thick = np.c_[np.cos(turns), np.sin(turns)], b.among(0.08, 0.4)
    b.slab(outline, (0, -thick / 2 - 0.05, 0), thick, side, axis=1)
    b.slab(outline, (0, -0.04, 0), 0.08, ground, axis=1)
    start, things = b.among(0, 6.28), b.one_of(0, 1, 1, 2, 3, 4)
    for number in range(things):
        thing = b.one_of(trees.tree, trees.conifer, trees.conifer, plants.rock, trees.bush,
                         plants.crystal, buildings.house, buildings.cottage, tower, street.well,
                         buildings.church, buildings.mill)
        first, turn = len(b.parts), start + 2 * np.pi * number / things
        away = b.among(0.4, 0.6) if things > 1 else b.among(0, 0.3)
        x, z = away * np.cos(turn), away * np.sin(turn)
        with b.moved((0, 0, 0), rotation(1, b.among(0, 6.28))):
            thing(b)
        bounds = np.array([part.bounds() for part in b.parts[first:]])
        size = b.among(0.45, 0.75) / (bounds[:, 1] - bounds[:, 0]).max()
        b.parts[first:] = [part.placed(np.eye(3) * size, np.array([x, 0, z]))
                           for part in b.parts[first:]]


KINDS = ((tower, 1.0), (castle, 1.0), (lighthouse, 0.4), (dungeon_tile, 1.0), (hex_tile, 0.7))
