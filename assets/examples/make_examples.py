#!/usr/bin/env python3
"""Draws the bundled example pictures: small scenes of signed-distance shapes, sphere-traced.

    python3 assets/examples/make_examples.py [FOLDER]

Needs numpy and Pillow. The pictures are the project's own work, under its licence.
`rocket` and `mushroom` have an alpha channel; `teacup` stands on a table before a wall, as a photo would.
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image

SIZE = 768          # pixels
SUPERSAMPLE = 2
FOV_Y = 49.1        # degrees
RADIUS = 1.5


def sphere(p, centre, radius):
    return np.linalg.norm(p - centre, axis=-1) - radius


def ellipsoid(p, centre, radii):
    q = (p - centre) / radii
    k = np.linalg.norm(q, axis=-1)
    return k * (k - 1.0) / np.maximum(np.linalg.norm(q / radii, axis=-1), 1e-6)


def cone(p, y0, y1, r0, r1):
    """Round cone frustum around the y axis from height y0 (radius r0) to y1 (radius r1)."""
    d = np.stack([np.linalg.norm(p[..., [0, 2]], axis=-1), p[..., 1]], -1)
    a, b = np.array([r0, y0]), np.array([r1, y1])
    side = b - a
    t = np.clip(((d - a) @ side) / (side @ side), 0, 1)
    edge = np.linalg.norm(d - (a + t[..., None] * side), axis=-1)
    normal = np.array([side[1], -side[0]]) / np.linalg.norm(side)
    inside = ((d - a) @ normal < 0) & (d[..., 1] > y0) & (d[..., 1] < y1)
    cap = np.maximum(np.abs(d[..., 1] - (y0 + y1) / 2) - (y1 - y0) / 2, 0)
    rim = np.where(d[..., 1] > (y0 + y1) / 2, r1, r0)
    lid = np.hypot(np.maximum(d[..., 0] - rim, 0), cap)
    distance = np.where(cap > 0, np.minimum(edge, lid), edge)
    depth = np.minimum(np.abs(edge), (y1 - y0) / 2 - np.abs(d[..., 1] - (y0 + y1) / 2))
    return np.where(inside, -depth, distance)


def box(p, centre, half, rounding=0.0):
    q = np.abs(p - centre) - half + rounding
    return (np.linalg.norm(np.maximum(q, 0), axis=-1) + np.minimum(q.max(-1), 0)) - rounding


def torus(p, centre, ring, tube):
    """Ring in the x-y plane."""
    q = p - centre
    return np.hypot(np.hypot(q[..., 0], q[..., 1]) - ring, q[..., 2]) - tube


def turned(p, degrees):
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.stack([c * p[..., 0] + s * p[..., 2], p[..., 1], c * p[..., 2] - s * p[..., 0]], -1)


def union(*parts):
    """(distance, colour) pairs → the nearest's."""
    distance, colour = parts[0][0], np.broadcast_to(parts[0][1], parts[0][0].shape + (3,)).copy()
    for d, c in parts[1:]:
        nearer = d < distance
        distance = np.where(nearer, d, distance)
        colour[nearer] = np.broadcast_to(c, d.shape + (3,))[nearer]
    return distance, colour


def rocket(p):
    body = ellipsoid(p, np.array([0, 0.02, 0]), np.array([0.2, 0.5, 0.2]))
    body = np.maximum(body, -0.36 - p[..., 1])
    stripe = (p[..., 1] > 0.26)[..., None]
    hull = np.where(stripe, np.array([0.85, 0.16, 0.12]), np.array([0.93, 0.92, 0.88]))
    band = ((p[..., 1] < -0.2) & (p[..., 1] > -0.26))[..., None]
    hull = np.where(band, np.array([0.16, 0.32, 0.62]), hull)
    window = sphere(p, np.array([0.0, 0.14, 0.18]), 0.085)
    frame = torus(p, np.array([0, 0.14, 0.19]), 0.09, 0.022)
    parts = [(body, hull), (window, np.array([0.35, 0.7, 0.9])), (frame, np.array([0.75, 0.6, 0.2]))]
    parts.append((cone(p, -0.44, -0.35, 0.12, 0.09), np.array([0.3, 0.3, 0.33])))
    for angle in (30, 150, 270):
        q = turned(p, angle)
        fin = box(q, np.array([0.2, -0.3, 0]), np.array([0.13, 0.17, 0.022]), 0.02)
        fin = np.maximum(fin, q[..., 0] * 0.8 + q[..., 1] * 0.6 - 0.08)
        parts.append((fin, np.array([0.85, 0.16, 0.12])))
    return union(*parts)


def mushroom(p):
    cap = np.maximum(ellipsoid(p, np.array([0, 0.12, 0]), np.array([0.45, 0.36, 0.45])),
                     0.08 - p[..., 1])
    spots = np.full(p.shape[:-1], False)
    for k in range(14):
        angle, height = 2.39996 * k, 0.16 + 0.3 * ((k * 0.618) % 1.0)
        ring = 0.45 * np.sqrt(max(0.0, 1 - ((height - 0.12) / 0.36) ** 2))
        spots |= sphere(p, np.array([ring * np.cos(angle), height, ring * np.sin(angle)]), 0.07) < 0
    red = np.where(spots[..., None], np.array([0.96, 0.93, 0.86]), np.array([0.78, 0.13, 0.1]))
    stem = cone(p, -0.45, 0.12, 0.17, 0.12)
    return union((cap, red), (stem, np.array([0.9, 0.84, 0.7])))


