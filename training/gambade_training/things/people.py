"""People, robots, skeletons, busts, helmets and masks."""

import numpy as np

from gambade_training.things.builder import rotation
from gambade_training.things.figure_parts import (hat, held, human_head, jointed, joints,
                                                  lofted_upright, mass)
from gambade_training.things.paints import pelt
from gambade_training.things.shapes import lofted, orb


def _skin(b):
    return b.material("skin") if b.chance(0.85) else b.material("any")


def person(b):
    """From a realistic adult to a game piece with a large head; a third are of boxes."""
    square = b.chance(0.3)
    skin, hair, shirt = _skin(b), pelt(b), b.material("cloth")
    trousers, shoes = b.material("cloth"), b.material(b.one_of("wood", "plastic"))
    trim = b.material("any")
    tall = b.among(0.12, 0.15) if b.chance(0.4) else b.among(0.18, 0.42)
    leg = (1 - tall) * b.among(0.44, 0.58)
    torso, shoe = 1 - tall - leg, b.among(0.03, 0.06)
    half = torso * b.among(0.27, 0.42)
    deep, arm = half * b.among(0.7, 1.2), half * b.among(0.22, 0.36)
    thigh = half * b.among(0.32, 0.48)
    long = torso * b.among(0.95, 1.25)
    hip, outfit = leg, b.one_of("", "", "", "skirt", "robe", "coat")
    top = hip + torso
    legs, arms = joints(b, half + arm * 0.6, hip, top - arm, leg - shoe, long,
                        "stand" if outfit == "robe" else None)
    if square:
        b.box((0, hip + torso / 2, 0), (half * 2, torso, deep * 1.2), shirt)
    else:
        waist = b.among(0.7, 1.0)
        lofted_upright(b, (0, hip - thigh * 0.6, 0), [
            (0, half * 1.5, deep * 1.1, 0), (torso * 0.35, half * 2 * waist, deep * 1.1 * waist, 0),
            (torso * 0.75, half * 2, deep * 1.3, 0), (torso * 0.95, half * 1.8, deep, 0),
            (torso + thigh * 0.5, half * 0.8, deep * 0.6, 0)], shirt, 2.6)
        b.bar((0, top - 0.03, 0), (0, top + tall * 0.2, 0), min(half * 0.35, tall * 0.3), skin,
              sides=2)
    bare_leg, bare_arm = b.chance(0.25), b.chance(0.4)
    for points in legs:
        jointed(b, square, points, (thigh, thigh * 0.8, thigh * 0.6), trousers)
        if bare_leg:
            b.bar(points[1], points[2], thigh * 0.82, skin, top_radius=thigh * 0.64, sides=2)
        foot = np.array(points[2])
        mass(b, square, foot + [0, shoe * 0.3 - shoe / 2, thigh * 0.5],
             (thigh * 1.7, shoe * 1.7, thigh * b.among(2.6, 3.4)), shoes, 0.6)
        if outfit != "robe" and not bare_leg and b.flat:
            b.bar((np.array(points[1]) + foot) / 2, foot, thigh * 0.9, shoes, sides=2)
    for points in arms:
        jointed(b, square, points, (arm, arm * 0.9, arm * 0.75), shirt)
        orb(b, points[0], arm * 2.1, shirt)
        if bare_arm:
            b.bar(points[1], points[2], arm * 0.92, skin, top_radius=arm * 0.78, sides=2)
        mass(b, square, points[2], np.full(3, arm * b.among(1.7, 2.2)), skin)
    if legs[0][1][1] == hip:  # sits
        outfit = ""
        b.box((0, (hip - thigh) - leg * 0.25, 0), (half * 3, leg * 0.5 - thigh * 0.2, half * 3),
              b.material("wood"))
    if outfit in ("skirt", "robe"):
        down = leg * (0.95 if outfit == "robe" else b.among(0.3, 0.6))
        lofted_upright(b, (0, hip - down, 0),
                       [(0, half * b.among(2.0, 3.2), half * b.among(1.8, 2.8), 0),
                        (down * 1.1, half * 1.7, deep * 1.3, 0)], b.one_of(shirt, trousers), 2.5)
    elif outfit == "coat":
        b.box((0, hip + torso * 0.05, -deep * 0.1),
              (half * 2.1, leg * b.among(0.5, 0.9), deep * 1.15), shirt)
    if b.chance(0.5):
        b.box((0, hip + torso * 0.06, 0), (half * 2.05, torso * 0.1, deep * 1.28), trim)
    if b.chance(0.25):
        with b.mirrored(0):
            mass(b, square, (half, top - arm * 0.6, 0), (arm * 3.2, arm * 2.2, arm * 3.2),
                 b.material("metal"))
    back = b.one_of("", "", "", "pack", "cape", "quiver")
    if back == "pack":
        size = (half * b.among(1.2, 2), torso * b.among(0.5, 0.9), deep * b.among(0.6, 1))
        mass(b, square, (0, hip + torso * 0.6, -deep * 0.9), size, trim, 0.3)
    elif back == "cape":
        low = b.among(0.1, 0.7) * hip
        b.beam((0, top, -deep * 0.55), (0, low, -deep * b.among(0.8, 1.6)), half * 2.2, trim, 0.02)
    elif back == "quiver":
        b.bar((-half * 0.5, hip, -deep * 0.75), (half * 0.5, top + 0.03, -deep * 0.75), half * 0.25,
              trim, sides=2)
    round_head = b.among(0.7, 0.85) if tall < 0.16 else b.among(0.85, 1.2)
    with b.moved((0, 0, deep * 0.05)):
        human_head(b, square, top + tall * 0.52, tall * round_head, tall,
                   tall * round_head * b.among(0.9, 1.15), skin, hair)
    for points in arms:
        if b.chance(0.3):
            held(b, points[2], long * 0.8)


