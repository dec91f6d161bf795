"""Makes an evaluation set of packed objects: what the program is given, and the truth.

    python3 -m gambade_training.evaluation_views objects.bin -o VIEWS [--yaw-seed N]

VIEWS/<id>/ gets input.png (512 x 512, RGBA, the object framed at 80 %), view_0.png to view_7.png
(256 x 256, every 45 degrees of azimuth, elevation 0 and 30 in turn) and cameras.json. The input's
elevation is 0, 10, 20 and 30 degrees in turn over the objects. Light, framing and cameras are those
of the project's evaluation set, so that `evaluate` and scripts/evaluate.py score either alike; with
--yaw-seed the objects are turned at random, as they are there.
"""

import argparse
import json
import math
import random
import sys
from pathlib import Path

import torch
from PIL import Image

from gambade_training.cameras import DEFAULT_FOVY, DEFAULT_RADIUS, orbit_camera
from gambade_training.contact_sheet import to_bytes
from gambade_training.mesh_renderer import frame_objects, render_views
from gambade_training.objects import ObjectFileError, ObjectLibrary
from gambade_training.scoring import SIZE

_VIEWS = 8
_INPUT_SIZE = 512
_INPUT_ELEVATIONS = (0.0, 10.0, 20.0, 30.0)
_NOVEL_ELEVATIONS = (0.0, 30.0)


def _camera(azimuth, elevation):
    """[4, 4], degrees in."""
    angles = torch.deg2rad(torch.tensor([azimuth, elevation], dtype=torch.float64))
    return orbit_camera(*angles, torch.tensor(DEFAULT_RADIUS, dtype=torch.float64))


def make_views(library, number, folder, yaw=0.0):
    """Writes FOLDER/<id> of one object of a library, turned by `yaw` degrees."""
    elevation = _INPUT_ELEVATIONS[number % len(_INPUT_ELEVATIONS)]
    angles = [(360.0 / _VIEWS * k, _NOVEL_ELEVATIONS[k % len(_NOVEL_ELEVATIONS)])
              for k in range(_VIEWS)] + [(0.0, elevation)]
    files = [f"view_{k}.png" for k in range(_VIEWS)] + ["input.png"]
    c2w = torch.stack([_camera(*pair) for pair in angles])
    cameras = c2w.float().to(library.device)
    fovy = torch.full((len(angles),), DEFAULT_FOVY, device=library.device)
    objects = torch.full((len(angles),), number, device=library.device)
    turned = _camera(yaw, 0.0)[None, :3, :3].float().to(library.device)
    placed = frame_objects(library, objects[-1:], turned, cameras[-1:], fovy[-1:])
    parts = ((slice(0, _VIEWS), SIZE), (slice(_VIEWS, None), _INPUT_SIZE))
    entry = library.manifest[number]
    target = Path(folder) / entry["id"]
    target.mkdir(parents=True, exist_ok=True)
    for part, size in parts:
        rgba = render_views(library, objects[part], placed.expand(len(objects[part]), -1, -1),
                            cameras[part], fovy[part], size=size)
        for file, picture in zip(files[part], to_bytes(rgba)):
            Image.fromarray(picture).save(target / file)
    views = [{"file": file, "azimuth": azimuth, "elevation": height, "c2w": camera.tolist()}
             for file, (azimuth, height), camera in zip(files, angles, c2w)]
    contents = {"id": entry["id"], "kind": entry["kind"], "input": views[-1],
                "fovy": math.degrees(DEFAULT_FOVY), "radius": DEFAULT_RADIUS, "views": views[:-1]}
    (target / "cameras.json").write_text(json.dumps(contents))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("objects", help="file made by gambade_training.objects or .procedural")
    parser.add_argument("-o", "--out", required=True, type=Path, metavar="VIEWS")
    parser.add_argument("--yaw-seed", type=int, metavar="N")
    options = parser.parse_args(arguments)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    yaws = random.Random(options.yaw_seed)
    try:
        library = ObjectLibrary.load(options.objects, device)
        for number in range(len(library)):
            yaw = 0.0 if options.yaw_seed is None else yaws.uniform(0, 360)
            make_views(library, number, options.out, yaw)
            print(f"\r{number + 1}/{len(library)}", end="", file=sys.stderr, flush=True)
    except (OSError, ObjectFileError) as error:
        sys.exit(f"evaluation_views: {error}")
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
