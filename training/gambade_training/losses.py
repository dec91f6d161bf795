"""What training minimises, and the numbers it reports."""

import functools
import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from gambade_training.pose import ELEVATION_UNIT, FIELD_OF_VIEW_UNIT


@dataclass(frozen=True)
class LossWeights:
    squared: float = 1.0
    absolute: float = 0.2
    alpha: float = 0.5
    structure: float = 0.8
    pose: float = 0.5
    input_view: float = 0.75  # the picture's own view, against 1 for every other


# Beyond five degrees an angle's error counts linearly.
POSE_KNEE = math.radians(5)

PICTURE_TERMS = ("loss", "squared", "absolute", "alpha", "structure", "psnr_input", "psnr_novel")
POSE_TERMS = ("elevation_degrees", "field_of_view_degrees")


@functools.lru_cache(maxsize=4)
def _box_band(size, device, width=7):
    """[size - width + 1, size]: the mean of a window at every place where it fits whole."""
    band = torch.zeros(size - width + 1, size)
    for row in range(band.shape[0]):
        band[row, row:row + width] = 1 / width
    return band.to(device)


def structural_similarity(a, b):
    """SSIM (Wang et al. 2004, over the 7x7 windows of scoring.py) of pictures [..., 3, H, W] in
    0..1: means [...]."""
    rows = _box_band(a.shape[-2], a.device)
    columns = _box_band(a.shape[-1], a.device).t()

    def blur(x):
        return rows @ x @ columns

    mean_a, mean_b = blur(a), blur(b)
    variance_a = blur(a * a) - mean_a * mean_a
    variance_b = blur(b * b) - mean_b * mean_b
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = 0.01 ** 2, 0.03 ** 2
    similarity = ((2 * mean_a * mean_b + c1) * (2 * covariance + c2)
                  / ((mean_a ** 2 + mean_b ** 2 + c1) * (variance_a + variance_b + c2)))
    return similarity.mean((-3, -2, -1))


def on_white(premultiplied, alpha):
    """Colours [..., 3, H, W] already times alpha [..., H, W], in front of white."""
    return premultiplied + (1 - alpha)[..., None, :, :]


def _psnr(squared_errors):
    return (-10 * torch.log10(squared_errors.clamp(min=1e-5))).mean()


def picture_loss(rgb, alpha, truth, weights=LossWeights()):
    """What is wrong with the rendered views of one batch.

    rgb [P, V, 3, H, W] premultiplied and alpha [P, V, H, W] from the rasterizer; truth
    [P, V, 4, H, W] straight RGBA in 0..1, view 0 the input's. Returns (loss, float32 values of
    PICTURE_TERMS, without gradient).
    """
    true_alpha = truth[:, :, 3]
    picture = on_white(rgb, alpha)
    target = on_white(truth[:, :, :3] * true_alpha[:, :, None], true_alpha)
    shares = torch.ones(truth.shape[1], device=truth.device)
    shares[0] = weights.input_view
    shares = shares / shares.sum()

    def over_views(errors):
        """Mean of [P, V]."""
        return (errors.mean(0) * shares).sum()

    squared_per_view = (picture - target).square().mean((2, 3, 4))
    squared = over_views(squared_per_view)
    absolute = over_views((picture - target).abs().mean((2, 3, 4)))
    alpha_error = over_views((alpha - true_alpha).square().mean((2, 3)))
    structure = 1 - over_views(structural_similarity(picture, target))
    loss = (weights.squared * squared + weights.absolute * absolute
            + weights.alpha * alpha_error + weights.structure * structure)
    novel = squared_per_view[:, 1:] if squared_per_view.shape[1] > 1 else squared_per_view
    report = torch.stack([loss, squared, absolute, alpha_error, structure,
                          _psnr(squared_per_view[:, 0]), _psnr(novel)])
    return loss, report.detach().float()


def pose_loss(estimate, elevation, fovy):
    """What is wrong with a PoseEstimate of cameras elevation and fovy [P], radians. Returns (loss,
    values of POSE_TERMS, without gradient)."""
    loss, degrees = _angle_error(estimate.elevation, elevation, ELEVATION_UNIT)
    report = [degrees, torch.zeros_like(degrees)]
    if estimate.fovy is not None:
        more, report[1] = _angle_error(estimate.fovy, fovy, FIELD_OF_VIEW_UNIT)
        loss = loss + more
    return loss, torch.stack(report).detach().float()


def _angle_error(estimate, truth, unit):
    """(loss, mean degrees) of estimated angles [P] in radians, learned in multiples of `unit`."""
    loss = F.smooth_l1_loss(estimate / unit, truth / unit, beta=POSE_KNEE / unit)
    return loss, torch.rad2deg((estimate - truth).abs()).mean()
