"""Cameras and their rays. World: y up, the object at the origin; OpenGL camera axes: x right,
y up, looking along -z. Angles are radians, pictures square, and a camera at azimuth 0 stands on
+z. `fovy` is the vertical angle of view."""

import math

import torch

DEFAULT_FOVY = math.radians(49.1)
DEFAULT_RADIUS = 1.5


def radius_for(fovy):
    """Distance at which an object looks as large as from 1.5 with the default angle of view."""
    return DEFAULT_RADIUS * math.tan(DEFAULT_FOVY / 2) / torch.tan(fovy / 2)


def orbit_camera(azimuth, elevation, radius):
    """Camera-to-world matrices [..., 4, 4] of cameras that look at the origin, all inputs [...]."""
    sin_a, cos_a = torch.sin(azimuth), torch.cos(azimuth)
    sin_e, cos_e = torch.sin(elevation), torch.cos(elevation)
    zero, one = torch.zeros_like(azimuth), torch.ones_like(azimuth)
    back = torch.stack([cos_e * sin_a, sin_e, cos_e * cos_a], -1)
    right = torch.stack([cos_a, zero, -sin_a], -1)
    up = torch.stack([-sin_e * sin_a, cos_e, -sin_e * cos_a], -1)
    upper = torch.stack([right, up, back, back * radius[..., None]], -1)
    lower = torch.stack([zero, zero, zero, one], -1)
    return torch.cat([upper, lower[..., None, :]], -2)


def source_camera(elevation, fovy):
    """Camera [B, 4, 4] of the input picture: azimuth 0, at the distance that keeps the size."""
    return orbit_camera(torch.zeros_like(elevation), elevation, radius_for(fovy))


def raised(c2w, angle):
    """Cameras [B, V, 4, 4] turned together about the world's x axis by angle [B], so that those at
    azimuth 0 stand higher by it."""
    sine, cosine = torch.sin(angle), torch.cos(angle)
    zero, one = torch.zeros_like(angle), torch.ones_like(angle)
    turn = torch.stack([one, zero, zero, zero, zero, cosine, sine, zero,
                        zero, -sine, cosine, zero, zero, zero, zero, one], -1)
    return turn.view(-1, 1, 4, 4) @ c2w


def pixel_rays(c2w, fovy, count):
    """Rays through the centres of a count x count grid over the picture.

    Returns origins [B, 1, 1, 3] and unit directions [B, count, count, 3], row 0 on top.
    """
    centres = (torch.arange(count, device=c2w.device, dtype=c2w.dtype) + 0.5) * (2 / count) - 1
    extent = torch.tan(fovy / 2)[:, None, None]
    x = centres[None, None, :] * extent
    y = -centres[None, :, None] * extent
    x, y = x.expand(-1, count, -1), y.expand(-1, -1, count)
    local = torch.stack([x, y, -torch.ones_like(x)], -1)
    world = local @ c2w[:, None, :3, :3].transpose(-1, -2)
    return c2w[:, None, None, :3, 3], world / world.norm(dim=-1, keepdim=True)


def plucker_rays(c2w, fovy, size):
    """Pluecker coordinates [B, 6, size, size] of every pixel: cross(o, d), then d."""
    origins, directions = pixel_rays(c2w, fovy, size)
    moments = torch.cross(origins.expand_as(directions), directions, dim=-1)
    return torch.cat([moments, directions], -1).permute(0, 3, 1, 2)


def camera_vector(c2w, fovy):
    """The 16 numbers of the pose token [B, 16]: camera-to-world 3x4 by rows, then fx, fy, cx, cy
    as fractions of the picture's size."""
    focal = 0.5 / torch.tan(fovy / 2)
    centre = torch.full_like(focal, 0.5)
    intrinsics = torch.stack([focal, focal, centre, centre], -1)
    return torch.cat([c2w[:, :3].flatten(1), intrinsics], -1)
