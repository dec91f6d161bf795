"""Tractors, diggers, tanks, trains, planet rovers and walking machines."""

import numpy as np

from gambade_training.things.builder import rotation
from gambade_training.things.shapes import lofted
from gambade_training.things.vehicle_parts import (cabin, glazing, lamps, load, silhouette, spans,
                                                   wheels)


def tractor(b):
    """Or a digger, a loader, a bulldozer."""
    body, dark, glass = b.material("plastic"), b.material("metal"), glazing(b)
    length, width, large = b.among(2.2, 3.5), b.among(1.0, 1.6), b.among(0.55, 0.9)
    small, half, tracked = large * b.among(0.45, 1.0), length / 2, b.chance(0.35)
    bonnet = large + b.among(0.3, 0.6)
    silhouette(b, [(-half * 0.9, large * 0.6), (half, large * 0.6), (half, bonnet * 0.95),
                   (-half * 0.1, bonnet), (-half * 0.9, bonnet)], width * b.among(0.4, 0.6), body)
    b.box((0, bonnet * 0.75, half), (width * 0.35, bonnet * 0.35, 0.05), dark)
    roof = bonnet + b.among(0.7, 1.0)
    if b.chance(0.7):
        cabin(b, [(-half * 0.9, bonnet - 0.3), (-half * 0.05, bonnet - 0.3), (-half * 0.15, roof),
                  (-half * 0.85, roof)], width * 0.75, body, glass, 0.95)
        b.box((0, roof, -half * 0.5), (width * 0.85, 0.08, half * 0.95), body)
    else:
        b.box((0, bonnet + 0.1, -half * 0.5), (width * 0.4, 0.15, 0.4), dark)
        b.box((0, bonnet + 0.3, -half * 0.65), (width * 0.4, 0.4, 0.1), dark)
        b.bar((0, bonnet, 0), (0, bonnet + 0.4, -0.2), 0.03, dark, sides=2)
        b.ring((0, bonnet + 0.4, -0.2), 0.16, 0.02, dark, axis=(0, 0.6, -0.5))
    if b.chance(0.7):
        b.bar((width * 0.12, bonnet, half * 0.5), (width * 0.12, bonnet + 0.6, half * 0.5), 0.05,
              dark)
    if tracked:
        _tracks(b, length * 0.95, width * 0.75, large * 1.1, b.among(0.25, 0.45))
    else:
        wheels(b, (-half * 0.55,), width * 0.62, large, b.among(0.3, 0.5))
        wheels(b, (half * 0.7,), width * 0.55, small, b.among(0.2, 0.35))
        with b.mirrored(0):
            b.cushion((width * 0.58, large * 1.7, -half * 0.5), (0.4, large * 0.6, large * 1.6),
                      body, 0.4)
    tool = b.one_of("", "blade", "arm", "arm")
    if tool:
        reach = half + b.among(0.5, 0.9)
        with b.mirrored(0):
            b.beam((width * 0.35, bonnet * 0.8, 0), (width * 0.35, large * 0.5, reach), 0.12, dark)
        silhouette(b, [(reach, 0.05), (reach + 0.4, 0.02), (reach + 0.15, 0.3), (reach + 0.2, 0.7),
                       (reach, 0.7)], width * b.among(1, 1.5), body)
    if tool == "arm":
        elbow = (0, roof + b.among(0.2, 0.8), -half * 1.5)
        wrist = (0, b.among(0.6, 1.3), -half * 2.2)
        b.beam((0, bonnet * 0.8, -half * 0.85), elbow, 0.22, body)
        b.beam(elbow, wrist, 0.16, body)
        with b.moved(wrist):
            silhouette(b, [(-0.3, -0.45), (0.1, -0.5), (0.25, 0), (-0.1, 0.05)], width * 0.5, dark)


def _tracks(b, length, x, height, width):
    dark, hub = b.colored(*np.full(3, b.among(0.05, 0.35))), b.material("metal")
    half, rise, count = length / 2, b.among(0.3, 0.6) * height, b.count(3, 6)
    with b.mirrored(0), b.moved((x, 0, 0)):
        silhouette(b, [(-half + rise, 0), (half - rise, 0), (half, rise),
                       (half - 0.1 * rise, height * 0.85),
                       (half - rise, height), (-half + rise, height),
                       (-half + 0.1 * rise, height * 0.85), (-half, rise)], width, dark)
        for z in np.linspace(-half + rise * 1.2, half - rise * 1.2, count):
            radius = min(height * 0.4, 0.9 * (half - rise) / count)
            b.disc((0, radius + 0.06 * height, z), radius, width * 1.06, hub, sides=3)


