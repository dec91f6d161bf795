"""The program computes what the training package does: a network, exported, run on a picture file.

    python3 training/tests/test_program.py GAMBADE
"""

import json
import math
import subprocess
import sys
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.checkpoint import exported_state  # noqa: E402
from gambade_training.config import ModelConfig  # noqa: E402
from gambade_training.model import Gambade  # noqa: E402
from gambade_training.weights_file import write_safetensors  # noqa: E402

SIZE = 512
SH_C0 = 0.28209479177387814
FOVY, ELEVATION = 40.0, 17.0  # degrees


def random_model(**sequence):
    """A tiny network of which no part does nothing."""
    plain = ModelConfig.tiny()
    model = Gambade(replace(plain, sequence=replace(plain.sequence, **sequence)))
    for parameter in model.parameters():
        # Around what it starts as, which is 1 for some and 0 for others.
        parameter.data += 0.2 * (2 * torch.rand_like(parameter) - 1)
    return model


def picture():
    """RGBA [512, 512, 4], uint8: a disc as large as framing would make it, so that it stays as it
    is, of soft edges and colours that differ everywhere."""
    y, x = np.mgrid[:SIZE, :SIZE] + 0.5
    distance = np.hypot(x - SIZE / 2, y - SIZE / 2)
    alpha = np.clip(0.4 * SIZE + 0.5 - distance, 0, 1)
    rgb = [0.5 + 0.5 * np.sin(0.02 * (c + 1) * x + 0.03 * y + c) for c in range(3)]
    return np.round(255 * np.stack([*rgb, alpha], -1)).astype(np.uint8)


def read_ply(path):
    """name -> column, of a binary little-endian PLY of floats."""
    data = Path(path).read_bytes()
    header, _, body = data.partition(b"end_header\n")
    names = [line.split()[2].decode() for line in header.splitlines()
             if line.startswith(b"property float")]
    rows = np.frombuffer(body, "<f4").reshape(-1, len(names))
    return dict(zip(names, rows.T.astype(np.float64)))


def splats_of(ply):
    """[N, 14] as the network gives them: linear opacity, scales and colours."""
    def columns(*names):
        return np.stack([ply[name] for name in names], -1)
    return np.concatenate([
        columns("x", "y", "z"), 1 / (1 + np.exp(-columns("opacity"))),
        np.exp(columns("scale_0", "scale_1", "scale_2")),
        columns("rot_0", "rot_1", "rot_2", "rot_3"),
        0.5 + SH_C0 * columns("f_dc_0", "f_dc_1", "f_dc_2")], -1)


class Program(unittest.TestCase):
    program = ""

    def setUp(self):
        torch.manual_seed(7)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        Image.fromarray(picture()).save(self.folder / "disc.png")

    def run_program(self, model, elevation):
        """Splats [N, 14] and the line of JSON."""
        weights, output = self.folder / "model.safetensors", self.folder / "disc.ply"
        write_safetensors(weights, {name: value.float()
                                    for name, value in exported_state(model).items()},
                          {"gambade.config": model.config.to_json(), "gambade.name": "random"})
        done = subprocess.run(
            [self.program, "reconstruct", self.folder / "disc.png", "--model", weights, "-o",
             output, "--fov", str(FOVY), "--elevation", elevation, "--background", "alpha",
             "--axes", "y-up", "--device", "cpu", "--json"],
            check=True, capture_output=True, text=True)
        return splats_of(read_ply(output)), json.loads(done.stdout)

    def run_model(self, model, known):
        """The same of the training package, in double precision."""
        rgba = torch.from_numpy(picture()).double().permute(2, 0, 1)[None] / 255
        image = rgba[:, :3] * rgba[:, 3:] + 1 - rgba[:, 3:]
        size = model.config.stem.image_size
        image = F.interpolate(image, size=(size, size), mode="bilinear", align_corners=False)
        angles = [torch.tensor([math.radians(degrees)]).double() for degrees in (FOVY, ELEVATION)]
        with torch.no_grad():
            splats, estimate = model.double()(image, *angles, torch.tensor([known]))
        return splats, estimate

    def check(self, model, known):
        found, report = self.run_program(model, str(ELEVATION) if known else "unknown")
        splats, estimate = self.run_model(model, known)
        expected = splats.table()[0].double().numpy()
        self.assertEqual(found.shape, expected.shape)
        for name, first, last in (("mean", 0, 3), ("opacity", 3, 4), ("scale", 4, 7),
                                  ("rotation", 7, 11), ("colour", 11, 14)):
            difference = found[:, first:last] - expected[:, first:last]
            with self.subTest(name):
                self.assertLess(np.linalg.norm(difference),
                                2e-6 * np.linalg.norm(expected[:, first:last]))
        elevation = ELEVATION if known else math.degrees(estimate.elevation.item())
        self.assertAlmostEqual(report["elevation_degrees"], elevation, places=3)
        self.assertEqual(report["elevation_estimated"], not known)
        if estimate.fovy is None:
            self.assertNotIn("photo_fov_estimate_degrees", report)
        else:
            self.assertAlmostEqual(report["photo_fov_estimate_degrees"],
                                   math.degrees(estimate.fovy.item()), places=3)
        return expected

    def test_everything(self):
        model = random_model()
        known, unknown = self.check(model, True), self.check(model, False)
        self.assertGreater(np.linalg.norm(known - unknown), 1e-2 * np.linalg.norm(known))

    def test_without_optional_parts(self):
        model = random_model(image_features=False, field_of_view_head=False)
        self.check(model, True)
        self.check(model, False)


if __name__ == "__main__":
    Program.program = str(Path(sys.argv.pop()).resolve())
    unittest.main(verbosity=2)
