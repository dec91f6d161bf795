"""What several tests train with: one cube, a network of the smallest size, a clock of its own."""

import contextlib
import io
import sys
import time
from pathlib import Path
from unittest import mock

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.config import ModelConfig  # noqa: E402
from gambade_training.distributed import Group  # noqa: E402
from gambade_training.object_codec import Mesh  # noqa: E402
from gambade_training.objects import ObjectLibrary  # noqa: E402
from gambade_training.optimizer import OptimizerOptions  # noqa: E402
from gambade_training.trainer import Trainer, TrainingOptions  # noqa: E402
from gambade_training.view_options import ViewOptions  # noqa: E402


def cube_library():
    """One cube of three colours, small enough for the plain CPU renderers."""
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    positions, normals, colours, triangles = [], [], [], []
    for number, quad in enumerate(quads):
        first = len(positions)
        normal = corners[list(quad)].mean(0)
        for corner in quad:
            positions.append(corners[corner] / np.sqrt(3) * 32767)
            normals.append(normal * 127)
            colours.append(np.roll([230, 90, 30], number // 2))
        triangles += [[first, first + 1, first + 2], [first, first + 2, first + 3]]
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), (255, 255, 255)).save(picture, "PNG")
    mesh = Mesh(np.array(positions).astype(np.int16), np.array(normals).astype(np.int8),
                np.zeros((len(positions), 2), np.uint16), np.array(colours).astype(np.uint8),
                np.array(triangles, np.int64), picture.getvalue(), False)
    return ObjectLibrary.from_meshes([mesh], [{"id": "cube", "kind": "scan", "cutout": False}])


def tiny_options(folder, **changes):
    values = dict(objects="cube", output=Path(folder), minutes=10.0, started=time.time(), batch=2,
                  log_every=1, pose_pictures=2, draw_ahead=1, model=ModelConfig.tiny(),
                  views=ViewOptions(size=32),
                  optimizer=OptimizerOptions(warm_up_steps=5, learning_rate=3e-3))
    return TrainingOptions(**{**values, **changes})


def tiny_trainer(folder, **changes):
    with mock.patch.object(ObjectLibrary, "load", lambda path, device: cube_library()), \
            contextlib.redirect_stdout(io.StringIO()):
        return Trainer(Group(), tiny_options(folder, **changes))


class SteppingClock:
    """A tenth of a second passes whenever the time is asked for: runs are as long everywhere."""

    def __init__(self):
        self.now = time.time()

    def time(self):
        self.now += 0.1
        return self.now

    @staticmethod
    def monotonic():
        return time.monotonic()