def tank(b):
    body, dark = b.material(b.one_of("leaf", "stone", "metal", "plastic")), b.material("metal")
    length, width, height = b.among(3, 5), b.among(2.0, 2.8), b.among(0.7, 1.1)
    half = length / 2
    _tracks(b, length, width * 0.42, height * 0.85, width * b.among(0.15, 0.25))
    silhouette(b, [(-half * 0.95, height * 0.4), (half * 0.8, height * 0.4),
                   (half * 1.02, height * 0.75),
                   (half * b.among(0.4, 0.8), height * 1.25), (-half * 0.98, height * 1.2)],
               width * 0.66, body)
    with b.mirrored(0):
        b.box((width * 0.42, height * 0.92, 0), (width * 0.26, 0.07, length * 1.01), body)
    wide, tall, z = width * b.among(0.45, 0.75), b.among(0.4, 0.8), half * b.among(-0.3, 0.2)
    top = height * 1.2 + tall
    shape = b.one_of("round", "sloped", "ball")
    with b.moved((0, height * 1.2, z)):
        if shape == "round":
            b.bar((0, -0.05, 0), (0, tall, 0), wide / 2, body, top_radius=wide * b.among(0.3, 0.48))
        elif shape == "sloped":
            silhouette(b, [(-wide * 0.7, 0), (wide * 0.6, 0),
                           (wide * 0.4, tall), (-wide * 0.7, tall)], wide, body, (0, tall, 0.75))
        else:
            b.cushion((0, tall * 0.4, 0), (wide, tall * 1.2, wide * 1.2), body, 0.7)
        barrel, gun = b.among(0.8, 2.6), b.among(0.06, 0.15)
        with b.mirrored(*b.one_of((), (), (), (0,))):
            x = b.one_of(0, 0, 0.2)
            tip = tall * 0.5 + barrel * b.among(0, 0.25)
            b.bar((x, tall * 0.5, 0), (x, tip, wide / 2 + barrel), gun, body, sides=3)
            b.bar((x, tip, wide / 2 + barrel), (x, tip, wide / 2 + barrel + 0.2), gun * 1.5, dark,
                  sides=3)
    b.bar((wide * 0.2, top - 0.1, z), (wide * 0.2, top + 0.1, z), wide * 0.15, dark)
    if b.chance(0.4):
        b.bar((-wide * 0.3, top, z - 0.2), (-wide * 0.3, top + 1, z - 0.3), 0.02, dark, sides=2)
    with b.mirrored(0):
        b.box((width * 0.3, height * 1.15, -half * 0.8), (0.25, 0.3, 0.5), b.one_of(dark, body))


