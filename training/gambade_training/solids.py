"""Closed surfaces for procedural objects: triangles of parametric primitives, beside a function
that tells inside from outside. Cutting one solid by another needs only the two together.

A vertex is a row [x, y, z, u, v, smooth, tile]: place, texture coordinates in 0..1, the smoothing
group (vertices of one group that lie together share their normal), and the texture tile. Every
primitive lies within -1..1 on each axis.
"""

from dataclasses import dataclass, replace
from typing import Callable

import numpy as np

PLACE, UV, SMOOTH, TILE = slice(0, 3), slice(3, 5), 5, 6
_COLUMNS = 7
_BISECTIONS = 12


@dataclass(frozen=True)
class Solid:
    """vertices [V,7], triangles int64 [T,3]; field(points [N,3]) -> [N], negative inside. Thin
    things (tubes) have a field that is positive everywhere: they neither hide nor cut anything."""

    vertices: np.ndarray
    triangles: np.ndarray
    field: Callable

    def placed(self, matrix, offset):
        """Under x -> matrix x + offset; matrix [3,3] is invertible and may mirror."""
        vertices = self.vertices.copy()
        vertices[:, PLACE] = vertices[:, PLACE] @ matrix.T + offset
        inverse = np.linalg.inv(matrix).T
        triangles = self.triangles if np.linalg.det(matrix) > 0 else self.triangles[:, ::-1]
        return Solid(vertices, triangles, lambda points: self.field((points - offset) @ inverse))

    def mirrored(self, axis):
        """With the sign of this coordinate changed."""
        flip = np.eye(3)
        flip[axis, axis] = -1
        return self.placed(flip, np.zeros(3))

    def with_tile(self, tile):
        """The same in the texture's tile of that number."""
        vertices = self.vertices.copy()
        vertices[:, TILE] = tile
        return replace(self, vertices=vertices)

    def bounds(self):
        """Lowest and highest corner, [2,3]."""
        places = self.vertices[:, PLACE]
        return np.stack([places.min(0), places.max(0)])


def never_inside(points):
    """The field of thin parts, which hide and cut nothing."""
    return np.ones(len(points))


def _patch(rows, columns, place, group=0, mirrored=False):
    """rows x columns cells; place(u, v) -> [N,3], seen from outside u to the right, v downwards, or
    turned. A mirrored patch repeats its texture backwards, so that its left and right edges look
    the same."""
    v, u = (c.ravel() for c in np.meshgrid(np.linspace(0, 1, rows + 1),
                                           np.linspace(0, 1, columns + 1), indexing="ij"))
    vertices = np.zeros((len(u), _COLUMNS))
    vertices[:, PLACE] = place(u, v)
    vertices[:, UV] = np.stack([1 - np.abs(2 * u - 1) if mirrored else u, v], 1)
    vertices[:, SMOOTH] = group
    i, j = (c.ravel() for c in np.mgrid[:rows, :columns])
    a = i * (columns + 1) + j
    below = a + columns + 1
    return vertices, np.concatenate([np.stack([a, a + 1, below], 1),
                                     np.stack([a + 1, below + 1, below], 1)])


def _joined(patches):
    starts = np.cumsum([0] + [len(vertices) for vertices, _ in patches[:-1]])
    return (np.concatenate([vertices for vertices, _ in patches]),
            np.concatenate([triangles + start for (_, triangles), start in zip(patches, starts)]))


def join(solids):
    """(vertices, triangles) of all of them; smoothing groups stay apart."""
    patches, groups = [], 0
    for solid in solids:
        vertices = solid.vertices.copy()
        vertices[:, SMOOTH] += groups
        groups = vertices[:, SMOOTH].max() + 1
        patches.append((vertices, solid.triangles))
    return _joined(patches)


def box(detail):
    """A cube; detail x detail cells a side."""
    patches = []
    for axis in range(3):
        for sign in (-1, 1):
            def place(u, v, axis=axis, sign=sign):
                sides = [(2 * u - 1) * (sign if axis == 1 else -sign), 1 - 2 * v]
                return np.stack(sides[:axis] + [np.full_like(u, sign)] + sides[axis:], 1)
            patches.append(_patch(detail, detail, place, group=len(patches)))
    return Solid(*_joined(patches), lambda points: np.abs(points).max(1) - 1)


