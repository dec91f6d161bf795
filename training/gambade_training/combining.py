"""More objects than there are: two real ones put together.

What a network has seen hundreds of times it knows by heart, its back included. Of an object that
stands beside another, on it or in it, as no other does, it has to tell the shape from the picture.
"""

import itertools
import math
import random
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from gambade_training.objects import ObjectLibrary

KIND = "combined"
SECOND_SIZE = (0.4, 1.0)  # of the second object, the first one being as large as it is
CLOSENESS = (0.7, 1.0)  # of their distance: at 1 two objects beside each other just touch
SINKING = (0.0, 0.3)  # of the upper object's height, into the lower one
TOP = 0.1  # of the lower object's height: the upper one stands on the middle of what is there
PERMUTED_SHARE = 0.3  # of the parts, with their colour channels in another order

_COLOR_ORDERS = list(itertools.permutations(range(3)))


@dataclass
class _Part:
    """One object: vertices, normals [V,3], uvs [V,2], colors [V,3], triangles [T,3], texture
    [h,w,4], all as an ObjectLibrary has them."""

    vertices: torch.Tensor
    normals: torch.Tensor
    uvs: torch.Tensor
    colors: torch.Tensor
    triangles: torch.Tensor
    texture: torch.Tensor


def beside(first, second, azimuth, closeness):
    """Where the second object [V,3] is to be moved, [3]: to the first one's side, on one ground."""
    direction = first.new_tensor([math.sin(azimuth), 0, math.cos(azimuth)])
    reach = (first @ direction).amax() - (second @ direction).amin()
    offset = direction * reach * closeness
    offset[1] = first[:, 1].amin() - second[:, 1].amin()
    return offset


def on_top(first, second, sinking):
    """Likewise: onto the middle of the first one's top."""
    low, high = first[:, 1].aminmax()
    upper = (first[:, 1] >= high - TOP * (high - low)).float()[:, None]
    offset = (first * upper).sum(0) / upper.sum()
    bottom, top = second[:, 1].aminmax()
    offset[1] = high - bottom - sinking * (top - bottom)
    return offset


def _placed(first, second, draws):
    """The second object's vertices, moved beside, onto or into the first one."""
    manner = draws.randrange(3)
    if manner == 0:
        return second + beside(first, second, draws.uniform(0, 2 * math.pi),
                               draws.uniform(*CLOSENESS))
    if manner == 1:
        return second + on_top(first, second, draws.uniform(*SINKING))
    return second + first[draws.randrange(len(first))]


def stacked(textures):
    """One texture [H,W,4] of two, one below the other, each with a rim of its own colours; and
    where texture coordinates go: (scale, offset) [2] each for both."""
    width = max(texture.shape[1] for texture in textures) + 2
    height = sum(texture.shape[0] + 2 for texture in textures)
    pieces, moves, top = [], [], 0
    for texture in textures:
        rows, columns = texture.shape[:2]
        y = torch.arange(-1, rows + 1, device=texture.device).clamp(0, rows - 1)
        x = torch.arange(-1, width - 1, device=texture.device).clamp(0, columns - 1)
        pieces.append(texture[y][:, x])
        size = texture.new_tensor([width, height], dtype=torch.float32)
        moves.append((size.new_tensor([columns, rows]) / size,
                      size.new_tensor([1, top + 1]) / size))
        top += rows + 2
    return torch.cat(pieces), moves


def _turned(part, draws):
    """Another yaw, and for some another order of the colour channels."""
    yaw = draws.uniform(0, 2 * math.pi)
    sine, cosine = math.sin(yaw), math.cos(yaw)
    turn = part.vertices.new_tensor([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    permuted = draws.random() < PERMUTED_SHARE
    order = list(draws.choice(_COLOR_ORDERS)) if permuted else [0, 1, 2]
    return _Part(part.vertices @ turn.T, part.normals @ turn.T, part.uvs, part.colors[:, order],
                 part.triangles, part.texture[..., order + [3]])


def _joined(first, second):
    """One _Part of two, in the unit sphere."""
    vertices = torch.cat([first.vertices, second.vertices])
    vertices = vertices - (vertices.amin(0) + vertices.amax(0)) / 2
    texture, moves = stacked([first.texture, second.texture])
    uvs = [part.uvs * scale + offset for part, (scale, offset) in zip((first, second), moves)]
    return _Part(
        vertices=vertices / vertices.norm(dim=1).amax(),
        normals=F.normalize(torch.cat([first.normals, second.normals]), dim=1),
        uvs=torch.cat(uvs), colors=torch.cat([first.colors, second.colors]),
        triangles=torch.cat([first.triangles, second.triangles + len(first.vertices)]),
        texture=texture)


def combined(library, count, seed, kind_weights=()):
    """An ObjectLibrary of `count` pairs of objects of `library`, each put together as one, drawn by
    the weights of their kinds, (kind, weight) where it is not 1."""
    draws = random.Random(seed)
    weights = dict(kind_weights)
    shares = [weights.get(entry["kind"], 1.0) for entry in library.manifest]
    vertex_ends, triangle_ends = library.vertex_offset.tolist(), library.triangle_offset.tolist()
    texels, sizes = library.texture_offset.tolist(), library.texture_size.tolist()
    masked = library.cutout.tolist()

    def part(number):
        vertices = slice(*vertex_ends[number : number + 2])
        width, height = sizes[number]
        texture = library.texels[texels[number] : texels[number] + width * height]
        return _Part(library.vertices[vertices], library.normals[vertices], library.uvs[vertices],
                     library.colors[vertices],
                     library.triangles[slice(*triangle_ends[number : number + 2])] - vertices.start,
                     texture.view(height, width, 4))

    pairs = []
    for _ in range(count):
        numbers = draws.choices(range(len(library)), shares, k=2)
        first, second = (_turned(part(number), draws) for number in numbers)
        second.vertices = second.vertices * draws.uniform(*SECOND_SIZE)
        second.vertices = _placed(first.vertices, second.vertices, draws)
        entry = {"id": "+".join(library.manifest[n]["id"] for n in numbers), "kind": KIND,
                 "cutout": max(masked[n] for n in numbers)}
        pairs.append(_library(_joined(first, second), entry))
    return ObjectLibrary.joined(pairs)


def _library(part, entry):
    """A library of this one object."""
    height, width = part.texture.shape[:2]
    vertices, triangles = len(part.vertices), len(part.triangles)

    def put(values, dtype=torch.int64):
        return torch.tensor(values, dtype=dtype, device=part.vertices.device)

    return ObjectLibrary(
        vertices=part.vertices, normals=part.normals, uvs=part.uvs, colors=part.colors,
        triangles=part.triangles, vertex_offset=put([0, vertices]),
        triangle_offset=put([0, triangles]), texels=part.texture.reshape(-1, 4),
        texture_offset=put([0]), texture_size=put([[width, height]], torch.int32),
        cutout=put([entry["cutout"]], torch.uint8), most_vertices=vertices,
        most_triangles=triangles, manifest=[entry])
