"""Scores masks of photos, whatever made them.

    python3 -m gambade_training.mask_scores compose --objects eval.bin --count 128 -o PHOTOS
    python3 -m gambade_training.mask_scores predict --model MODEL --head HEAD --photos PHOTOS \\
        -o MASKS
    python3 -m gambade_training.mask_scores score --truth TRUTH --masks MASKS

`compose` writes PHOTOS/NUMBER.png and PHOTOS/truth/NUMBER.png; `predict` a mask for every picture
of a folder; `score` compares masks of the same names (alpha, else white, is the object; of another
size, they are resized to the truth's). `gambade reconstruct --stages` writes such as well.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from gambade_training.checkpoint import load_model
from gambade_training.composites import CompositeOptions, CompositeSampler
from gambade_training.contact_sheet import to_bytes
from gambade_training.mask_head import MaskHead, object_mask
from gambade_training.objects import ObjectFileError, ObjectLibrary

_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def mask_scores(found, truth):
    """IoU at 0.5 (1 where both are empty) and mean absolute error of masks [N,1,H,W] in 0..1:
    two float64 [N] on the CPU."""
    a, b = (masks.flatten(1) > 0.5 for masks in (found, truth))
    common, either = (a & b).sum(1).double(), (a | b).sum(1).double()
    iou = torch.where(either > 0, common / either.clamp(min=1), torch.ones_like(common))
    return iou.cpu(), (found - truth).abs().flatten(1).double().mean(1).cpu()


def summary(ious, errors):
    """One line: what is typical, and how often the object is missed."""
    return (f"{len(ious)} masks, IoU {ious.mean():.4f} (median {ious.median():.4f}, below 0.5: "
            f"{(ious < 0.5).double().mean():.1%}), mean absolute error {errors.mean():.4f}")


def _device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _read_mask(path, size=None):
    """[1,1,H,W] in 0..1; size: (width, height)."""
    with Image.open(path) as picture:
        grey = picture.getchannel("A") if picture.mode == "RGBA" else picture.convert("L")
        if size and grey.size != size:
            grey = grey.resize(size, Image.BILINEAR)
        return torch.from_numpy(np.asarray(grey, np.float32) / 255)[None, None]


def compose(options):
    library = ObjectLibrary.load(options.objects, _device())
    truth = options.out / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    sampler = CompositeSampler(library, CompositeOptions(size=options.size), options.seed)
    for start in range(0, options.count, 32):
        photos, masks = sampler.sample(min(32, options.count - start))
        for number, (photo, mask) in enumerate(zip(to_bytes(photos), to_bytes(masks)), start):
            Image.fromarray(photo).save(options.out / f"{number:04d}.png")
            Image.fromarray(mask[..., 0]).save(truth / f"{number:04d}.png")


def predict(options):
    device = _device()
    model = load_model(options.model, device)
    head = MaskHead.load(options.head, device)
    options.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(options.photos.iterdir()):
        if path.suffix.lower() not in _PICTURES:
            continue
        with Image.open(path) as picture:
            rgb = np.asarray(picture.convert("RGB"), np.float32) / 255
        photo = torch.from_numpy(rgb).permute(2, 0, 1)[None].to(device)
        mask = object_mask(model, head, photo)
        Image.fromarray(to_bytes(mask)[0, ..., 0]).save(options.out / f"{path.stem}.png")


def score(options):
    scores = []
    for path in sorted(options.truth.glob("*.png")):
        truth = _read_mask(path)
        found = _read_mask(options.masks / path.name, (truth.shape[-1], truth.shape[-2]))
        scores.append(mask_scores(found, truth))
    if not scores:
        raise ValueError(f"{options.truth}: no .png in it")
    print(summary(*(torch.cat(values) for values in zip(*scores))))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    composing = commands.add_parser("compose", help="photos of objects, and their masks")
    composing.add_argument("--objects", required=True)
    composing.add_argument("--count", type=int, required=True)
    composing.add_argument("--size", type=int, default=256)
    composing.add_argument("--seed", type=int, default=1)
    composing.add_argument("-o", "--out", type=Path, required=True)
    predicting = commands.add_parser("predict", help="masks of photos by a head")
    predicting.add_argument("--model", required=True)
    predicting.add_argument("--head", required=True)
    predicting.add_argument("--photos", type=Path, required=True)
    predicting.add_argument("-o", "--out", type=Path, required=True)
    scoring = commands.add_parser("score", help="how far masks are from the truth")
    scoring.add_argument("--truth", type=Path, required=True)
    scoring.add_argument("--masks", type=Path, required=True)
    options = parser.parse_args(arguments)
    if options.command == "compose" and min(options.count, options.size) < 1:
        parser.error("--count and --size must be positive")
    try:
        {"compose": compose, "predict": predict, "score": score}[options.command](options)
    except (ValueError, OSError, ObjectFileError) as error:
        sys.exit(f"mask_scores: {error}")


if __name__ == "__main__":
    main()
