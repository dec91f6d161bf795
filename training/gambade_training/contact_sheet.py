"""Pictures side by side, to look at what a model makes."""

import numpy as np
import torch
from PIL import Image


def to_bytes(pictures):
    """[..., 3, H, W] in 0..1 -> uint8 [..., H, W, 3] on the CPU."""
    levels = (pictures.detach().clamp(0, 1) * 255).round().to(torch.uint8)
    return levels.movedim(-3, -1).cpu().numpy()


def save_contact_sheet(path, truth, result):
    """Two rows for each object, truth above result; both [P, V, 3, H, W] in 0..1."""
    pairs = np.stack([to_bytes(truth), to_bytes(result)], 1)
    objects, kinds, views, height, width, channels = pairs.shape
    sheet = pairs.transpose(0, 1, 3, 2, 4, 5).reshape(objects * kinds * height, views * width, 3)
    Image.fromarray(sheet).save(path)