def robot(b):
    body, trim = b.material(b.one_of("metal", "plastic", "any")), b.material("any")
    dark = b.material("metal")
    square = b.chance(0.6)
    glow = b.colored(*b.one_of((0.2, 0.9, 1), (1, 0.3, 0.2), (0.4, 1, 0.4), (1, 0.9, 0.3)))
    hip, torso, half = b.among(0.25, 0.6), b.among(0.3, 0.55), b.among(0.14, 0.3)
    top, tall, wide = hip + torso, b.among(0.14, 0.35), half * b.among(0.8, 1.7)
    arm, deep = half * b.among(0.2, 0.35), half * b.among(1.0, 1.8)
    foot = b.one_of("legs", "legs", "wheels", "cone")
    legs, arms = joints(b, half + arm, hip, top - arm * 1.3, hip - 0.05, torso * b.among(1, 1.3),
                        b.one_of("stand", "stand", "spread", "walk", "act"))
    for chain in arms + (legs if foot == "legs" else []):
        jointed(b, square, chain, (arm * 0.8,) * 3, dark)
        b.beam(chain[1], chain[2], arm * 2.1, body)
        for joint in chain[:2]:
            orb(b, joint, arm * 2.2, trim)
    for _, _, hand in arms:
        with b.moved(hand):
            for x in (-1, 1):
                b.box((x * arm * 0.7, -arm, arm * 0.3), (arm * 0.4, arm * 1.4, arm * 0.7), dark)
    if foot == "legs":
        for _, _, ankle in legs:
            b.box(np.add(ankle, (0, -0.02, arm * 0.5)), (arm * 2.4, 0.06, arm * 4), trim)
    elif foot == "cone":
        b.bar((0, hip * 0.15, 0), (0, hip, 0), half * b.among(0.3, 1.1), body,
              top_radius=half * 0.6)
        orb(b, (0, hip * 0.2, 0), hip * 0.4, dark)
    else:
        b.box((0, hip * 0.6, 0), (half, hip * 0.9, deep * 0.6), dark)
        with b.mirrored(0):
            b.cushion((half * 0.8, hip * 0.25, 0), (half * 0.5, hip * 0.5, deep * 1.5), dark, 0.4)
    b.bar((0, top - 0.02, 0), (0, top + 0.06, 0), wide * 0.2, dark)
    mass(b, square, (0, hip + torso / 2, 0), (half * 2, torso, deep), body, b.among(0.2, 0.8))
    b.box((0, hip + torso * 0.6, deep * 0.49), (half * 1.1, torso * 0.4, 0.04), trim)
    for x in np.linspace(-0.3, 0.3, b.count(2, 4)):
        orb(b, (x * half, hip + torso * 0.6, deep * 0.53), half * 0.16, glow)
    if b.chance(0.5):
        b.box((0, hip + torso * 0.6, -deep * 0.6), (half * 1.3, torso * 0.6, deep * 0.4), dark)
    y, thick = top + 0.04 + tall / 2, wide * b.among(0.7, 1.1)
    mass(b, square, (0, y, 0), (wide, tall, thick), body, b.among(0.2, 1))
    if b.chance(0.4):
        b.box((0, y + tall * 0.05, thick * 0.47), (wide * 0.8, tall * 0.35, 0.05),
              b.one_of(dark, glow))
    else:
        with b.mirrored(0):
            b.disc((wide * 0.22, y + tall * 0.08, thick * 0.48), tall * 0.14, 0.06, glow,
                   axis=(0, 0, 1), sides=3)
    b.box((0, y - tall * 0.28, thick * 0.45), (wide * 0.4, tall * 0.08, 0.05), dark)
    if b.chance(0.6):
        side = b.one_of((), (0,))
        with b.mirrored(*side):
            x = wide * 0.35 if side else 0
            b.bar((x, y, 0), (x, y + tall * 0.9, 0), 0.015, dark, sides=2)
            orb(b, (x, y + tall * 0.9, 0), 0.05, glow)
    if b.chance(0.5):
        b.bar((-wide * 0.58, y, 0), (wide * 0.58, y, 0), tall * 0.2, trim, sides=3)


