"""Light as in a room or outdoors: surroundings, a key light with soft shadows, a highlight. Its
numpy functions are the twin of kernels/scene_light.h."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

SHADOW_SIZE = 256  # texels along a side of a shadow map
_LIGHT_DISTANCE = 8.0  # of the shadow map's camera, in radii of the object
_GAMMA = 2.2

# Where a view's numbers lie, as kernels/scene_light.h has them.
_KEY_DIRECTION, _KEY_COLOR = slice(12, 15), slice(15, 18)
_SPECULAR, _EXPONENT, _CAMERA_TO_LIGHT, _LIGHT_FOCAL = 18, 19, slice(20, 32), 32
_SOFTNESS, _SHADOW_OFFSET = 33, 34


def _reach(object_to_world):
    """How far [P] the points of a unit sphere come to lie from its centre, or a little more: the
    exact value for rotations and scales; object_to_world [P,3,4]."""
    linear = object_to_world[:, :, :3]
    return (linear.transpose(1, 2) @ linear).abs().sum(2).amax(1).sqrt()


@dataclass
class SceneLighting:
    """Light of P objects; everything linear, directions in world axes.

    environment [P,4,3]: RGB that white reflects of the surroundings, as a constant and its slopes
    along the normal's x, y, z (spherical harmonics of the first order). direction [P,3]: unit,
    towards the key light; color [P,3]: RGB that white reflects of it, face on. specular [P] (share
    reflected at once) and exponent [P] make the highlight (Blinn and Phong, normalised). softness
    [P]: texels of a 256 x 256 shadow map between neighbouring taps of 4 x 4.

    A surface of linear colour c is seen as c (surroundings + key) + highlight, encoded by the power
    1 / 2.2 and cut at 1.
    """

    environment: torch.Tensor
    direction: torch.Tensor
    color: torch.Tensor
    specular: torch.Tensor
    exponent: torch.Tensor
    softness: torch.Tensor

    def shadow_cameras(self, object_to_world):
        """c2w [P,4,4] and fovy [P] of cameras at the key lights that see the whole objects, which
        are placed by object_to_world [P,3,4] and at most 1 large around their origin."""
        back = self.direction
        steep = back[:, 1:2].abs() > 0.9
        helper = torch.cat([steep, ~steep, torch.zeros_like(steep)], 1).to(back.dtype)
        right = F.normalize(torch.cross(helper, back, dim=1), dim=1)
        up = torch.cross(back, right, dim=1)
        radius = _reach(object_to_world)
        place = object_to_world[:, :, 3] + _LIGHT_DISTANCE * radius[:, None] * back
        c2w = F.pad(torch.stack([right, up, back, place], 2), (0, 0, 0, 1))
        c2w[:, 3, 3] = 1
        fovy = torch.full_like(radius, 2 * np.arcsin(1 / _LIGHT_DISTANCE))
        return c2w, fovy

    def numbers(self, object_to_world, light_c2w, light_fovy, c2w):
        """[N,35] for the kernels: N = P V views, V consecutive ones of each object, c2w [N,4,4]."""
        views = len(c2w) // len(self.direction)

        def each(values):
            return values.repeat_interleave(views, 0)

        to_camera = c2w[:, :3, :3].transpose(1, 2)
        constant, slopes = each(self.environment).split((1, 3), 1)
        towards_light = each(light_c2w[:, :3, :3]).transpose(1, 2)
        shift = c2w[:, :3, 3:] - each(light_c2w[:, :3, 3:])
        camera_to_light = torch.cat([towards_light @ c2w[:, :3, :3], towards_light @ shift], 2)
        texel = 2 * _reach(object_to_world) / SHADOW_SIZE
        # A tilted face is deeper at the taps beside: moved by their distance, it does not shade
        # itself.
        offset = texel * (1.5 + 2.2 * self.softness)
        return torch.cat([
            constant.flatten(1), (to_camera @ slopes).flatten(1),
            (to_camera @ each(self.direction)[:, :, None]).flatten(1), each(self.color),
            each(self.specular)[:, None], each(self.exponent)[:, None], camera_to_light.flatten(1),
            each(1 / torch.tan(light_fovy / 2))[:, None], each(self.softness)[:, None],
            each(offset)[:, None]], 1).float().contiguous()


def unshadowed(light, shadow_map, position, face, sample, supersample):
    """Share [n] of four taps that the key light reaches; light [35], shadow_map: depths [S,S] (inf:
    nothing), position and face [n,3], sample [n,2]: column and row of the sample in its pixel."""
    matrix = light[_CAMERA_TO_LIGHT].reshape(3, 4)
    p = (position + face * light[_SHADOW_OFFSET]) @ matrix[:, :3].T + matrix[:, 3]
    size = len(shadow_map)
    scale = light[_LIGHT_FOCAL] * size / 2
    places = size / 2 + scale * np.stack([-p[:, 0], p[:, 1]], 1) / p[:, 2:]
    padded = np.pad(shadow_map, 1, constant_values=np.inf)
    lit = np.zeros(len(p))
    for tap in ((0, 0), (1, 0), (0, 1), (1, 1)):
        steps = np.array(tap) * supersample + sample - (2 * supersample - 1) / 2
        column, row = np.floor(places + light[_SOFTNESS] * steps).clip(-1, size).astype(int).T + 1
        lit += padded[row, column] >= -p[:, 2]
    return lit / 4


def shade(light, position, normal, color, seen):
    """Encoded colours [n,3] of surfaces; position, normal, color (encoded) [n,3], seen [n]."""
    def unit(vectors):
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-20)

    key = light[_KEY_DIRECTION]
    slope = np.maximum(normal @ key, 0)
    between = unit(key - unit(position))
    highlight = (light[_SPECULAR] * (light[_EXPONENT] + 2) / 8
                 * np.maximum((normal * between).sum(1), 0) ** light[_EXPONENT])
    direct = light[_KEY_COLOR] * (seen * slope)[:, None]
    around = np.maximum(light[:3] + normal @ light[3:12].reshape(3, 3), 0)
    linear = color ** _GAMMA * (around + direct) + highlight[:, None] * direct
    return linear ** (1 / _GAMMA)
