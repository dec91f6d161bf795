"""Checks how drawn pictures are compared with the true ones.

    python3 training/tests/test_picture_errors.py [--gpu [--bench]]

On the CPU: the PyTorch twin against plain sums, and the kernels' slopes of SSIM, written in
PyTorch, against autograd. With --gpu: the kernels against the twin in float64; --bench times both.
"""

import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.picture_errors import (ERRORS, picture_errors,  # noqa: E402
                                             picture_errors_reference, structural_similarity)
import kernel_test  # noqa: E402
from kernel_test import check, median_milliseconds  # noqa: E402


def pictures(shape, height, width, seed):
    """rgb, alpha and truth in float64: alike, as in training, with plain parts and pure white."""
    generator = torch.Generator().manual_seed(seed)

    def smooth(*sizes):
        coarse = torch.rand(int(np.prod(sizes)), 1, 5, 5, generator=generator, dtype=torch.float64)
        whole = F.interpolate(coarse, size=(height, width), mode="bilinear", align_corners=True)
        return whole.view(*sizes, height, width)

    truth = smooth(*shape, 4)
    truth[..., 3, :, :] = (3 * truth[..., 3, :, :] - 1).clamp(0, 1)
    noise = torch.rand(truth.shape, generator=generator, dtype=torch.float64)
    drawn = (truth + 0.3 * (noise - 0.5)).clamp(0, 1)
    # Not the same: the slope of an absolute error is undefined there.
    part = (..., slice(height // 2), slice(width // 2))
    drawn[part] = 0.99 * truth[part] + 0.003
    alpha = drawn[..., 3, :, :].clone()
    return drawn[..., :3, :, :] * alpha[..., None, :, :], alpha, truth


def plain_similarity():
    """SSIM, window by window."""
    generator = torch.Generator().manual_seed(1)
    a = torch.rand(1, 13, 12, generator=generator, dtype=torch.float64)
    b = (a + 0.2 * torch.rand(1, 13, 12, generator=generator)).clamp(0, 1)
    window = np.full((7, 7), 1 / 49)
    x, y, values = a[0].numpy(), b[0].numpy(), []
    for row in range(7):
        for column in range(6):
            p, q = x[row:row + 7, column:column + 7], y[row:row + 7, column:column + 7]
            mean_p, mean_q = (window * p).sum(), (window * q).sum()
            variances = (window * (p - mean_p) ** 2).sum() + (window * (q - mean_q) ** 2).sum()
            covariance = (window * (p - mean_p) * (q - mean_q)).sum()
            values.append((2 * mean_p * mean_q + 1e-4) * (2 * covariance + 9e-4)
                          / ((mean_p ** 2 + mean_q ** 2 + 1e-4) * (variances + 9e-4)))
    found = structural_similarity(a, b).item()
    return check("SSIM against plain sums", abs(found - np.mean(values)), 1e-12)


def plain_errors():
    """The other errors of one pixel that differs: known by hand."""
    truth = torch.zeros(4, 8, 8, dtype=torch.float64)
    truth[3] = 1
    rgb, alpha = torch.zeros(3, 8, 8, dtype=torch.float64), torch.ones(8, 8, dtype=torch.float64)
    alpha[3, 4] = 0.75  # a quarter of white on black
    found = picture_errors(rgb, alpha, truth)
    expected = torch.tensor([0.0625, 0.25, 0.0625, 0.25], dtype=torch.float64) / 64
    return check("errors of one pixel", float((found[:4] - expected).abs().max()), 1e-15)


def similarity_slopes():
    """The formulae at the head of picture_errors.cu against autograd."""
    rgb, _, truth = pictures((1,), 17, 15, 2)
    a, b = rgb[0].requires_grad_(), truth[0, :3]
    expected, = torch.autograd.grad(structural_similarity(a, b), a)

    with torch.no_grad():
        def mean(x):
            return F.avg_pool2d(x, 7, 1)

        def over_windows(x):
            """Sum over all windows that hold a pixel."""
            return 49 * F.avg_pool2d(F.pad(x, (6, 6, 6, 6)), 7, 1)

        mean_a, mean_b = mean(a), mean(b)
        squares = mean_a ** 2 + mean_b ** 2
        upper_means = 2 * mean_a * mean_b + 1e-4
        upper_spread = 2 * (mean(a * b) - mean_a * mean_b) + 9e-4
        lower_means, lower_spread = squares + 1e-4, mean(a * a + b * b) - squares + 9e-4
        s = upper_means * upper_spread / (lower_means * lower_spread)
        by_mean = 2 * (mean_b * upper_spread / (lower_means * lower_spread)
                       - s * mean_a / lower_means)
        by_variance = -s / lower_spread
        by_covariance = 2 * upper_means / (lower_means * lower_spread)
        constant = by_mean - 2 * mean_a * by_variance - mean_b * by_covariance
        found = (over_windows(constant) + a * over_windows(2 * by_variance)
                 + b * over_windows(by_covariance)) / 49 / s.numel()
    return check("slopes of SSIM", float((found - expected).norm() / expected.norm()), 1e-10)


def kernels_match_twin(device):
    passed = True
    for shape, height, width in (((2, 3), 48, 64), ((1, 2), 33, 45), ((3, 1), 7, 7),
                                 ((1, 1), 16, 32), ((1, 5), 256, 256)):
        exact = [t.requires_grad_(i < 2) for i, t in enumerate(pictures(shape, height, width, 3))]
        expected = picture_errors_reference(*exact)
        generator = torch.Generator().manual_seed(4)
        weights = torch.randn(expected.shape, generator=generator, dtype=torch.float64)
        slopes = torch.autograd.grad((expected * weights).sum(), exact[:2])
        single = [t.detach().float().to(device).requires_grad_(i < 2) for i, t in enumerate(exact)]
        found = picture_errors(*single)
        label = f"{shape} {height}x{width}"
        for k, name in enumerate(ERRORS):
            difference = (found[..., k].detach().cpu().double() - expected[..., k].detach()).abs()
            passed &= check(f"{label} {name}", float(difference.max()), 1e-5)
        gradients = torch.autograd.grad((found * weights.float().to(device)).sum(), single[:2])
        for name, g, wanted in zip(("rgb", "alpha"), gradients, slopes):
            error = float((g.cpu().double() - wanted).norm() / wanted.norm())
            passed &= check(f"{label} gradient of {name}", error, 1e-3)
    return passed


def bench(device):
    batch = [t.float().to(device).expand(36, *t.shape).contiguous().requires_grad_(i < 2)
             for i, t in enumerate(pictures((5,), 256, 256, 5))]
    for name, errors in (("kernels", picture_errors), ("PyTorch", picture_errors_reference)):
        time = median_milliseconds(lambda: torch.autograd.grad(errors(*batch).sum(), batch[:2]))
        print(f"{name}: errors and slopes of 180 pictures, 256 x 256: {time:.2f} ms")


def main():
    kernel_test.run(lambda _: plain_similarity() & plain_errors() & similarity_slopes(),
                    lambda: kernels_match_twin("cuda"), lambda: bench("cuda"))


if __name__ == "__main__":
    main()
