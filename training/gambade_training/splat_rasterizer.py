"""Differentiable splat rendering, batched over pictures and views: on CUDA by
kernels/splat_rasterizer_*.cu, on the CPU by a dense twin in plain PyTorch, which defines what is
computed and is the kernels' test oracle (any float type; memory splats x pixels).

Image formation: Kerbl et al. 2023, "3D Gaussian Splatting for Real-Time Radiance Field Rendering",
as in their published rasterizer, but with footprints as large as the cut at 1/255 needs.
"""

import collections
import ctypes
import math
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F

from gambade_training import native

_NEAR_DEPTH = 0.2
_JACOBIAN_CLAMP = 1.3
_LOW_PASS = 0.3
_MAX_ALPHA = 0.99
_MIN_ALPHA = 1 / 255
_MIN_TRANSMITTANCE = 1e-4
_TILE_SIZE = 16
_PROJECTED_FLOATS = 12
_MOMENTS = 9


@dataclass
class _Room:
    """What one size of batch has needed lately."""

    pairs: float
    # (pairs counted, event that says so, room given) of calls the device has not got to yet.
    pending: collections.deque = field(default_factory=collections.deque)


class PairBudget:
    """Room for the pairs of splats and tiles, from how many there were in the calls before, so that
    no call but the first of its size waits for the device. A call that needs half as much again
    leaves splats out: `overflows` counts such calls, some calls late."""

    MARGIN = 1.5
    FORGETTING = 0.995

    def __init__(self, granule=1 << 18):
        self.granule = granule  # sizes that change rarely suit PyTorch's memory cache
        self.overflows = 0
        self._rooms = {}

    def pairs(self, sizes, count):
        """How many pairs to make room for; count: int64 on the device, how many there are."""
        room = self._rooms.get(sizes)
        if room is None:
            room = self._rooms[sizes] = _Room(int(count))
        host = torch.empty((), dtype=torch.int64, pin_memory=True)
        host.copy_(count, non_blocking=True)
        event = torch.cuda.Event()
        event.record()
        given = self.granule * math.ceil((self.MARGIN * room.pairs + 1) / self.granule)
        room.pending.append((host, event, given))
        while room.pending[0][1].query():
            seen, _, offered = room.pending.popleft()
            self.overflows += int(seen) > offered
            room.pairs = max(float(seen), self.FORGETTING * room.pairs)
            if not room.pending:
                break
        return given


def rasterize(means, scales, quaternions, opacities, colors, c2w, fovy, size, budget=None):
    """Renders P clouds of G splats from V cameras each.

    means [P,G,3]; scales [P,G,3], standard deviations; quaternions [P,G,4] (w,x,y,z), normalised
    here; opacities [P,G] 0..1; colors [P,G,3]; c2w [P,V,4,4] (OpenGL camera: x right, y up, looks
    along -z); fovy [P,V] radians, square pixels; size (height, width). Returns rgb
    [P,V,3,height,width], premultiplied on nothing, and alpha [P,V,height,width]. Gradients go to
    the first five. Splats with values that are not finite are not drawn. With a PairBudget nothing
    waits for the device.
    """
    height, width = size
    if not means.is_cuda:
        return _rasterize_dense(means, scales, quaternions, opacities, colors, c2w, fovy,
                                height, width)
    splats = (means, scales, quaternions, opacities, colors)
    splats = [tensor.float().contiguous() for tensor in splats]
    cameras = (c2w.float().contiguous(), fovy.float().contiguous())
    return _Rasterize.apply(*splats, *cameras, height, width, budget)


class _Rasterize(torch.autograd.Function):
    """The CUDA passes: project, list and sort the tiles' splats, blend; and back."""

    @staticmethod
    def forward(ctx, means, scales, quaternions, opacities, colors, c2w, fovy, height, width,
                budget):
        clouds, views = fovy.shape
        sizes = (clouds, views, means.shape[1], width, height)
        inputs = (means, scales, quaternions, opacities, colors, c2w, fovy)
        projected, order, ranges = _sorted_splats(inputs, sizes, budget)
        rgb = means.new_empty(clouds, views, 3, height, width)
        alpha = means.new_empty(clouds, views, height, width)
        native.call("gambade_blend_splats", projected, order, ranges, rgb, alpha,
                    clouds * views, width, height)
        ctx.save_for_backward(*inputs, projected, order, ranges, rgb, alpha)
        ctx.sizes = sizes
        return rgb, alpha

    @staticmethod
    def backward(ctx, rgb_gradient, alpha_gradient):
        *inputs, projected, order, ranges, rgb, alpha = ctx.saved_tensors
        clouds, views, splats, width, height = ctx.sizes
        moments = rgb.new_zeros(clouds * views * splats, _MOMENTS)
        native.call("gambade_blend_splats_backward", projected, order, ranges, rgb, alpha,
                    rgb_gradient.contiguous(), alpha_gradient.contiguous(), moments,
                    clouds * views, width, height)
        gradients = [torch.empty_like(tensor) for tensor in inputs[:5]]
        native.call("gambade_project_splats_backward", *inputs, projected, moments, *gradients,
                    *ctx.sizes)
        return (*gradients, None, None, None, None, None)


