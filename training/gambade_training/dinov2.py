"""The published DINOv2 weights as tokenizer (Oquab et al. 2023, arXiv 2304.07193; registers: Darcet
et al. 2023, arXiv 2309.16588)."""

import pickle

import torch

from gambade_training.config import TokenizerConfig
from gambade_training.model import IMAGENET_DEVIATION, IMAGENET_MEAN

PREFIX = "map_image.model."
_HEAD_WIDTH = 64
# Only used to hide patches in DINOv2's own training.
_UNUSED = {"mask_token"}


def load_dinov2(path, image_size):
    """(TokenizerConfig, name -> float32 tensor) of a DINOv2 file such as
    dinov2_vitb14_reg4_pretrain.pth, for pictures of image_size^2 in plain [0,1] RGB.

    DINOv2 wants colours normalised by ImageNet's mean and deviation; that is folded into the patch
    kernel. ValueError where the file is no such thing.
    """
    try:
        weights = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise ValueError(f"{path} is no file of PyTorch weights: {error}") from None
    needed = ("patch_embed.proj.weight", "pos_embed", "register_tokens", "blocks.0.mlp.fc1.weight")
    missing = [name for name in needed if name not in weights]
    if missing:
        raise ValueError(f"{path} is no DINOv2 model with registers: it lacks {', '.join(missing)}")
    kernel = weights["patch_embed.proj.weight"]
    width = kernel.shape[0]
    depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))
    config = TokenizerConfig(
        image_size=image_size, patch_size=kernel.shape[-1], width=width, depth=depth,
        heads=width // _HEAD_WIDTH, mlp_width=weights["blocks.0.mlp.fc1.weight"].shape[0],
        registers=weights["register_tokens"].shape[1],
        position_grid=round((weights["pos_embed"].shape[1] - 1) ** 0.5))
    values = {name: value.float() for name, value in weights.items() if name not in _UNUSED}
    values.update(_fold_normalisation(values))
    return config, {PREFIX + name: value for name, value in values.items()}


def _fold_normalisation(weights):
    """W (x - mean) / deviation + b = (W / deviation) x + (b - sum W mean / deviation)."""
    kernel = weights["patch_embed.proj.weight"]
    mean, deviation = (torch.tensor(values)[:, None, None]
                       for values in (IMAGENET_MEAN, IMAGENET_DEVIATION))
    shift = (kernel * mean / deviation).flatten(1).sum(1)
    return {"patch_embed.proj.weight": kernel / deviation,
            "patch_embed.proj.bias": weights["patch_embed.proj.bias"] - shift}
