"""What training minimises, and the numbers it reports."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from gambade_training.picture_errors import ERRORS, picture_errors
from gambade_training.pose import ELEVATION_UNIT, FIELD_OF_VIEW_UNIT


@dataclass(frozen=True)
class LossWeights:
    squared: float = 0.7
    decibels: float = 0.003  # the score's unit: an easy picture's last errors count as well
    absolute: float = 0.2
    alpha: float = 0.5
    alpha_absolute: float = 0.1  # what is faint counts as well: leaves no haze
    structure: float = 0.8
    depth: float = 0.5
    half_opacity: float = 0.05  # against haze: what is in doubt is drawn faint otherwise
    splat_scale: float = 0.05
    pose: float = 0.5
    perceptual: float = 0.003  # small: its slopes are a hundred times those of the others
    input_view: float = 0.4  # the picture's own view, against 1 for every other


# Errors count by their square up to here, beyond it linearly. Of elevations large errors are the
# worst: the network places the object by its own estimate.
ELEVATION_KNEE = math.radians(10)
FIELD_OF_VIEW_KNEE = math.radians(5)

# Decibels count up from this squared error, which is 30 dB.
DECIBEL_FLOOR = 1e-3

VIEW_TERMS = (*ERRORS, "decibels")
PICTURE_TERMS = ("loss", *VIEW_TERMS, "psnr_input", "psnr_novel")
SPLAT_TERMS = ("depth", "half_opacity", "splat_scale")
POSE_TERMS = ("elevation_degrees", "field_of_view_degrees")


def _psnr(squared_errors):
    return (-10 * torch.log10(squared_errors.clamp(min=1e-5))).mean()


def picture_loss(rgb, alpha, truth, weights=LossWeights()):
    """What is wrong with the rendered views of one batch.

    rgb [P, V, 3, H, W] premultiplied and alpha [P, V, H, W] from the rasterizer; truth
    [P, V, 4, H, W] straight RGBA in 0..1, view 0 the input's. `decibels` is by how many a view lies
    below 30 dB, softly, 10 log10(1 + squared / 0.001). Returns (loss, float32 values of
    PICTURE_TERMS, without gradient).
    """
    errors = picture_errors(rgb, alpha, truth)
    squared = errors[..., 0]
    decibels = 10 * torch.log10(1 + squared / DECIBEL_FLOOR)
    errors = torch.cat([errors, decibels[..., None]], -1)
    shares = torch.ones(truth.shape[1], device=truth.device)
    shares[0] = weights.input_view
    means = ((shares / shares.sum())[:, None] * errors.mean(0)).sum(0)
    loss = sum(getattr(weights, name) * error for name, error in zip(VIEW_TERMS, means))
    novel = squared[:, 1:] if squared.shape[1] > 1 else squared
    report = torch.cat([torch.stack([loss]), means,
                        torch.stack([_psnr(squared[:, 0]), _psnr(novel)])])
    return loss, report.detach().float()


def depth_moments(means, c2w):
    """For splats [P, G, 3] and cameras [P, 4, 4] that look at the origin: [P, G, 3] with t, t² and
    0, t how much further than the origin a splat is, along the camera's axis. Drawn as colours they
    become the moments of what a pixel shows."""
    distance = -((means - c2w[:, None, :3, 3]) * c2w[:, None, :3, 2]).sum(-1)
    further = distance - c2w[:, None, :3, 3].norm(dim=-1)
    return torch.stack([further, further.square(), torch.zeros_like(further)], -1)


def depth_error(moments, alpha, depth, c2w):
    """Squared distance between the surface that the picture shows and what is drawn in its place,
    mean over all pixels: moments [P, 3, H, W] and alpha [P, H, W] drawn of depth_moments, depth
    [P, H, W] of the surface along the camera's axis, 0 where there is none."""
    surface = depth - c2w[:, None, None, :3, 3].norm(dim=-1)
    squared = moments[:, 1] - 2 * surface * moments[:, 0] + surface.square() * alpha
    return (squared * (depth > 0)).mean()


def splat_loss(splats, depth, weights=LossWeights()):
    """What keeps splats in place and crisp: their depth_error, a small price for those that are
    neither there nor not, 4 o (1 - o), and for the size of those that are there. Returns (loss,
    values of SPLAT_TERMS, without gradient); splats: model.Splats."""
    opacity = splats.opacities
    half_opacity = (4 * opacity * (1 - opacity)).mean()
    splat_scale = (opacity.detach()[..., None] * splats.scales).mean()
    terms = torch.stack([depth, half_opacity, splat_scale])
    loss = sum(getattr(weights, name) * term for name, term in zip(SPLAT_TERMS, terms))
    return loss, terms.detach().float()


def pose_loss(estimate, elevation, fovy):
    """What is wrong with a PoseEstimate of P cameras as they mostly are and M of all kinds alike.

    elevation [P + M] and fovy [M], radians. Both groups' elevations count alike, however many they
    are; angles of view are learned from the M alone, since most others have the default one, which
    would draw every estimate to it. Returns (loss, values of POSE_TERMS, without gradient).
    """
    groups = (len(elevation) - len(fovy), len(fovy))
    errors = [_angle_error(*pair, ELEVATION_UNIT, ELEVATION_KNEE)
              for pair in zip(estimate.elevation.split(groups), elevation.split(groups))]
    loss, degrees = (sum(values) / len(groups) for values in zip(*errors))
    report = [degrees, torch.zeros_like(degrees)]
    if estimate.fovy is not None:
        more, report[1] = _angle_error(estimate.fovy[groups[0]:], fovy, FIELD_OF_VIEW_UNIT,
                                       FIELD_OF_VIEW_KNEE)
        loss = loss + more
    return loss, torch.stack(report).detach().float()


def _angle_error(estimate, truth, unit, knee):
    """(loss, mean degrees) of estimated angles [P] in radians, learned in multiples of `unit`."""
    loss = F.smooth_l1_loss(estimate / unit, truth / unit, beta=knee / unit)
    return loss, torch.rad2deg((estimate - truth).abs()).mean()
