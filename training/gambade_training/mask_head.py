"""Tells the object in a photo from its surroundings by what a frozen tokenizer sees."""

import json

import torch
import torch.nn.functional as F
from torch import nn

from gambade_training.weights_file import read_safetensors, write_safetensors

_LEVELS = 3  # blocks whose patch tokens are looked at, the last one among them
_GROUPS = 8  # of the normalised channels
_HALVINGS = 4  # from the picture to the patches
_ATTENTION_LAYERS = 3


def _layer(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, padding=1),
                         nn.GroupNorm(_GROUPS, outputs), nn.GELU())


class MaskHead(nn.Module):
    """Patch tokens of three depths and the picture's pixels -> logits of the object's mask.

    The picture is halved four times down to the patches, where tokens join it and attend to each
    other; then enlarged again, with what was seen of it at every size on the way.
    """

    def __init__(self, grid, token_width, widths=(24, 48, 96, 192)):
        """Of a tokenizer with grid^2 patches; a `token_width` of 0: the picture alone, without
        tokens. `widths`: channels at a half, a quarter, an eighth and a sixteenth of the side."""
        super().__init__()
        self.size = {"grid": grid, "token_width": token_width, "widths": list(widths)}
        self.grid = grid
        self.project = nn.Linear(_LEVELS * token_width, widths[-1]) if token_width else None
        self.down = nn.ModuleList(_layer(inputs, outputs, stride=2)
                                  for inputs, outputs in zip((3, *widths), widths))
        self.attention = nn.ModuleList(
            nn.TransformerEncoderLayer(widths[-1], widths[-1] // 32, 2 * widths[-1], dropout=0,
                                       activation="gelu", batch_first=True, norm_first=True)
            for _ in range(_ATTENTION_LAYERS))
        self.middle = _layer(widths[-1], widths[-1])
        self.up = nn.ModuleList(_layer(widths[k + 1] + widths[k], widths[k])
                                for k in reversed(range(_HALVINGS - 1)))
        self.last = nn.Sequential(_layer(widths[0] + 3, 16), nn.Conv2d(16, 1, 3, padding=1))

    @property
    def side(self):
        """Of the square pictures it works on."""
        return self.grid << _HALVINGS

    def forward(self, levels, photo):
        """levels [B, g^2, 3 token width], not looked at without tokens; photo [B,3,side,side] in
        0..1 -> logits [B,1,side,side]."""
        seen = [photo - 0.5]
        for down in self.down:
            seen.append(down(seen[-1]))
        x = self.middle(seen.pop()).flatten(2).transpose(1, 2)
        if self.project is not None:
            x = x + self.project(levels)
        for attention in self.attention:
            x = attention(x)
        x = x.transpose(1, 2).unflatten(2, (self.grid, self.grid))
        for layer in (*self.up, self.last):
            x = layer(torch.cat([_enlarged(x), seen.pop()], 1))
        return x

    def save(self, path):
        """Writes the weights, bfloat16."""
        weights = {name: value.bfloat16() for name, value in self.state_dict().items()}
        write_safetensors(path, weights, {"gambade.mask_head": json.dumps(self.size)})

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


def token_levels(model, photo):
    """Patch tokens of a Gambade network's tokenizer after a third, two thirds and all of its
    blocks, each normalised: [B, g^2, 3 width]; photo [B,3,S,S] in 0..1."""
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
    """Coverage [B,1,H,W] in 0..1 of photos [B,3,H,W]; `model` has the tokenizer of the head."""
    square = F.interpolate(photo, size=(head.side, head.side), mode="bilinear",
                           align_corners=False, antialias=True)
    levels = None if head.project is None else token_levels(model, square)
    mask = torch.sigmoid(head(levels, square))
    return F.interpolate(mask, size=photo.shape[-2:], mode="bilinear", align_corners=False)