def superquadric(detail, polar, equatorial):
    """A ball at exponents 1 and 1, rounder boxes below, stars above; 3 detail x 2 detail cells."""
    def power(values, exponent):
        return np.sign(values) * np.abs(values) ** exponent

    def place(u, v):
        phi, theta = 2 * np.pi * u, np.pi * (0.5 - v)
        ring = power(np.maximum(np.cos(theta), 0), polar)
        return np.stack([ring * power(np.cos(phi), equatorial), power(np.sin(theta), polar),
                         ring * power(np.sin(phi), equatorial)], 1)

    def field(points):
        x, y, z = np.abs(points).T
        ring = (x ** (2 / equatorial) + z ** (2 / equatorial)) ** (equatorial / polar)
        return (ring + y ** (2 / polar)) ** (polar / 2) - 1

    return Solid(*_patch(2 * detail, 4 * detail, place, mirrored=True), field)


def revolved(detail, heights, radii):
    """A column around the y axis with the radii [K] at heights [K], which rise from -1 to 1."""
    def radius(y):
        return np.interp(y, heights, radii)

    def side(u, v):
        y, phi = np.interp(v, np.linspace(0, 1, len(heights)), heights[::-1]), 2 * np.pi * u
        return np.stack([radius(y) * np.cos(phi), y, radius(y) * np.sin(phi)], 1)

    def lid(y):
        def place(u, v):
            r, phi = radius(y) * v, 2 * np.pi * u * np.sign(y)
            return np.stack([r * np.cos(phi), np.full_like(u, y), r * np.sin(phi)], 1)
        return place

    rows = len(heights) - 1 if len(heights) > 2 else detail
    patches = [_patch(rows, 4 * detail, side, 0, mirrored=True)]
    for group, y in ((1, -1.0), (2, 1.0)):
        if radius(y) > 1e-6:
            patches.append(_patch(max(2, detail // 2), 4 * detail, lid(y), group, mirrored=True))

    def field(points):
        return np.maximum(np.hypot(points[:, 0], points[:, 2]) - radius(points[:, 1]),
                          np.abs(points[:, 1]) - 1)

    return Solid(*_joined(patches), field)


def torus(detail, thickness):
    """A ring in the xz plane; thickness: of the tube, as a share of the whole radius (0..0.5)."""
    middle = 1 - thickness

    def place(u, v):
        phi, theta = 2 * np.pi * u, -2 * np.pi * v
        ring = middle + thickness * np.cos(theta)
        return np.stack([ring * np.cos(phi), thickness * np.sin(theta), ring * np.sin(phi)], 1)

    def field(points):
        return np.hypot(np.hypot(points[:, 0], points[:, 2]) - middle, points[:, 1]) - thickness

    return Solid(*_patch(2 * detail, 4 * detail, place, mirrored=True), field)


def extruded(outline):
    """A plate from z = -1 to 1 whose outline [K,2] runs counterclockwise and is star-shaped around
    the mean of its corners; corners within -1..1."""
    following = np.roll(outline, -1, 0)
    low, high = outline.min(0), outline.max(0)
    middle = outline.mean(0)
    patches = []
    for start, end in zip(outline, following):
        def side(u, v, start=start, end=end):
            xy = start + (end - start) * (1 - v)[:, None]
            return np.c_[xy, 2 * u - 1]
        patches.append(_patch(1, 1, side, group=len(patches)))
    for z in (-1, 1):
        corners = np.c_[np.vstack([outline, middle]), np.full(len(outline) + 1, z)]
        vertices = np.zeros((len(corners), _COLUMNS))
        vertices[:, PLACE] = corners
        across = (corners[:, :2] - low) / np.maximum(high - low, 1e-9)
        vertices[:, UV] = np.c_[across[:, 0] if z > 0 else 1 - across[:, 0], 1 - across[:, 1]]
        vertices[:, SMOOTH] = len(patches)
        at = np.arange(len(outline))
        fan = np.stack([np.full_like(at, len(outline)), at, (at + 1) % len(outline)], 1)
        patches.append((vertices, fan if z > 0 else fan[:, ::-1]))

    def field(points):
        edge = following - outline
        along = points[:, None, :2] - outline
        share = np.clip((along * edge).sum(2) / np.maximum((edge ** 2).sum(1), 1e-12), 0, 1)
        distance = np.linalg.norm(along - share[..., None] * edge, axis=2).min(1)
        above = outline[:, 1] > points[:, None, 1]
        crossing = above != (following[:, 1] > points[:, None, 1])
        slope = edge[:, 0] / np.where(edge[:, 1] == 0, 1e-12, edge[:, 1])
        at = outline[:, 0] + slope * (points[:, None, 1] - outline[:, 1])
        inside = (crossing & (points[:, None, 0] < at)).sum(1) % 2 == 1
        return np.maximum(np.where(inside, -distance, distance), np.abs(points[:, 2]) - 1)

    return Solid(*_joined(patches), field)


def tubes(curves, thickness, sides=6):
    """Round wires along curves, each [K,3]."""
    patches = []
    for group, curve in enumerate(curves):
        along = np.gradient(curve, axis=0)
        along /= np.linalg.norm(along, axis=1, keepdims=True)
        least = np.eye(3)[np.abs(along).mean(0).argmin()]
        across = np.cross(along, least)
        across /= np.linalg.norm(across, axis=1, keepdims=True)
        third = np.cross(along, across)

        def place(u, v, curve=curve, across=across, third=third):
            at = np.rint(v * (len(curve) - 1)).astype(int)
            phi = 2 * np.pi * u[:, None]
            return curve[at] + thickness * (np.cos(phi) * across[at] + np.sin(phi) * third[at])

        patches.append(_patch(len(curve) - 1, sides, place, group, mirrored=True))
    return Solid(*_joined(patches), never_inside)


def _clipped(vertices, triangles, field):
    """The part of the triangles where the field is positive. Cut edges end on the field's zero."""
    kept = field(vertices[:, PLACE]) > 0
    count = kept[triangles].sum(1)
    whole = triangles[count == 3]
    cut = triangles[(count == 1) | (count == 2)]
    if len(cut) == 0:
        return vertices, whole
    # Turned so that the corner that stands alone comes first.
    alone = (kept[cut] == (kept[cut].sum(1) == 1)[:, None]).argmax(1)
    cut = np.take_along_axis(cut, (alone[:, None] + np.arange(3)) % 3, 1)
    single = kept[cut[:, 0]]

    edges = np.sort(np.concatenate([cut[:, [0, 1]], cut[:, [0, 2]]]), 1)
    edges, at = np.unique(edges, axis=0, return_inverse=True)
    flip = kept[edges[:, 0]]
    outer = vertices[np.where(flip, edges[:, 0], edges[:, 1])]
    inner = vertices[np.where(flip, edges[:, 1], edges[:, 0])]
    low, high = np.zeros(len(edges)), np.ones(len(edges))
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        outside = field((outer + (inner - outer) * middle[:, None])[:, PLACE]) > 0
        low, high = np.where(outside, middle, low), np.where(outside, high, middle)
    added = outer + (inner - outer) * low[:, None]
    to_b, to_c = len(vertices) + at.ravel().reshape(2, -1)

    a, b, c = cut.T
    quads = ~single
    pieces = [whole, np.stack([a, to_b, to_c], 1)[single],
              np.stack([to_b, b, c], 1)[quads], np.stack([to_b, c, to_c], 1)[quads]]
    return np.concatenate([vertices, added]), np.concatenate(pieces)


def subtract(solid, cutter):
    """solid without what lies in cutter; the walls of the cut keep the cutter's tile."""
    rest = _clipped(solid.vertices, solid.triangles, cutter.field)
    vertices, triangles = _clipped(cutter.vertices, cutter.triangles, lambda p: -solid.field(p))
    walls = Solid(vertices, triangles[:, ::-1], cutter.field)
    return Solid(*join([replace(solid, vertices=rest[0], triangles=rest[1]), walls]),
                 lambda points: np.maximum(solid.field(points), -cutter.field(points)))


def without_hidden(solids, margin=0.01):
    """The solids without the triangles that lie inside others of them."""
    def inside(points, others):
        found = np.zeros(len(points), bool)
        for other in others:
            found |= other.field(points) < -margin
        return found

    result = []
    for solid in solids:
        others = [other for other in solids if other is not solid]
        corners = solid.vertices[solid.triangles][..., PLACE]
        hidden = inside(solid.vertices[:, PLACE], others)[solid.triangles].all(1)
        # A long triangle may have its corners in others and be seen between them.
        turned = np.roll(corners[hidden], 1, 1)
        between = np.concatenate([(corners[hidden] + turned) / 2,
                                  corners[hidden].mean(1, keepdims=True)], 1)
        hidden[hidden] = inside(between.reshape(-1, 3), others).reshape(-1, 4).all(1)
        result.append(replace(solid, triangles=solid.triangles[~hidden]))
    return [solid for solid in result if len(solid.triangles)]


def vertex_normals(vertices, triangles):
    """Unit normals [V,3]: the mean over the triangles that meet there in one smoothing group."""
    places = vertices[:, PLACE]
    a, b, c = (places[triangles[:, k]] for k in range(3))
    faces = np.cross(b - a, c - a)
    keys = np.rint(np.c_[places, vertices[:, SMOOTH]] * 1e5).astype(np.int64)
    _, group = np.unique(keys, axis=0, return_inverse=True)
    group = group.ravel()
    sums = np.zeros((group.max() + 1, 3))
    for k in range(3):
        np.add.at(sums, group[triangles[:, k]], faces)
    return (sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12))[group]