def train(b):
    """A steam engine, a modern engine, a coach or a goods wagon."""
    body, dark, glass = b.material(b.one_of("plastic", "any")), b.material("metal"), glazing(b)
    width, radius, length = b.among(1.4, 2.0), b.among(0.25, 0.45), b.among(3.5, 7)
    half, floor = length / 2, radius * 1.7
    kind = b.one_of("steam", "steam", "modern", "coach", "goods")
    b.box((0, floor, 0), (width, 0.2, length), dark)
    with b.mirrored(2):
        with b.mirrored(0):
            b.bar((width * 0.35, floor, half), (width * 0.35, floor, half + 0.2), 0.1, dark,
                  sides=3)
        b.box((0, floor, half), (width * 1.05, 0.25, 0.08), b.material("plastic"))
    if kind == "steam":
        big, cab = width * b.among(0.3, 0.45), length * b.among(0.22, 0.35)
        middle, front = floor + big * b.among(0.9, 1.2), half * b.among(0.8, 1)
        b.bar((0, middle, -half + cab), (0, middle, front), big, body, sides=5)
        b.bar((0, middle, front), (0, middle, front + 0.08), big * 0.9, dark, sides=5)
        for z in np.linspace(-half + cab, front, b.count(2, 5)):
            b.bar((0, middle, z), (0, middle, z + 0.08), big * 1.03, dark, sides=5)
        roof = middle + big + b.among(0.3, 0.7)
        b.turned((0, middle + big * 0.9, front - big), (0, 0.3, 0.7),
                 (0.16, 0.14, b.among(0.15, 0.35)), dark, 4)
        for z in np.linspace(0, front - big * 2.2, b.count(1, 3)):
            b.turned((0, middle + big * 0.85, z), (0, 0.2, 0.35), (0.22, 0.22, 0.03),
                     b.material("metal"), 4)
        cabin(b, [(-half, floor), (-half + cab, floor), (-half + cab, roof), (-half, roof)],
              width * 0.95, body, glass, 1, [(0.2, 0.8)], 0.55, 0.85)
        b.box((0, roof, -half + cab / 2), (width * 1.1, 0.08, cab * 1.2), dark)
        b.disc((0, middle + big * 0.7, front + 0.1), 0.15, 0.15, glass, axis=(0, 0, 1), sides=3)
        if b.chance(0.5):
            silhouette(b, [(half, 0.05), (half + 0.6, 0.05), (half, floor)], width * 0.8, dark,
                       nose=0.3)
    elif kind == "goods":
        load(b, width, length, floor + 0.1)
    else:
        slope = b.among(0, 1.2) if kind == "modern" else 0
        waist, roof = floor + b.among(0.5, 0.8), floor + b.among(1.4, 1.9)
        b.box((0, (floor + waist) / 2, 0), (width, waist - floor, length),
              b.one_of(body, b.material("any")))
        cabin(b, [(-half, waist - 0.02), (half, waist - 0.02), (half - slope, roof), (-half, roof)],
              width * 0.995, body, glass, b.among(0.85, 1), spans(b.count(3, 8)))
        lofted(b, [(-half, width, 0.4, roof - 0.05), (half - slope, width, 0.4, roof - 0.05)],
               b.one_of(body, dark), 2.5)
        lamps(b, width * 0.35, floor + 0.3, half, -half, 0.2)
    places = [-half * 0.7, -half * 0.7 + radius * 2.2, half * 0.7, half * 0.7 - radius * 2.2]
    if kind == "steam" and b.chance(0.6):
        wheels(b, (-half * 0.6, -half * 0.6 + radius * 3.4), width * 0.45, radius * 1.6, 0.15)
        places = places[2:]
    wheels(b, places, width * 0.45, radius, 0.15)
    if b.chance(0.3):
        with b.mirrored(0):
            b.box((width * 0.45, -0.06, 0), (0.1, 0.12, length * 1.1), dark)
        sleepers = b.material("wood")
        for z in np.linspace(-half, half, 9):
            b.box((0, -0.16, z), (width * 1.3, 0.12, 0.25), sleepers)


def rover(b):
    """A planet rover, or a buggy with a roll cage."""
    body, dark = b.material(b.one_of("metal", "plastic", "any")), b.material("metal")
    length, width, radius = b.among(1.5, 2.6), b.among(1.0, 1.6), b.among(0.22, 0.4)
    half, floor = length / 2, radius * b.among(1.4, 2.2)
    b.box((0, floor + 0.15, 0), (width * 0.7, 0.3, length * 0.8), body)
    b.box((0, floor + 0.32, 0), (width * 0.6, 0.06, length * 0.7), dark)
    axles = np.linspace(-half * 0.85, half * 0.85, b.one_of(2, 3, 3))
    with b.mirrored(0):
        for z in axles:
            b.beam((width * 0.3, floor + 0.1, z * 0.4), (width * 0.5, radius, z), 0.07, dark)
    wheels(b, axles, width * 0.58, radius, b.among(0.15, 0.3))
    if b.chance(0.55):
        mast = floor + b.among(0.7, 1.2)
        b.bar((0, floor, half * 0.5), (0, mast, half * 0.5), 0.05, dark)
        b.box((0, mast, half * 0.5), (0.4, 0.2, 0.2), body)
        with b.mirrored(0):
            b.disc((0.1, mast, half * 0.5 + 0.11), 0.06, 0.05, glazing(b), axis=(0, 0, 1))
        if b.chance(0.6):
            panel = b.colored(0.08, 0.12, b.among(0.25, 0.5))
            b.box((0, floor + b.among(0.4, 0.6), -half * 0.2),
                  (width * b.among(0.9, 1.8), 0.04, half), panel)
        if b.chance(0.5):
            with b.moved((width * 0.25, floor + 0.8, -half * 0.6), rotation(0, b.among(-0.8, 0.8))):
                b.turned((0, 0, 0), (0, 0.05, 0.15), (0.05, 0.2, 0.32), body, 4, 0.03)
            b.bar((width * 0.25, floor, -half * 0.6), (width * 0.25, floor + 0.8, -half * 0.6),
                  0.03, dark)
    else:
        top, x = floor + b.among(0.9, 1.2), width * 0.33
        with b.mirrored(0):
            b.wire([(x, floor + 0.2, half * 0.5), (x, top, half * 0.15), (x, top, -half * 0.4),
                    (x, floor + 0.2, -half * 0.8)], 0.04, dark)
            b.box((width * 0.18, floor + 0.5, -half * 0.2), (width * 0.28, 0.5, 0.12),
                  b.material("cloth"))
        for z in (half * 0.15, -half * 0.4):
            b.bar((-x, top, z), (x, top, z), 0.04, dark, sides=2)
        silhouette(b, [(half * 0.3, floor), (half, floor), (half, floor + 0.2),
                       (half * 0.3, floor + 0.5)], width * 0.65, body)
        lamps(b, width * 0.22, floor + 0.2, half, -half * 0.82, 0.15)