def _sorted_splats(inputs, sizes, budget):
    """(projected splats, their numbers tile by tile and front to back, each tile's range)."""
    clouds, views, splats, width, height = sizes
    device = inputs[0].device
    total = clouds * views * splats
    projected = torch.empty(total, _PROJECTED_FLOATS, device=device)
    tile_counts = torch.empty(total, dtype=torch.int64, device=device)
    native.call("gambade_project_splats", *inputs, projected, tile_counts, *sizes)
    tiles = clouds * views * -(-width // _TILE_SIZE) * -(-height // _TILE_SIZE)
    ranges = torch.zeros(tiles, 2, dtype=torch.int32, device=device)
    ends = tile_counts.cumsum(0)
    # Buffers are sized by it: without a budget this waits for the GPU.
    pairs = budget.pairs(sizes, ends[-1]) if budget else int(ends[-1])
    if pairs == 0:
        return projected, None, ranges
    if pairs >= 1 << 31:
        raise ValueError(f"the splats cover {pairs} tiles, of at most 2^31 - 1: draw fewer views")
    keys = torch.empty(2, pairs, dtype=torch.int64, device=device)
    values = torch.empty(2, pairs, dtype=torch.int32, device=device)
    order = torch.empty(pairs, dtype=torch.int32, device=device)
    workspace = torch.empty(_sort_bytes(pairs, tiles, device), dtype=torch.uint8, device=device)
    native.call("gambade_sort_splats", projected, ends, keys, values, workspace, order, ranges,
                workspace.numel(), pairs, clouds * views, splats, width, height)
    return projected, order, ranges


def _sort_bytes(pairs, tiles, device):
    entry = native.entry_point("gambade_sort_splats_bytes", ctypes.c_int64)
    with torch.cuda.device(device):
        size = entry(ctypes.c_int64(pairs), ctypes.c_int64(tiles))
    if size < 0:
        raise RuntimeError(f"gambade_sort_splats_bytes failed: CUDA error {-size}")
    return size


def _rasterize_dense(means, scales, quaternions, opacities, colors, c2w, fovy, height, width):
    """Twin of _Rasterize: every splat at every pixel, gradients by autograd."""
    pictures = [
        _render_view(means[p], scales[p], quaternions[p], opacities[p], colors[p],
                     c2w[p, v].to(means.dtype), fovy[p, v].to(means.dtype), height, width)
        for p in range(fovy.shape[0])
        for v in range(fovy.shape[1])
    ]
    rgb = torch.stack([rgb for rgb, _ in pictures]).unflatten(0, fovy.shape)
    return rgb, torch.stack([alpha for _, alpha in pictures]).unflatten(0, fovy.shape)


def rotation_matrices(quaternions):
    """[...,3,3] from (w,x,y,z) [...,4], normalised here."""
    w, x, y, z = F.normalize(quaternions, dim=-1, eps=1e-12).unbind(-1)
    rows = [
        1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
        2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
        2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
    ]
    return torch.stack(rows, -1).unflatten(-1, (3, 3))


def _project(means, scales, quaternions, c2w, fovy, height, width):
    """Centres [G,2] and covariances [G,2,2] in pixels, depths [G]; nothing left out."""
    flip = torch.tensor([1.0, -1.0, -1.0], dtype=means.dtype, device=means.device)
    world_to_view = (c2w[:3, :3] * flip).T  # x right, y down, z forward
    local = (means - c2w[:3, 3]) @ world_to_view.T
    depth = local[:, 2]
    focal = 0.5 * height / torch.tan(fovy / 2)
    picture = torch.tensor([width, height], dtype=means.dtype, device=means.device)
    slopes = local[:, :2] / depth[:, None]
    limit = _JACOBIAN_CLAMP * 0.5 * picture / focal
    clamped = torch.minimum(torch.maximum(slopes, -limit), limit)
    axes = world_to_view @ rotation_matrices(quaternions) * scales[:, None]
    image = (axes[:, :2] - clamped[:, :, None] * axes[:, 2:]) * (focal / depth)[:, None, None]
    low_pass = _LOW_PASS * torch.eye(2, dtype=means.dtype, device=means.device)
    covariance = image @ image.transpose(1, 2) + low_pass
    return focal * slopes + picture / 2, covariance, depth


def _render_view(means, scales, quaternions, opacities, colors, c2w, fovy, height, width):
    """(rgb [3,height,width], alpha [height,width]) of one view."""
    finite = [t.isfinite().reshape(len(means), -1).all(1)
              for t in (means, scales, quaternions, opacities)]
    depth = (c2w[:3, 3] - means.detach()) @ c2w[:3, 2]
    kept = torch.stack(finite).all(0) & (depth > _NEAR_DEPTH)
    kept = kept.nonzero()[:, 0]
    kept = kept[depth[kept].argsort(stable=True)]
    center, covariance, _ = _project(means[kept], scales[kept], quaternions[kept], c2w, fovy,
                                     height, width)
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    pixels = torch.stack([x, y], -1).reshape(-1, 2).to(means) + 0.5
    offset = pixels[None] - center[:, None]  # [G, pixels, 2]
    distance2 = ((offset @ torch.linalg.inv(covariance)) * offset).sum(-1)
    alpha = opacities[kept, None] * torch.exp(-0.5 * distance2)
    alpha = torch.where(alpha >= _MIN_ALPHA, alpha.clamp(max=_MAX_ALPHA), torch.zeros_like(alpha))
    after = torch.cumprod(1 - alpha, 0)
    before = torch.cat([torch.ones_like(after[:1]), after[:-1]])
    weight = torch.where(after >= _MIN_TRANSMITTANCE, before * alpha, torch.zeros_like(alpha))
    rgb = (colors[kept].T @ weight).unflatten(1, (height, width))
    return rgb, weight.sum(0).unflatten(0, (height, width))