def skeleton(b):
    bone = b.colored(*(np.array([1, 0.95, 0.85]) * b.among(0.6, 1)))
    hip, torso, half = b.among(0.4, 0.5), b.among(0.28, 0.36), b.among(0.1, 0.15)
    top, thin, tall = hip + torso, b.among(0.012, 0.025), b.among(0.15, 0.3)
    legs, arms = joints(b, half, hip, top, hip - 0.02, torso * 1.25,
                        b.one_of("stand", "walk", "act", "spread"))
    for chain in legs + arms:
        jointed(b, False, chain, (thin, thin, thin), bone)
        for joint in chain:
            orb(b, joint, thin * 3, bone)
    for _, _, ankle in legs:
        b.box(np.add(ankle, (0, 0, 0.04)), (0.05, 0.03, 0.13), bone)
    for _, _, hand in arms:
        b.box(np.add(hand, (0, -0.03, 0)), (0.04, 0.07, 0.02), bone)
        if b.chance(0.3):
            held(b, hand, torso)
    b.bar((0, hip, -0.02), (0, top + 0.04, -0.02), thin * 1.3, bone)
    b.cushion((0, hip, 0), (half * 1.7, 0.07, half * 0.9), bone, 0.7)
    b.bar((-half, top, 0), (half, top, 0), thin, bone)
    for share in np.linspace(0.45, 0.95, b.count(3, 5)):
        with b.moved((0, hip + torso * share, 0.01), np.diag([1, 1, 0.7])):
            b.ring((0, 0, 0), half * (0.6 + 0.4 * share) * 0.85, thin * 0.8, bone)
    with b.moved((0, top + 0.03, 0)):
        _skull(b, tall, bone)
    if b.chance(0.4):
        hat(b, False, top + 0.03 + tall * 0.55, tall * 0.85, tall * 0.8, tall * 0.95)


def _skull(b, tall, bone):
    dark = b.colored(0.05, 0.04, 0.04)
    b.cushion((0, tall * 0.6, 0), (tall * 0.8, tall * 0.75, tall * 0.9), bone, 0.9)
    b.cushion((0, tall * 0.2, tall * 0.15), (tall * 0.5, tall * 0.4, tall * 0.5), bone, 0.4)
    with b.mirrored(0):
        orb(b, (tall * 0.18, tall * 0.5, tall * 0.39), np.array([0.24, 0.22, 0.12]) * tall, dark)
    orb(b, (0, tall * 0.34, tall * 0.41), tall * 0.1, dark)
    for x in np.linspace(-0.16, 0.16, 5):
        b.box((x * tall, tall * 0.14, tall * 0.39), (tall * 0.06, tall * 0.1, tall * 0.03), bone)
    b.box((0, tall * 0.14, tall * 0.385), (tall * 0.4, tall * 0.02, tall * 0.03), dark)


def skull(b):
    tall = b.among(0.8, 1.2)
    _skull(b, tall, b.one_of(b.colored(0.9, 0.85, 0.75), b.material("stone"), b.material("metal")))
    if b.chance(0.25):
        horn = b.material("wood")
        with b.mirrored(0):
            jointed(b, False, [(tall * 0.35, tall * 0.75, 0), (tall * 0.7, tall * 0.9, 0),
                               (tall * 0.8, tall * 1.3, 0.1)],
                    (tall * 0.12, tall * 0.08, 0.01), horn)


def bust(b):
    """A head on a base: of stone, or coloured."""
    stone = b.material(b.one_of("stone", "stone", "metal", "wood"))
    plain = b.chance(0.6)
    skin, hair, cloth = (stone,) * 3 if plain else (_skin(b), pelt(b), b.material("cloth"))
    tall, square = b.among(0.5, 0.7), b.chance(0.12)
    wide, foot, chest = tall * b.among(0.7, 0.95), b.among(0.1, 0.4), b.among(0.25, 0.5)
    broad = wide * b.among(1.3, 2.2)
    b.turned((0, 0, 0), np.array([0, 0.25, 0.3, 1]) * foot, np.array([0.5, 0.45, 0.25, 0.3]) * wide,
             b.one_of(stone, b.material("stone")), 4)
    lofted_upright(b, (0, foot, 0),
                   [(0, broad * 0.6, wide * 0.6, 0), (chest * 0.5, broad, wide * 0.8, 0),
                    (chest * 0.9, broad * 0.8, wide * 0.6, 0),
                    (chest * 1.1, wide * 0.4, wide * 0.4, 0)], cloth, 2.6)
    b.bar((0, foot + chest * 0.8, 0), (0, foot + chest + tall * 0.3, 0), wide * 0.26, skin)
    with b.moved((0, 0, wide * 0.08)):
        human_head(b, square, foot + chest + tall * 0.6, wide,
                   tall, wide * b.among(0.95, 1.2), skin, hair)


