"""What JPEG compression does to pictures, on their device: 8 x 8 cosine transforms, rounded as the
standard's example tables say, colours at half the size (ITU T.81, annex K; JFIF)."""

import functools
import math

import torch
import torch.nn.functional as F

_LUMINANCE = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99)
_CHROMINANCE = (
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99) + (99,) * 32
_TO_YCC = ((0.299, 0.587, 0.114), (-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312))
_TO_RGB = ((1, 0, 1.402), (1, -0.344136, -0.714136), (1, 1.772, 0))


@functools.lru_cache(maxsize=4)
def _constants(device):
    """Tables [2,8,8], the cosine transform [8,8] and both colour matrices, on a device."""
    rows = torch.arange(8, dtype=torch.float64)
    cosines = torch.cos((2 * rows[None] + 1) * rows[:, None] * math.pi / 16) / 2
    cosines[0] /= math.sqrt(2)
    tables = torch.tensor([_LUMINANCE, _CHROMINANCE], dtype=torch.float32).view(2, 8, 8)
    return [values.float().to(device) for values in
            (tables, cosines, torch.tensor(_TO_YCC), torch.tensor(_TO_RGB))]


def _rounded(plane, steps, cosines):
    """Planes [B,H,W] around 0, their 8 x 8 blocks rounded to multiples of steps [B,8,8]."""
    blocks = plane.unflatten(1, (-1, 8)).unflatten(3, (-1, 8)).transpose(2, 3)
    steps = steps[:, None, None]
    rounded = torch.round(cosines @ blocks @ cosines.t() / steps) * steps
    blocks = (cosines.t() @ rounded @ cosines).round().clamp(-128, 127)
    return blocks.transpose(2, 3).flatten(3).flatten(1, 2)


def compressed(pictures, quality):
    """Pictures [B,3,H,W] in 0..1 as libjpeg leaves them at quality [B] of 1..100."""
    height, width = pictures.shape[-2:]
    pictures = F.pad(pictures, (0, -width % 16, 0, -height % 16), mode="replicate")
    tables, cosines, to_ycc, to_rgb = _constants(pictures.device)
    scale = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality)
    steps = ((tables * scale[:, None, None, None] + 50) / 100).floor().clamp(1, 255)
    levels = torch.einsum("dc,bchw->bdhw", to_ycc, (pictures * 255).round()).round()
    small = F.avg_pool2d(levels[:, 1:], 2).round()
    luminance = _rounded(levels[:, 0] - 128, steps[:, 0], cosines) + 128
    colors = torch.stack([_rounded(small[:, k], steps[:, 1], cosines) for k in (0, 1)], 1)
    colors = F.interpolate(colors, scale_factor=2, mode="bilinear", align_corners=False,
                           recompute_scale_factor=False)
    decoded = torch.cat([luminance[:, None], colors], 1)
    rgb = torch.einsum("dc,bchw->bdhw", to_rgb, decoded)[..., :height, :width]
    return rgb.round().clamp(0, 255) / 255
