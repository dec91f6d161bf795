"""How good reconstructions are, by the project's protocol: PSNR and SSIM of renders on white."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from gambade_training.picture_errors import structural_similarity

SIZE = 256


@dataclass
class Score:
    """One object: means over its views, decibels but for `ssim`."""

    name: str
    kind: str
    novel: float
    behind: float
    ssim: float
    input_view: float


def read_on_white(path):
    """A picture file as float64 [3, 256, 256] in 0..1, composited on white."""
    picture = Image.open(path).convert("RGBA")
    if picture.size != (SIZE, SIZE):
        picture = picture.resize((SIZE, SIZE), Image.BOX)
    values = torch.from_numpy(np.asarray(picture, np.float64) / 255).permute(2, 0, 1)
    return values[:3] * values[3:] + 1 - values[3:]


def psnr(a, b):
    """Decibels, at most 50; pictures [N, 3, H, W] -> [N]."""
    return -10 * torch.log10((a - b).square().mean((1, 2, 3)).clamp(min=1e-5))


def object_names(views):
    """The objects of an evaluation folder, sorted. ValueError where there is none."""
    names = sorted(path.name for path in Path(views).iterdir() if path.is_dir())
    if not names:
        raise ValueError(f"{views}: no object's folder in it")
    return names


def _repeats_input(cameras, view):
    return all(view[key] == cameras["input"][key] for key in ("azimuth", "elevation"))


def score_object(views, renders, name, device="cpu"):
    """The Score of RENDERS/name against VIEWS/name; OSError where a picture is missing."""
    truth_folder, render_folder = Path(views) / name, Path(renders) / name
    cameras = json.loads((truth_folder / "cameras.json").read_text())
    novel = [view for view in cameras["views"] if not _repeats_input(cameras, view)]
    files = [view["file"] for view in novel] + ["input.png"]
    truth = torch.stack([read_on_white(truth_folder / file) for file in files]).to(device)
    render = torch.stack([read_on_white(render_folder / file) for file in files]).to(device)
    decibels = psnr(truth, render).cpu()
    similarity = structural_similarity(truth[:-1], render[:-1]).mean().item()
    behind = [value for view, value in zip(novel, decibels) if 135 <= view["azimuth"] <= 225]
    return Score(name, cameras["kind"], decibels[:-1].mean().item(),
                 torch.stack(behind).mean().item(), similarity, decibels[-1].item())


def summary(scores):
    """One line: the means over objects."""
    def mean(name):
        return np.mean([getattr(score, name) for score in scores])

    return (f"{len(scores)} objects: novel PSNR {mean('novel'):.2f} dB, behind "
            f"{mean('behind'):.2f} dB, SSIM {mean('ssim'):.4f}, "
            f"input view {mean('input_view'):.2f} dB")
