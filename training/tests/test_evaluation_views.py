"""Evaluation sets made of packed objects.

    python3 training/tests/test_evaluation_views.py
"""

import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training import evaluation_views  # noqa: E402
from gambade_training.evaluate import read_cameras  # noqa: E402
from gambade_training.evaluation_views import make_views  # noqa: E402
from gambade_training.objects import ObjectLibrary  # noqa: E402
from gambade_training.scoring import object_names, score_object  # noqa: E402
from tiny_training import cube_library  # noqa: E402


class EvaluationViews(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(place.cleanup)
        cls.folder = Path(place.name)
        cube = cube_library()
        cube.manifest[0]["id"] = "first"
        other = cube_library()
        other.manifest[0]["id"] = "second"
        cls.library = ObjectLibrary.joined([cube, other])
        for number in range(2):
            make_views(cls.library, number, cls.folder)

    def alpha(self, name, file):
        return np.asarray(Image.open(self.folder / name / file).getchannel("A"))

    def test_input_is_framed(self):
        """Centred, its larger side four fifths of the picture: the program leaves it so."""
        alpha = self.alpha("first", "input.png")
        self.assertEqual(alpha.shape, (512, 512))
        for seen in (alpha.any(0), alpha.any(1)):  # a cube seen face on is a square
            low, high = np.flatnonzero(seen)[[0, -1]]
            self.assertAlmostEqual((low + high + 1) / 2, 256, delta=1.5)
            self.assertAlmostEqual(high + 1 - low, 0.8 * 512, delta=3)

    def test_cameras(self):
        """Azimuths and elevations of the README; the input's elevation differs by object."""
        for name, elevation in (("first", 0.0), ("second", 10.0)):
            cameras = json.loads((self.folder / name / "cameras.json").read_text())
            self.assertEqual(cameras["input"]["elevation"], elevation)
            self.assertEqual([(view["azimuth"], view["elevation"]) for view in cameras["views"]],
                             [(45.0 * k, 30.0 * (k % 2)) for k in range(8)])
            for entry in [*cameras["views"], cameras["input"]]:
                azimuth, height = np.radians([entry["azimuth"], entry["elevation"]])
                place = 1.5 * np.array([np.cos(height) * np.sin(azimuth), np.sin(height),
                                        np.cos(height) * np.cos(azimuth)])
                c2w = np.array(entry["c2w"])
                self.assertLess(np.abs(c2w[:3, 3] - place).max(), 1e-9)
                self.assertLess(np.abs(c2w[:3, 2] - place / 1.5).max(), 1e-9)
            self.assertEqual(len(read_cameras(self.folder / name / "cameras.json")[0]), 9)

    def test_each_view_is_from_its_camera(self):
        """Face on, a cube shows the colour of that face; a square turned by 45 degrees is wider."""
        def color(file):
            picture = np.asarray(Image.open(self.folder / "first" / file), float)
            return picture[128, 128, :3] / picture[128, 128, :3].max()

        front, right, back = (color(f"view_{k}.png") for k in (0, 2, 4))
        self.assertLess(np.abs(front - back).max(), 0.02)  # opposite faces have one colour
        self.assertGreater(np.abs(front - right).max(), 0.3)
        widths = [self.alpha("first", f"view_{k}.png").any(0).sum() for k in range(8)]
        self.assertGreater(min(widths[1::2]), 1.15 * max(widths[::2]))

    def test_turned(self):
        """By 90 degrees, a cube shows from the front what was on its left."""
        def color(folder, name, file):
            picture = np.asarray(Image.open(Path(folder) / name / file), float)
            return picture[128, 128, :3]

        with tempfile.TemporaryDirectory() as folder:
            make_views(self.library, 0, folder, yaw=90.0)
            turned = [color(folder, "first", f"view_{k}.png") for k in (0, 2)]
        for picture, k in zip(turned, (6, 0)):
            still = color(self.folder, "first", f"view_{k}.png")
            self.assertLess(np.abs(picture - still).max(), 2)

    def test_turned_at_random(self):
        """With a seed, by the same angles every time, an object each; without one not at all."""
        def yaws(*arguments):
            with mock.patch.object(evaluation_views, "make_views") as made, \
                    mock.patch.object(ObjectLibrary, "load", lambda path, device: self.library), \
                    contextlib.redirect_stderr(io.StringIO()):
                evaluation_views.main(["x", "-o", str(self.folder), *arguments])
            return [call.args[3] for call in made.call_args_list]

        self.assertEqual(yaws(), [0, 0])
        turned = yaws("--yaw-seed", "5")
        self.assertEqual(turned, yaws("--yaw-seed", "5"))
        self.assertEqual(len({0, *turned, *yaws("--yaw-seed", "6")}), 5)
        self.assertGreater(max(turned), 2 * 3.15)  # degrees

    def test_is_scored(self):
        self.assertEqual(object_names(self.folder), ["first", "second"])
        score = score_object(self.folder, self.folder, "second")
        self.assertEqual((score.novel, score.input_view, round(score.ssim, 9)), (50, 50, 1))


if __name__ == "__main__":
    unittest.main(verbosity=2)
