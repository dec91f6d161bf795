"""How drawn pictures differ from the true ones, with gradients: kernels/picture_errors.cu, and its
twin in plain PyTorch."""

import functools

import torch

from . import native

ERRORS = ("squared", "absolute", "alpha", "alpha_absolute", "structure")
WINDOW = 7


def picture_errors(rgb, alpha, truth):
    """Means of ERRORS [..., 5] over each picture.

    rgb [..., 3, H, W] premultiplied and alpha [..., H, W] from the rasterizer, truth [..., 4, H, W]
    straight RGBA in 0..1, sides of at least 7. `squared` and `absolute` are those of the colours on
    white, `structure` is 1 - structural_similarity of them. On a GPU all must be float32, and the
    CUDA kernels run.
    """
    shape = alpha.shape
    if rgb.shape != (*shape[:-2], 3, *shape[-2:]) or truth.shape != (*shape[:-2], 4, *shape[-2:]):
        raise ValueError(f"picture_errors: rgb {tuple(rgb.shape)}, alpha {tuple(shape)} and truth "
                         f"{tuple(truth.shape)} do not belong together")
    if not rgb.is_cuda:
        return picture_errors_reference(rgb, alpha, truth)
    return _PictureErrors.apply(rgb, alpha, truth)


def picture_errors_reference(rgb, alpha, truth):
    """picture_errors in plain PyTorch, in any floating type."""
    picture, target = on_white(rgb, alpha), truth_on_white(truth)
    error, alpha_error = picture - target, alpha - truth[..., 3, :, :]
    return torch.stack([error.square().mean((-3, -2, -1)), error.abs().mean((-3, -2, -1)),
                        alpha_error.square().mean((-2, -1)), alpha_error.abs().mean((-2, -1)),
                        1 - structural_similarity(picture, target)], -1)


def on_white(premultiplied, alpha):
    """Colours [..., 3, H, W] already times alpha [..., H, W], in front of white."""
    return premultiplied + (1 - alpha)[..., None, :, :]


def truth_on_white(truth):
    """Straight RGBA [..., 4, H, W] in front of white: [..., 3, H, W]."""
    alpha = truth[..., 3, :, :]
    return on_white(truth[..., :3, :, :] * alpha[..., None, :, :], alpha)


def structural_similarity(a, b):
    """SSIM (Wang et al. 2004, over all 7x7 windows) of pictures [..., 3, H, W] in 0..1: means
    [...]."""
    rows, columns = (_box_band(side, a.dtype, a.device) for side in a.shape[-2:])

    def blur(x):
        return rows @ x @ columns.t()

    mean_a, mean_b = blur(a), blur(b)
    variance_a = blur(a * a) - mean_a * mean_a
    variance_b = blur(b * b) - mean_b * mean_b
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = 0.01 ** 2, 0.03 ** 2
    similarity = ((2 * mean_a * mean_b + c1) * (2 * covariance + c2)
                  / ((mean_a ** 2 + mean_b ** 2 + c1) * (variance_a + variance_b + c2)))
    return similarity.mean((-3, -2, -1))


@functools.lru_cache(maxsize=4)
def _box_band(size, dtype, device):
    """[size - 6, size]: the mean of a window at every place where it fits whole."""
    band = torch.zeros(size - WINDOW + 1, size, dtype=dtype)
    for row in range(band.shape[0]):
        band[row, row:row + WINDOW] = 1 / WINDOW
    return band.to(device)


@functools.lru_cache(maxsize=4)
def _per_picture(height, width, device):
    """[5]: what turns a picture's sums into means."""
    windows = 3 * (height - WINDOW + 1) * (width - WINDOW + 1)
    area = height * width
    return 1 / torch.tensor([3 * area, 3 * area, area, area, windows], device=device)


class _PictureErrors(torch.autograd.Function):
    """On the CUDA kernels, which need no memory but the pictures and their gradients."""

    @staticmethod
    def forward(ctx, rgb, alpha, truth):
        pictures = [tensor.contiguous() for tensor in (rgb, alpha, truth)]
        for tensor in pictures:
            if tensor.dtype != torch.float32:
                raise ValueError(f"picture_errors: {tensor.dtype}, the kernels need float32")
        height, width = alpha.shape[-2:]
        count = alpha.numel() // (height * width)
        tiles = (-(-width // native.constant("gambade_picture_tile_width"))
                 * -(-height // native.constant("gambade_picture_tile_height")))
        parts = torch.empty(count, tiles, len(ERRORS), device=rgb.device)
        native.call("gambade_picture_errors", *pictures, parts, count, height, width)
        means = parts.sum(1) * _per_picture(height, width, rgb.device)
        means[:, -1] = 1 - means[:, -1]
        ctx.save_for_backward(*pictures)
        return means.view(*alpha.shape[:-2], len(ERRORS))

    @staticmethod
    def backward(ctx, d_errors):
        rgb, alpha, truth = ctx.saved_tensors
        height, width = alpha.shape[-2:]
        weights = d_errors.reshape(-1, len(ERRORS)) * _per_picture(height, width, rgb.device)
        weights[:, -1].neg_()
        d_rgb, d_alpha = torch.empty_like(rgb), torch.empty_like(alpha)
        native.call("gambade_picture_error_slopes", rgb, alpha, truth, weights, d_rgb, d_alpha,
                    len(weights), height, width)
        return d_rgb, d_alpha, None
