"""Reconstructs the evaluation objects, renders them at the evaluation cameras and scores them.

    python3 -m gambade_training.evaluate MODEL --views VIEWS --out RENDERS

MODEL is a checkpoint.pt (its averaged weights) or a .safetensors file. RENDERS/<id>/view_k.png and
input.png are written and scored by the protocol of the evaluation set.
"""

import argparse
import json
import math
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from gambade_training.checkpoint import load_model
from gambade_training.contact_sheet import save_contact_sheet, to_bytes
from gambade_training.option_ranges import check_ranges
from gambade_training.picture_errors import on_white
from gambade_training.scan_orders import WHOLE, Thinning
from gambade_training.scoring import (SIZE, object_names, read_on_white, score_object, summary)
from gambade_training.splat_rasterizer import rasterize

OBJECTS_AT_ONCE = 8


def read_input(path, size):
    """A picture with alpha, on white, as the network wants it: float32 [3, size, size]."""
    rgba = np.asarray(Image.open(path).convert("RGBA"), np.float32) / 255
    picture = torch.from_numpy(rgba[..., :3] * rgba[..., 3:] + 1 - rgba[..., 3:])
    return F.interpolate(picture.permute(2, 0, 1)[None], size=(size, size), mode="bilinear",
                         align_corners=False)[0]


def read_cameras(path):
    """(names of the pictures, c2w [V, 4, 4], fovy [V], elevation of the input) of one object;
    the input's camera is the last."""
    cameras = json.loads(Path(path).read_text())
    entries = cameras["views"] + [cameras["input"]]
    c2w = torch.tensor([entry["c2w"] for entry in entries])
    fovy = torch.full((len(entries),), math.radians(cameras["fovy"]))
    return ([entry["file"] for entry in entries], c2w, fovy,
            math.radians(cameras["input"]["elevation"]))


@torch.no_grad()
def render_objects(model, views, names, elevation_known, device, thinning=WHOLE):
    """File names per object, and pictures [P, V, 3, 256, 256] on white."""
    size = model.config.stem.image_size
    cameras = [read_cameras(Path(views) / name / "cameras.json") for name in names]
    files, c2w, fovy, elevation = zip(*cameras)
    image = torch.stack([read_input(Path(views) / name / "input.png", size) for name in names])
    c2w, fovy = torch.stack(c2w).to(device), torch.stack(fovy).to(device)
    known = torch.full((len(names),), elevation_known, device=device)
    splats, _ = model(image.to(device), fovy[:, -1], torch.tensor(elevation, device=device), known,
                      thinning)
    rgb, alpha = rasterize(splats.means, splats.scales, splats.quaternions, splats.opacities,
                           splats.colors, c2w, fovy, size=(SIZE, SIZE))
    return files, on_white(rgb, alpha)


def write_renders(folder, name, files, pictures):
    """Writes uint8 pictures [V, H, W, 3] of one object."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    for file, picture in zip(files, pictures):
        Image.fromarray(picture).save(folder / name / file, compress_level=1)


def evaluate(model, views, output, elevation_known=True, device="cpu", limit=None, thinning=WHOLE):
    """Renders into `output` and returns a Score per object."""
    names = object_names(views)[:limit]
    with ThreadPoolExecutor() as pool:
        for start in range(0, len(names), OBJECTS_AT_ONCE):
            group = names[start:start + OBJECTS_AT_ONCE]
            files, pictures = render_objects(model, views, group, elevation_known, device,
                                             thinning)
            list(pool.map(write_renders, [output] * len(group), group, files, to_bytes(pictures)))
        return list(pool.map(lambda name: score_object(views, output, name, device), names))


def evaluation_sheet(path, views, renders, names, size=SIZE):
    """Truth above result of these evaluation objects, all cameras, the input's last; each picture
    `size` pixels wide."""
    def pictures(folder):
        loaded = torch.stack([torch.stack([read_on_white(Path(folder) / name / file)
                                           for file in files[name]]) for name in names])
        small = F.interpolate(loaded.flatten(0, 1), size=(size, size), mode="bilinear",
                              align_corners=False, antialias=True)
        return small.unflatten(0, loaded.shape[:2])

    files = {name: read_cameras(Path(views) / name / "cameras.json")[0] for name in names}
    save_contact_sheet(path, pictures(views), pictures(renders))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--views", required=True, help="folder of the evaluation set")
    parser.add_argument("--out", required=True, type=Path, metavar="RENDERS")
    parser.add_argument("--elevation", choices=("given", "unknown"), default="given")
    parser.add_argument("--token-stride", type=int, choices=(1, 2), default=1, metavar="N",
                        help="only every N-th row and column of the token grid becomes splats: 2 "
                        "for networks trained only so (--coarse-share 1)")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N objects")
    parser.add_argument("--contact-sheet", metavar="PNG", help="draw the first 12 objects")
    options = parser.parse_args(arguments)
    check_ranges(parser, options, positive=("limit",))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        model = load_model(options.model, device)
        scores = evaluate(model, options.views, options.out, options.elevation == "given", device,
                          options.limit, Thinning(options.token_stride))
        if options.contact_sheet:
            evaluation_sheet(options.contact_sheet, options.views, options.out,
                             [score.name for score in scores[:12]])
    except (ValueError, OSError) as error:
        sys.exit(f"evaluate: {error}")
    for kind in sorted({score.kind for score in scores}):
        print(f"  {kind}: {summary([score for score in scores if score.kind == kind])}")
    worst = sorted(scores, key=lambda score: score.novel)[:5]
    print("  worst: " + ", ".join(f"{score.name} {score.novel:.1f}" for score in worst))
    print(summary(scores))


if __name__ == "__main__":
    main()
