"""Tables and pictures of training runs.

    python3 training/tests/test_curves.py
"""

import contextlib
import io
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training import curves  # noqa: E402
from gambade_training.journal import Journal  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
SCORE = """  scan: 3 objects: novel PSNR 10.00 dB, behind 9.00 dB, SSIM 0.5000, input view 20.00 dB
5 objects: novel PSNR 18.76 dB, behind 17.65 dB, SSIM 0.8123, input view 25.43 dB
"""


def write_run(folder, values):
    """As a run of the trainer does: a line for every (novel, input), 100 pictures apart."""
    folder.mkdir()
    journal = Journal(folder / "curve.csv", ("psnr_novel", "psnr_input"), 1)
    with contextlib.redirect_stdout(io.StringIO()):
        for step, pair in enumerate(values, 1):
            journal.add(pair)
            journal.write(step, 100 * step, 0.5 * step)
    return folder


class Curves(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name)
        # The last tenth of 20 lines: 18, 19 and 20.
        self.first = write_run(self.folder / "first",
                               [(10 + 0.1 * k, 20 + 0.2 * k) for k in range(20)])
        self.second = write_run(self.folder / "a<b", [(12.0, 21.0)] * 10)

    def run_main(self, *arguments):
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            curves.main([str(argument) for argument in arguments])
        return text.getvalue().splitlines()

    def test_table(self):
        lines = self.run_main(self.first, self.second)
        self.assertEqual(lines[2:], ["| first | 2,000 | 11.80 dB | 23.60 dB |",
                                     "| a<b | 1,000 | 12.00 dB | 21.00 dB |"])

    def test_table_with_scores(self):
        """The last line counts, which is that of all objects."""
        (self.first / "score.txt").write_text(SCORE)
        lines = self.run_main(self.first, self.second)
        self.assertEqual(lines[0].count("|"), lines[2].count("|"))
        self.assertTrue(lines[2].endswith("| 18.76 dB | 17.65 dB | 0.8123 | 25.43 dB |"))
        self.assertTrue(lines[3].endswith("| – | – | – | – |"))

    def test_picture(self):
        """Every point of a line lies where the axes' labels say."""
        path = self.folder / "curves.svg"
        self.run_main(self.first, self.second, "--svg", path, "--columns", "psnr_novel,psnr_input")
        picture = xml.parse(path).getroot()
        legend = [text.text for text in picture.findall(f"{SVG}text")][:2]
        self.assertEqual(legend, ["first", "a<b"])
        panels = picture.findall(f"{SVG}g")
        self.assertEqual(len(panels), 2)
        for panel, slope, start in zip(panels, (0.1, 0.2), (10, 20)):
            children = list(panel)
            grid = [(path.get("d"), float(label.text.replace(",", "")))
                    for path, label in zip(children, children[1:]) if path.tag == f"{SVG}path"]
            across = {value: float(d[1:].split()[0]) for d, value in grid if "V" in d}
            upward = {value: float(d.split()[1].split("H")[0]) for d, value in grid if "H" in d}
            self.assertGreaterEqual(min(len(across), len(upward)), 3)
            pictures_per_unit = 2000 / (across[2000] - across[0])
            low, high = min(upward), max(upward)
            value_per_unit = (high - low) / (upward[high] - upward[low])
            lines = [[tuple(map(float, point.split(",")))
                      for point in line.get("points").split()]
                     for line in panel.findall(f"{SVG}polyline")]
            # The first point of 20 lies below what is reached after the start.
            self.assertEqual([len(line) for line in lines], [19, 10])
            for step, (x, y) in enumerate(lines[0], 2):
                self.assertAlmostEqual((x - across[0]) * pictures_per_unit, 100 * step, delta=2)
                self.assertAlmostEqual(low + (y - upward[low]) * value_per_unit,
                                       start + slope * (step - 1), delta=0.01)

    def test_ticks(self):
        self.assertEqual(curves.ticks(0, 1000), [0, 200, 400, 600, 800, 1000])
        self.assertEqual([round(value, 9) for value in curves.ticks(0.13, 0.19)],
                         [0.13, 0.14, 0.15, 0.16, 0.17, 0.18, 0.19])

    def test_what_is_no_run(self):
        other = self.folder / "other.csv"
        for text, words in (("", "not a training curve"), ("pictures\nmany\n", "not a training"),
                            ("pictures,loss\n1,2\n", "no column 'psnr_novel'; it has pictures")):
            other.write_text(text)
            with self.assertRaisesRegex(SystemExit, words):
                self.run_main(other)
        (self.first / "score.txt").write_text("nothing\n")
        with self.assertRaisesRegex(SystemExit, "no line of scores"):
            self.run_main(self.first)
        with self.assertRaisesRegex(SystemExit, "curve.csv"):
            self.run_main(self.folder)


if __name__ == "__main__":
    unittest.main(verbosity=2)