def mask(b):
    """A helmet, or a flat mask with a face."""
    tile, trim = b.material(b.one_of("metal", "metal", "any")), b.material("any")
    dark = b.colored(0.05, 0.05, 0.06)
    wide = b.among(0.7, 1.0)
    if b.chance(0.6):
        tall, deep = wide * b.among(0.7, 1.3), wide * b.among(1, 1.25)
        with b.moved((0, 0, 0), np.diag([1, 1, deep / wide])):
            b.turned((0, 0, 0), (-0.002, 0.02), (wide * 0.53, wide * 0.54), trim, 5)
            b.turned((0, 0.02, 0), np.array([0, 0.35, 0.65, 0.85, 0.96, 1]) * tall,
                     np.array([0.5, 0.5, 0.46, 0.33, 0.18, 0.02]) * wide, tile, 5)
        style = b.one_of("slit", "glass", "open")
        if style == "slit":
            b.box((0, tall * 0.5, deep * 0.46), (wide * 0.7, tall * 0.08, deep * 0.1), dark)
            b.box((0, tall * 0.25, deep * 0.48), (wide * 0.08, tall * 0.5, deep * 0.08), trim)
        else:
            b.cushion((0, tall * 0.42, deep * 0.2),
                      (wide * 0.9, tall * b.among(0.35, 0.6), deep * 0.66),
                      b.material("glass") if style == "glass" else dark, 0.6)
            if style == "open":
                b.box((0, tall * 0.4, deep * 0.52), (wide * 0.1, tall * 0.5, deep * 0.06), tile)
        top = b.one_of("", "crest", "horns", "plume", "spike")
        if top == "crest":
            b.cushion((0, tall * 0.9, -deep * 0.05), (wide * 0.12, tall * 0.7, deep * 1.1), trim,
                      0.8)
        elif top == "horns":
            with b.mirrored(0):
                jointed(b, False, [(wide * 0.42, tall * 0.6, 0), (wide * 0.75, tall * 0.75, 0),
                                   (wide * 0.85, tall * 1.25, 0)],
                        (wide * 0.12, wide * 0.1, 0.01), trim)
        elif top == "plume":
            jointed(b, False, [(0, tall * 0.9, 0), (0, tall * 1.4, -deep * 0.2),
                               (0, tall * 0.9, -deep * 0.8)], (0.04, wide * 0.14, 0.03), trim)
        elif top == "spike":
            b.bar((0, tall * 0.9, 0), (0, tall * 1.4, 0), wide * 0.08, trim, top_radius=0.005)
        return
    tall = wide * b.among(1.1, 1.7)
    with b.moved((0, tall / 2, 0), rotation(0, -np.pi / 2)):
        lofted(b, [(-tall / 2, wide * b.among(0.2, 0.6), wide * 0.15, 0), (0, wide, wide * 0.6, 0),
                   (tall / 2, wide * b.among(0.4, 0.8), wide * 0.2, 0)], tile, 2.4, -0.75, 5)
    with b.mirrored(0):
        b.cushion((wide * 0.22, tall * 0.6, wide * 0.26), (wide * 0.22, tall * 0.08, wide * 0.12),
                  dark, 0.8, rotation(2, b.among(-0.3, 0.4)))
        b.box((wide * 0.22, tall * 0.68, wide * 0.27), (wide * 0.28, tall * 0.04, wide * 0.08),
              trim)
        if b.chance(0.4):
            b.bar((wide * 0.3, tall * 0.85, 0), (wide * 0.6, tall * 1.2, 0), wide * 0.1, trim,
                  top_radius=0.01)
    b.bar((0, tall * 0.62, wide * 0.28), (0, tall * 0.42, wide * 0.34), wide * 0.05, tile,
          top_radius=wide * 0.1)
    b.cushion((0, tall * 0.25, wide * 0.25), (wide * b.among(0.2, 0.45), tall * b.among(0.04, 0.12),
                                              wide * 0.12), b.one_of(dark, trim), 0.9)


KINDS = ((person, 3.5), (robot, 1.2), (skeleton, 0.6), (skull, 0.3), (bust, 0.9), (mask, 0.6))
