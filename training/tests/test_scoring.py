"""Scores of renders against the definitions, and against another scorer.

    python3 training/tests/test_scoring.py [--scorer SCORE.PY]

SCORE.PY: the evaluation set's own; its last line must be the same as ours.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.cameras import orbit_camera  # noqa: E402
from gambade_training.config import ModelConfig  # noqa: E402
from gambade_training.evaluate import evaluate, evaluation_sheet, render_objects  # noqa: E402
from gambade_training.model import Gambade  # noqa: E402
from gambade_training.scan_orders import WHOLE, Thinning  # noqa: E402
from gambade_training.scoring import summary  # noqa: E402
from kernel_test import check  # noqa: E402


def make_views(folder):
    """Two objects in the layout of the evaluation set, with random pictures."""
    generator = np.random.default_rng(5)
    for name, elevation in (("first", 0.0), ("second", 20.0)):
        place = Path(folder) / name
        place.mkdir(parents=True)

        def picture(size):
            coarse = generator.integers(0, 255, (8, 8, 4), dtype=np.uint8)
            return Image.fromarray(coarse).resize((size, size), Image.BICUBIC)

        def camera(azimuth, height):
            angles = torch.deg2rad(torch.tensor([azimuth, height]))
            return orbit_camera(angles[0], angles[1], torch.tensor(1.5)).tolist()

        picture(512).save(place / "input.png")
        views = []
        for number in range(8):
            azimuth, height = 45.0 * number, 30.0 * (number % 2)
            picture(256).save(place / f"view_{number}.png")
            views.append({"file": f"view_{number}.png", "azimuth": azimuth,
                          "elevation": height, "c2w": camera(azimuth, height)})
        source = {"file": "input.png", "azimuth": 0, "elevation": elevation,
                  "c2w": camera(0.0, elevation)}
        cameras = {"id": name, "input": source, "fovy": 49.1, "radius": 1.5, "views": views,
                   "kind": "realistic"}
        (place / "cameras.json").write_text(json.dumps(cameras))


def on_white(path):
    picture = Image.open(path).convert("RGBA")
    if picture.width != 256:
        picture = picture.resize((256, 256), Image.BOX)
    values = np.asarray(picture, np.float64) / 255
    return values[..., :3] * values[..., 3:] + 1 - values[..., 3:]


def psnr_by_definition(a, b):
    return -10 * np.log10(max(np.mean((a - b) ** 2), 1e-5))


def ssim_by_definition(a, b):
    """Wang et al. 2004 over all 7x7 windows, every channel by itself."""
    p, q = (np.lib.stride_tricks.sliding_window_view(x, (7, 7), axis=(0, 1)) for x in (a, b))
    window = (-2, -1)
    mean_p, mean_q = p.mean(window), q.mean(window)
    covariance = ((p - mean_p[..., None, None]) * (q - mean_q[..., None, None])).mean(window)
    return np.mean((2 * mean_p * mean_q + 0.01 ** 2) * (2 * covariance + 0.03 ** 2)
                   / ((mean_p ** 2 + mean_q ** 2 + 0.01 ** 2)
                      * (p.var(window) + q.var(window) + 0.03 ** 2)))


def matches_definitions(folder, scores):
    """The first object's input repeats its view 0, which therefore does not count as novel."""
    views, renders = folder / "views" / "first", folder / "renders" / "first"
    pairs = [(on_white(views / f"view_{k}.png"), on_white(renders / f"view_{k}.png"))
             for k in range(1, 8)]
    decibels = [psnr_by_definition(*pair) for pair in pairs]
    source = psnr_by_definition(on_white(views / "input.png"), on_white(renders / "input.png"))
    score = scores[0]
    passed = check("novel PSNR", abs(score.novel - np.mean(decibels)), 1e-4)
    passed &= check("PSNR behind", abs(score.behind - np.mean(decibels[2:5])), 1e-4)
    passed &= check("PSNR of the input view", abs(score.input_view - source), 1e-4)
    similarity = np.mean([ssim_by_definition(*pair) for pair in pairs])
    return passed & check("SSIM", abs(score.ssim - similarity), 1e-6)


def thins_tokens(folder):
    """With every second row and column of the tokens a quarter of the splats is drawn."""
    model = Gambade(ModelConfig.tiny()).eval()
    counts = []
    model.decoder.register_forward_hook(lambda *values: counts.append(values[-1].means.shape[1]))
    whole, quarter = (render_objects(model, folder / "views", ["first"], True, "cpu", thinning)[1]
                      for thinning in (WHOLE, Thinning(2)))
    passed = check("splats with thinned tokens", abs(counts[0] - 4 * counts[1]), 0)
    return passed & check("pictures that stay the same", float(torch.equal(whole, quarter)), 0)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        make_views(folder / "views")
        torch.manual_seed(0)
        scores = evaluate(Gambade(ModelConfig.tiny()).eval(), folder / "views", folder / "renders")
        evaluation_sheet(folder / "sheet.png", folder / "views", folder / "renders",
                         ["first", "second"])
        with Image.open(folder / "sheet.png") as sheet:
            passed = check("size of the sheet", float(sheet.size != (9 * 256, 4 * 256)), 0)
        passed &= matches_definitions(folder, scores)
        passed &= thins_tokens(folder)
        if "--scorer" in sys.argv[1:-1]:
            scorer = sys.argv[sys.argv.index("--scorer") + 1]
            printed = subprocess.run([sys.executable, scorer, folder / "views", folder / "renders"],
                                     capture_output=True, text=True, check=True).stdout
            differs = printed.splitlines()[-1] != summary(scores)
            passed &= check("another scorer's last line", float(differs), 0)
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
