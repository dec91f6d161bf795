"""Tells the object in a photo from its surroundings by what a frozen tokenizer sees."""

import json

import torch
import torch.nn.functional as F
from torch import nn

from gambade_training.weights_file import read_safetensors, write_safetensors

_LEVELS = 3  # blocks whose patch tokens are looked at, the last one among them
_GROUPS = 8  # of the normalised channels


def _layer(inputs, outputs, kernel=3):
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2),
                         nn.GroupNorm(_GROUPS, outputs), nn.GELU())


class MaskHead(nn.Module):
    """Patch tokens of three depths and the picture at two sizes -> logits of the object's mask."""

    def __init__(self, token_width, width=96):
        super().__init__()
        self.size = {"token_width": token_width, "width": width}
        self.project = nn.Linear(_LEVELS * token_width, width)
        self.coarse = nn.Sequential(_layer(width, width), _layer(width, width))
        self.middle = _layer(width, 64)
        self.photo_small = nn.Sequential(_layer(3, 32), _layer(32, 32))
        self.fine = _layer(64 + 32, 48)
        self.photo_large = nn.Sequential(_layer(3, 16), _layer(16, 16))
        self.finest = nn.Sequential(_layer(48 + 16, 32), nn.Conv2d(32, 1, 3, padding=1))

    def forward(self, levels, photo):
        """levels [B, g^2, 3 token width], photo [B,3,S,S] in 0..1 -> logits [B,1,8g,8g]."""
        side = round(levels.shape[1] ** 0.5)
        small, large = (F.interpolate(photo - 0.5, size=(gain * side,) * 2, mode="bilinear",
                                      align_corners=False, antialias=True) for gain in (4, 8))
        x = self.project(levels).transpose(1, 2).unflatten(2, (side, side))
        x = self.middle(_enlarged(self.coarse(x)))
        x = self.fine(torch.cat([_enlarged(x), self.photo_small(small)], 1))
        return self.finest(torch.cat([_enlarged(x), self.photo_large(large)], 1))

    def save(self, path):
        """Writes the weights, float32."""
        write_safetensors(path, {name: value.float() for name, value in self.state_dict().items()},
                          {"gambade.mask_head": json.dumps(self.size)})

    @classmethod
    def load(cls, path, device="cpu"):
        """Reads what `save` wrote. Raises ValueError where it is something else."""
        tensors, metadata = read_safetensors(path)
        if "gambade.mask_head" not in metadata:
            raise ValueError(f"{path}: not a mask head")
        head = cls(**json.loads(metadata["gambade.mask_head"]))
        try:
            head.load_state_dict(tensors)
        except RuntimeError as error:
            raise ValueError(f"{path}: not a mask head of its size ({error})") from error
        return head.to(device).eval()


def _enlarged(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False,
                         recompute_scale_factor=False)


@torch.no_grad()
def token_levels(model, photo):
    """Patch tokens of a Gambade network's tokenizer after a third, two thirds and all of its
    blocks, each normalised: [B, g^2, 3 width]; photo [B,3,S,S] of the stem's size, in 0..1."""
    tokenizer = model.map_image["model"]
    blocks, seen = tokenizer.blocks, []
    chosen = [max(0, round(len(blocks) * share) - 1) for share in (1 / 3, 2 / 3)]
    hooks = [blocks[number].register_forward_hook(lambda *values: seen.append(values[-1]))
             for number in chosen]
    try:
        seen.append(model.tokenize(photo))
    finally:
        for hook in hooks:
            hook.remove()
    patches = model.config.tokenizer.grid ** 2
    width = seen[0].shape[-1]
    return torch.cat([F.layer_norm(tokens[:, -patches:].float(), (width,)) for tokens in seen], -1)


@torch.no_grad()
def object_mask(model, head, photo):
    """Coverage [B,1,S,S] in 0..1 of photos [B,3,S,S]."""
    logits = head(token_levels(model, photo), photo)
    return torch.sigmoid(F.interpolate(logits, size=photo.shape[-2:], mode="bilinear",
                                       align_corners=False))