def mech(b):
    """A walking machine, with two or four legs."""
    body, dark = b.material(b.one_of("metal", "plastic", "leaf")), b.material("metal")
    glass = glazing(b)
    wide, tall, deep = b.among(0.8, 1.4), b.among(0.7, 1.2), b.among(0.8, 1.6)
    hip, knee_out, thick = b.among(0.9, 1.8), b.among(-0.5, 0.5), b.among(0.15, 0.3)
    four = b.chance(0.3)
    with b.mirrored(*((0, 2) if four else (0,))):
        x, z = wide * 0.45, deep * 0.3 if four else 0
        knee, foot = (x + 0.1, hip * 0.5, z + knee_out), (x + 0.1, 0.1, z)
        b.ball((x, hip, z), thick * 2, dark)
        b.beam((x, hip, z), knee, thick * 1.3, body)
        b.ball(knee, thick * 1.6, dark)
        b.beam(knee, foot, thick, body)
        b.box((x + 0.1, 0.08, z + 0.1), (thick * 1.8, 0.16, thick * 3), dark)
    b.box((0, hip, 0), (wide * 0.9, 0.25, deep * 0.5), dark)
    middle = hip + tall / 2
    if b.chance(0.5):
        cabin(b, [(-deep / 2, hip), (deep / 2, hip), (deep * b.among(0.1, 0.45), hip + tall),
                  (-deep / 2, hip + tall)], wide, body, glass, b.among(0.6, 1), (),
              b.among(0.3, 0.6))
    else:
        b.cushion((0, middle, 0), (wide, tall, deep), body, b.among(0.15, 0.8))
        b.cushion((0, middle + tall * 0.1, deep * 0.4), (wide * 0.6, tall * 0.4, deep * 0.3), glass,
                  0.5)
    arm = b.one_of("gun", "gun", "claw", "")
    with b.mirrored(0):
        if arm:
            shoulder = (wide * 0.65, middle + tall * 0.1, 0)
            b.cushion(shoulder, (wide * 0.4, tall * 0.5, deep * 0.5), body, 0.4)
        if arm == "gun":
            for y in (0.1, -0.1)[:b.count(1, 2)]:
                b.bar(np.add(shoulder, (0.05, y, 0)), np.add(shoulder, (0.05, y, deep * 0.9)), 0.08,
                      dark)
        elif arm == "claw":
            hand = np.add(shoulder, (0.1, -tall * 0.7, 0.3))
            b.beam(shoulder, hand, thick, dark)
            for x in (-0.1, 0.1):
                b.beam(np.add(hand, (x, 0, 0)), np.add(hand, (x, -0.25, 0.25)), 0.08, body)
    if b.chance(0.4):
        with b.mirrored(0):
            b.box((wide * 0.35, hip + tall + 0.1, -deep * 0.1), (wide * 0.3, 0.3, deep * 0.5), body)
    if b.chance(0.4):
        b.bar((wide * 0.3, hip + tall, -deep * 0.3), (wide * 0.3, hip + tall + 0.7, -deep * 0.3),
              0.02, dark)


KINDS = ((tractor, 0.8), (tank, 0.7), (train, 1.1), (rover, 0.5), (mech, 0.6))