def teacup(p):
    wall = np.maximum(cone(p, -0.2, 0.2, 0.17, 0.3), -cone(p, -0.16, 0.26, 0.14, 0.29))
    band = (np.abs(p[..., 1] - 0.07) < 0.035)[..., None]
    colour = np.where(band, np.array([0.13, 0.4, 0.42]), np.array([0.92, 0.9, 0.84]))
    q = turned(p, 35)
    handle = torus(q, np.array([0.28, 0.02, 0]), 0.11, 0.028)
    handle = np.maximum(handle, -(q[..., 0] - 0.22))
    tea = cone(p, -0.16, 0.13, 0.13, 0.265)
    saucer = np.maximum(cone(p, -0.24, -0.2, 0.3, 0.42), -cone(p, -0.225, -0.15, 0.28, 0.46))
    return union((wall, colour), (handle, np.array([0.92, 0.9, 0.84])),
                 (tea, np.array([0.45, 0.2, 0.07])), (saucer, np.array([0.92, 0.9, 0.84])))


def trace(scene, origin, direction, far=4.0, steps=160):
    t = np.zeros(direction.shape[:-1])
    hit = np.zeros(t.shape, bool)
    active = np.ones(t.shape, bool)
    for _ in range(steps):
        distance = np.full(t.shape, np.inf)
        distance[active] = scene(origin[active] + t[active][:, None] * direction[active])[0]
        hit |= active & (distance < 5e-4)
        active &= (distance >= 5e-4) & (t < far)
        t[active] += 0.8 * distance[active]
        if not active.any():
            break
    return t, hit


def shade(scene, p, view):
    e = 1e-3
    axes = np.eye(3) * e
    n = np.stack([scene(p + a)[0] - scene(p - a)[0] for a in axes], -1)
    n /= np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-9)
    light = np.array([0.5, 0.75, 0.45])
    light /= np.linalg.norm(light)
    _, dark = trace(scene, p + 0.01 * n, np.broadcast_to(light, p.shape), far=1.5, steps=60)
    diffuse = np.clip(n @ light, 0, 1) * np.where(dark, 0.35, 1.0)
    sky = 0.5 + 0.5 * n[..., 1]
    half = light - view
    half /= np.linalg.norm(half, axis=-1, keepdims=True)
    gloss = np.clip((n * half).sum(-1), 0, 1) ** 60 * np.where(dark, 0.0, 0.25)
    linear = scene(p)[1] ** 2.2 * (0.35 * sky + 0.75 * diffuse)[..., None] + gloss[..., None]
    return np.clip(linear, 0, 1) ** (1 / 2.2)


def draw(scene, elevation, background=None):
    n = SIZE * SUPERSAMPLE
    a = np.radians(elevation)
    right, up = np.array([1, 0, 0]), np.array([0, np.cos(a), -np.sin(a)])
    back = np.array([0, np.sin(a), np.cos(a)])
    s = (np.arange(n) + 0.5) / n * 2 - 1
    k = np.tan(np.radians(FOV_Y / 2))
    picture = np.zeros((n, n, 4))
    for top in range(0, n, 128):
        x, y = np.meshgrid(s, -s[top:top + 128])
        d = x[..., None] * k * right + y[..., None] * k * up - back
        d = (d / np.linalg.norm(d, axis=-1, keepdims=True)).reshape(-1, 3)
        o = np.broadcast_to(RADIUS * back, d.shape)
        t, hit = trace(scene, o, d)
        rows = np.zeros((d.shape[0], 4))
        if background is not None:
            rows[:] = background(scene, o, d)
        if hit.any():
            rows[hit, :3] = shade(scene, o[hit] + t[hit][:, None] * d[hit], d[hit])
            rows[hit, 3] = 1
        picture[top:top + 128] = rows.reshape(-1, n, 4)
    blocks = picture.reshape(SIZE, SUPERSAMPLE, SIZE, SUPERSAMPLE, 4)
    alpha = blocks[..., 3:].mean((1, 3))
    colour = (blocks[..., :3] * blocks[..., 3:]).mean((1, 3)) / np.maximum(alpha, 1e-6)
    return Image.fromarray((np.concatenate([colour, alpha], -1) * 255 + 0.5).astype(np.uint8))


def table(scene, origin, direction):
    """A wooden table with the object's shadow, and a wall behind it."""
    t = (-0.245 - origin[:, 1]) / np.minimum(direction[:, 1], -1e-6)
    p = origin + t[:, None] * direction
    on_table = (direction[:, 1] < 0) & (p[:, 2] > -1.6)
    grain = 0.5 + 0.5 * np.sin(38 * p[:, 2] + 2.5 * np.sin(3.1 * p[:, 0]) + 0.7 * np.sin(17 * p[:, 0]))
    wood = np.array([0.36, 0.22, 0.12]) + 0.07 * grain[:, None] * np.array([1, 0.8, 0.6])
    light = np.array([0.5, 0.75, 0.45]) / np.linalg.norm([0.5, 0.75, 0.45])
    dark = np.zeros(len(p), bool)
    if on_table.any():
        _, dark[on_table] = trace(scene, p[on_table] + np.array([0, 0.01, 0]),
                                  np.broadcast_to(light, p[on_table].shape), far=1.5, steps=60)
    wood = wood * np.where(dark, 0.5, 1.0)[:, None]
    wall = np.array([0.42, 0.5, 0.55]) * (0.85 + 0.25 * direction[:, 1:2])
    return np.concatenate([np.where(on_table[:, None], wood, wall), np.ones((len(p), 1))], -1)


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    draw(rocket, 12).save(folder / "rocket.png", optimize=True)
    draw(mushroom, 20).save(folder / "mushroom.png", optimize=True)
    draw(teacup, 24, table).convert("RGB").save(folder / "teacup.jpg", quality=90)


if __name__ == "__main__":
    main()
