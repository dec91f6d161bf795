"""More shapes than there are objects: copies whose breadth changes along their height.

What is round stays round, what is upright stays upright and what is symmetric stays so: a bottle
gets other shoulders, a figure another head, a house walls that lean. So a network sees shapes that
it cannot know by heart, but the habits that it needs to guess what a picture does not show remain.
"""

import math
from dataclasses import replace

import torch
import torch.nn.functional as F

from gambade_training.objects import ObjectLibrary
from gambade_training.random_draws import RandomDraws

TAPER = 0.3  # at most, of the breadth's logarithm for each unit of height
WAVE = 0.1  # at most, of the same from a wave's middle to its crest
WAVES = (0.6, 1.6)  # over the height of 2


def breadth(height, taper, wave, turns, phase):
    """Breadth [V] at heights [V], and by how much it grows for each unit of height, each as a
    share of the breadth that was."""
    angle = math.pi * turns * height + phase
    factor = torch.exp(taper * height + wave * torch.sin(angle))
    return factor, factor * (taper + wave * math.pi * turns * torch.cos(angle))


def reshape(vertices, normals, factor, slope):
    """Moves vertices [V, 3] away from the upright axis by factor [V], which changes by slope [V]
    for each unit of height; returns them and their unit normals."""
    moved, turned = vertices.clone(), normals.clone()
    moved[:, ::2] *= factor[:, None]
    # By the inverse transposed Jacobian of (f(y) x, y, f(y) z).
    turned[:, ::2] /= factor[:, None]
    turned[:, 1] -= slope * (turned[:, ::2] * vertices[:, ::2]).sum(1)
    return moved, F.normalize(turned, dim=1)


def with_reshaped(library, copies, seed):
    """`library` and so many copies of it, each object of which has a breadth of its own along its
    height and stays in the unit sphere; their manifest entries say "reshaped". Textures are not
    copied."""
    draws = RandomDraws(library.device, seed)
    counts = library.vertex_offset.diff()

    def each(values):
        """An object's value for each of its vertices."""
        return values.repeat_interleave(counts, output_size=len(library.vertices))

    def drawn(low, high):
        return each(draws.uniform((low, high), len(library)))

    parts = [library]
    for _ in range(copies):
        factor, slope = breadth(library.vertices[:, 1], drawn(-TAPER, TAPER), drawn(-WAVE, WAVE),
                                drawn(*WAVES), drawn(0.0, 2 * math.pi))
        vertices, normals = reshape(library.vertices, library.normals, factor, slope)
        distances = vertices.norm(dim=1).split(counts.tolist())
        reach = torch.stack([values.amax() for values in distances]).clamp(min=1)
        vertices = vertices / each(reach)[:, None]
        manifest = [{**entry, "reshaped": True} for entry in library.manifest]
        parts.append(replace(library, vertices=vertices, normals=normals, manifest=manifest,
                             texels=library.texels[:0]))
    joined = ObjectLibrary.joined(parts)
    return replace(joined, texture_offset=library.texture_offset.repeat(1 + copies))
