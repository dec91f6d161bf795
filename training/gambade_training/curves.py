"""Training runs compared: a table of what they came to, and a picture of their curves.

    python3 -m gambade_training.curves RUN... [--svg curves.svg] [--columns psnr_novel,loss]

RUN is a run's folder, or a curve.csv. In a folder `score.txt` may hold what
`gambade_training.evaluate` printed for it: its last line then fills the held-out columns.
The table is Markdown; training figures are means over the last tenth of a run's pictures, its
pictures those of the last line, which may be fewer than the run printed at its end.
"""

import argparse
import csv
import html
import math
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_COLORS = ("#1b6ca8", "#d1495b", "#2e8b57", "#8a5a00", "#7048a8", "#444444", "#0e9aa7", "#c2185b")
_WIDTH, _HEIGHT = 720, 240  # of a panel
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 28, 28
_LEGEND_NAMES = 5  # in a row
_MOST_POINTS = 120  # of a line
_START = 0.15  # of the pictures: how low a line begins is not worth the room
_SCORES = re.compile(r"novel PSNR ([\d.]+) dB, behind ([\d.]+) dB, SSIM ([\d.]+), "
                     r"input view ([\d.]+) dB")


@dataclass
class Run:
    """`curve`: a list of numbers for each column; `scores`: novel, behind, SSIM, input view, as
    printed, or None."""

    name: str
    curve: dict
    scores: tuple = None

    @classmethod
    def read(cls, path):
        """ValueError or OSError says why a run cannot be read."""
        path = Path(path)
        table, score = (path, None) if path.is_file() else (path / "curve.csv", path / "score.txt")
        name = table.stem if table == path else path.name
        with open(table, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        try:
            curve = {column: [float(row[column]) for row in rows] for column in rows[0]}
        except (IndexError, TypeError, ValueError):
            raise ValueError(f"{table} is not a training curve") from None
        scores = None
        if score and score.is_file():
            lines = _SCORES.findall(score.read_text(encoding="utf-8"))
            if not lines:
                raise ValueError(f"{score} has no line of scores; it is to hold what "
                                 "gambade_training.evaluate prints")
            scores = lines[-1]
        return cls(name, curve, scores)

    def column(self, name):
        if name not in self.curve:
            raise ValueError(f"{self.name}: its curve has no column {name!r}; it has "
                             + ", ".join(self.curve))
        return self.curve[name]

    def last(self, name):
        """Mean over the last tenth of its pictures."""
        pictures = self.column("pictures")
        kept = [value for value, count in zip(self.column(name), pictures)
                if count >= 0.9 * pictures[-1]]
        return sum(kept) / len(kept)


def table(runs):
    """Markdown, a line for each run."""
    head = ["run", "pictures", "training: novel PSNR", "input view"]
    scored = any(run.scores for run in runs)
    if scored:
        head += ["held-out: novel PSNR", "behind", "SSIM", "input view"]
    lines = [head, ["---"] * len(head)]
    for run in runs:
        line = [run.name, f"{run.column('pictures')[-1]:,.0f}",
                f"{run.last('psnr_novel'):.2f} dB", f"{run.last('psnr_input'):.2f} dB"]
        if scored and run.scores:
            novel, behind, ssim, input_view = run.scores
            line += [f"{novel} dB", f"{behind} dB", ssim, f"{input_view} dB"]
        elif scored:
            line += ["–"] * 4
        lines.append(line)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def ticks(low, high, most=6):
    """Round numbers between two limits, `most` of them at most and two at least."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def _thinned(values):
    """At most _MOST_POINTS means of neighbours."""
    size = math.ceil(len(values) / _MOST_POINTS)
    groups = [values[start:start + size] for start in range(0, len(values), size)]
    return [sum(group) / len(group) for group in groups]


def _text(x, y, words, anchor="middle", color="#222222"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">'
            f"{html.escape(words)}</text>")


def _color(number):
    return _COLORS[number % len(_COLORS)]


def _panel(runs, column):
    """SVG elements of one column's lines, with the axes. What lies beyond the values that are
    reached after the start is left out."""
    lines = [list(zip(_thinned(run.column("pictures")), _thinned(run.column(column))))
             for run in runs]
    right = max(x for line in lines for x, _ in line)
    later = [y for line in lines for x, y in line if x >= _START * right]
    margin = 0.08 * (max(later) - min(later)) or 1.0
    low, high = min(later) - margin, max(later) + margin

    def place(x, y):
        return (_LEFT + (_WIDTH - _LEFT - _RIGHT) * x / right,
                _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (y - low) / (high - low))

    parts = [_text(_LEFT, _TOP - 8, column, "start")]
    for value in ticks(low, high):
        x, y = place(0, value)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#dddddd"/>')
        parts.append(_text(x - 6, y + 4, f"{value:g}", "end"))
    for value in ticks(0, right):
        x, y = place(value, low)
        parts.append(f'<path d="M{x:.1f} {_TOP}V{y:.1f}" stroke="#eeeeee"/>')
        parts.append(_text(x, y + 16, f"{value:,.0f}"))
    for number, line in enumerate(lines):
        shown = [place(x, y) for x, y in line if low <= y <= high]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shown)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{_color(number)}" '
                     'stroke-width="1.6"/>')
    return parts


def _legend(runs):
    """SVG elements with the names of the runs, and their height."""
    places = [(_LEFT + (_WIDTH - _LEFT) / _LEGEND_NAMES * (number % _LEGEND_NAMES),
               16 * (number // _LEGEND_NAMES + 1)) for number in range(len(runs))]
    parts = []
    for number, ((x, y), run) in enumerate(zip(places, runs)):
        parts.append(f'<path d="M{x:.1f} {y - 4}h12" stroke="{_color(number)}" stroke-width="3"/>')
        parts.append(_text(x + 16, y, run.name, "start", _color(number)))
    return parts, places[-1][1] + 4


def svg(runs, columns):
    """The columns over pictures trained on, one below the other, as the text of an SVG file."""
    legend, start = _legend(runs)
    height = start + len(columns) * _HEIGHT + 20
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
             'font-family="sans-serif" font-size="12">',
             f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>', *legend]
    for number, column in enumerate(columns):
        parts += [f'<g transform="translate(0 {start + number * _HEIGHT})">',
                  *_panel(runs, column), "</g>"]
    parts.append(_text((_LEFT + _WIDTH) / 2, height - 12, "pictures trained on"))
    return "\n".join([*parts, "</svg>", ""])


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", metavar="RUN")
    parser.add_argument("--columns", default="psnr_novel", metavar="NAME,NAME...",
                        help="of the curves, which the picture shows one below the other")
    parser.add_argument("--svg", type=Path, help="the picture to write")
    options = parser.parse_args(arguments)
    try:
        runs = [Run.read(path) for path in options.runs]
        print(table(runs))
        if options.svg:
            options.svg.write_text(svg(runs, options.columns.split(",")), encoding="utf-8")
    except (ValueError, OSError) as error:
        sys.exit(f"curves: {error}")


if __name__ == "__main__":
    main()
