#!/usr/bin/env python3
"""Scores the program, file to file, on a set of evaluation views.

    python3 scripts/evaluate.py VIEWS RENDERS [--model FILE] [--elevation given|unknown]
                                [--framing picture|object] [--limit N]

VIEWS/<id>/ holds input.png, view_*.png and cameras.json. For every object this runs `gambade
reconstruct` and `gambade render --cameras`, leaves the splats and pictures in RENDERS/<id>/, and prints
the scores of gambade_training.scoring: per kind, the worst, all. Needs python3-torch and Pillow.
With --contact-sheet the first objects are drawn as well, truth above result, for a model card.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

from gambade_training.evaluate import evaluation_sheet  # noqa: E402
from gambade_training.option_ranges import check_ranges  # noqa: E402
from gambade_training.scoring import object_names, score_object, summary  # noqa: E402

SHEET_OBJECTS, SHEET_SIZE = 8, 112  # pixels a picture
GAMBADE = Path(os.environ.get("GAMBADE", ROOT / "build/release/bin/gambade"))


def reconstruct(options, name):
    """Reconstructs and renders one object; raises CalledProcessError where the program fails."""
    source = options.views / name
    target = options.renders / name
    target.mkdir(parents=True, exist_ok=True)
    elevation = "unknown"
    if options.elevation == "given":
        elevation = str(json.loads((source / "cameras.json").read_text())["input"]["elevation"])
    model = ["--model", options.model] if options.model else []
    # The inputs are framed by the protocol, their cameras look at the object's place.
    subprocess.run([GAMBADE, "reconstruct", source / "input.png", "-o", target / "splats.ply",
                    "--elevation", elevation, "--framing", options.framing, *model], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run([GAMBADE, "render", target / "splats.ply", "--cameras",
                    source / "cameras.json", "--out-dir", target, "--size", "256x256"], check=True)


def evaluate(options):
    """Reconstructs, scores and prints."""
    names = object_names(options.views)[:options.limit]
    for number, name in enumerate(names, 1):
        print(f"\r{number}/{len(names)} {name:60}", end="", file=sys.stderr, flush=True)
        reconstruct(options, name)
    print(file=sys.stderr)

    scores = [score_object(options.views, options.renders, name) for name in names]
    for kind in sorted({score.kind for score in scores}):
        print(f"  {kind}: {summary([score for score in scores if score.kind == kind])}")
    worst = sorted(scores, key=lambda score: score.novel)[:10]
    print("  worst: " + ", ".join(f"{score.name} {score.novel:.1f}" for score in worst))
    print(summary(scores))
    if options.contact_sheet:
        evaluation_sheet(options.contact_sheet, options.views, options.renders,
                         names[:SHEET_OBJECTS], SHEET_SIZE)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("views", type=Path)
    parser.add_argument("renders", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--elevation", choices=("given", "unknown"), default="given")
    parser.add_argument("--framing", choices=("picture", "object"), default="picture")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N objects")
    parser.add_argument("--contact-sheet", metavar="PICTURE")
    options = parser.parse_args()
    check_ranges(parser, options, positive=("limit",))
    try:
        evaluate(options)
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"evaluate: {error}")


if __name__ == "__main__":
    main()
