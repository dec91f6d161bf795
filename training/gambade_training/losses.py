"""What training minimises, and the numbers it reports."""

import functools
import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from gambade_training.pose import ELEVATION_UNIT


@dataclass(frozen=True)
class LossWeights:
    squared: float = 1.0
    absolute: float = 0.2
    alpha: float = 1.0
    structure: float = 0.4
    elevation: float = 1.0


# Beyond five degrees an elevation error counts linearly.
ELEVATION_KNEE = math.radians(5) / ELEVATION_UNIT

TERMS = ("loss", "squared", "absolute", "alpha", "structure", "elevation_degrees",
         "psnr_input", "psnr_novel")


@functools.lru_cache(maxsize=4)
def _gaussian_band(size, device, width=11, deviation=1.5):
    """[size - width + 1, size]: a Gaussian window at every place where it fits whole."""
    offsets = torch.arange(width, dtype=torch.float64) - (width - 1) / 2
    window = torch.exp(-0.5 * (offsets / deviation) ** 2)
    band = torch.zeros(size - width + 1, size, dtype=torch.float64)
    for row in range(band.shape[0]):
        band[row, row:row + width] = window / window.sum()
    return band.float().to(device)


def structural_similarity(a, b):
    """Mean SSIM (Wang et al. 2004: 11x11 Gaussian window) of pictures [..., H, W] in 0..1."""
    rows = _gaussian_band(a.shape[-2], a.device)
    columns = _gaussian_band(a.shape[-1], a.device).t()

    def blur(x):
        return rows @ x @ columns

    mean_a, mean_b = blur(a), blur(b)
    variance_a = blur(a * a) - mean_a * mean_a
    variance_b = blur(b * b) - mean_b * mean_b
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = 0.01 ** 2, 0.03 ** 2
    similarity = ((2 * mean_a * mean_b + c1) * (2 * covariance + c2)
                  / ((mean_a ** 2 + mean_b ** 2 + c1) * (variance_a + variance_b + c2)))
    return similarity.mean()


def on_white(premultiplied, alpha):
    """Colours [..., 3, H, W] already times alpha [..., H, W], in front of white."""
    return premultiplied + (1 - alpha)[..., None, :, :]


def _psnr(squared_errors):
    return (-10 * torch.log10(squared_errors.clamp(min=1e-5))).mean()


def training_loss(rgb, alpha, truth, estimate, elevation, weights=LossWeights()):
    """Loss and report of one batch.

    rgb [P, V, 3, H, W] premultiplied and alpha [P, V, H, W] from the rasterizer; truth
    [P, V, 4, H, W] straight RGBA in 0..1, view 0 the input's; estimate and elevation [P], radians
    (estimate may be None). Returns (loss, float32 values of TERMS, without gradient).
    """
    true_alpha = truth[:, :, 3]
    picture = on_white(rgb, alpha)
    target = on_white(truth[:, :, :3] * true_alpha[:, :, None], true_alpha)
    squared_per_view = (picture - target).square().mean((2, 3, 4))
    squared = squared_per_view.mean()
    absolute = (picture - target).abs().mean()
    alpha_error = (alpha - true_alpha).square().mean()
    structure = 1 - structural_similarity(picture, target)
    loss = (weights.squared * squared + weights.absolute * absolute
            + weights.alpha * alpha_error + weights.structure * structure)
    degrees = torch.zeros_like(squared)
    if estimate is not None:
        loss = loss + weights.elevation * F.smooth_l1_loss(
            estimate / ELEVATION_UNIT, elevation / ELEVATION_UNIT, beta=ELEVATION_KNEE)
        degrees = torch.rad2deg((estimate - elevation).abs()).mean()
    novel = squared_per_view[:, 1:] if squared_per_view.shape[1] > 1 else squared_per_view
    report = torch.stack([loss, squared, absolute, alpha_error, structure, degrees,
                          _psnr(squared_per_view[:, 0]), _psnr(novel)])
    return loss, report.detach().float()
