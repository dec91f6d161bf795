"""Training, checkpoints, export and scoring at tiny sizes on the CPU.

    python3 training/tests/test_train.py
"""

import contextlib
import csv
import io
import json
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training.batch_queue import BatchQueue  # noqa: E402
from gambade_training.cameras import source_camera  # noqa: E402
from gambade_training.checkpoint import (join_files, load_model, load_weights,  # noqa: E402
                                         split_file)
from gambade_training.config import ModelConfig  # noqa: E402
from gambade_training.distributed import Group  # noqa: E402
from gambade_training.export import export  # noqa: E402
from gambade_training.model import Gambade, fold_white  # noqa: E402
from gambade_training.object_codec import Mesh  # noqa: E402
from gambade_training.objects import ObjectLibrary  # noqa: E402
from gambade_training.optimizer import OptimizerOptions  # noqa: E402
from gambade_training.perceptual import PerceptualError  # noqa: E402
from gambade_training.trainer import CONTROLS, TERMS, Trainer, TrainingOptions  # noqa: E402
from gambade_training.view_options import ViewOptions  # noqa: E402
from gambade_training.views import ViewSampler  # noqa: E402
from gambade_training.weights_file import (expand, quantize_rows,  # noqa: E402
                                           read_safetensors, write_safetensors)

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


class Views(unittest.TestCase):
    def test_batch(self):
        sampler = ViewSampler(cube_library(), ViewOptions(size=32, views=4), seed=3)
        batch = sampler.sample(5)
        self.assertEqual(batch.truth.shape, (5, 4, 4, 32, 32))
        self.assertEqual(batch.image.shape, (5, 3, 32, 32))
        for values in (batch.truth, batch.image):
            self.assertGreaterEqual(values.min().item(), -1e-4)
            self.assertLessEqual(values.max().item(), 1 + 1e-4)
        # The framed object covers a good part of its own view, and is seen in every other one.
        coverage = batch.truth[:, :, 3].mean((2, 3))
        self.assertTrue((coverage[:, 0] > 0.2).all(), coverage)
        self.assertTrue((coverage > 0.1).all(), coverage)
        upward = torch.asin(batch.c2w[:, 0, 1, 2])
        self.assertLess((upward - batch.told).abs().max().item(), 1e-5)

    def test_misjudged_elevations(self):
        """A wrong elevation changes where the cameras stand in the world, not what they see, nor
        how they stand to each other."""
        def sample(share):
            options = ViewOptions(size=32, views=3, misjudged_share=share)
            return ViewSampler(cube_library(), options, seed=5).sample(6)

        right, wrong = sample(0), sample(1)
        self.assertTrue(torch.equal(right.truth, wrong.truth))
        self.assertTrue(torch.equal(right.told, right.elevation))
        error = torch.rad2deg(wrong.told - right.elevation)
        self.assertLessEqual(error.abs().max().item(), 25.001)
        self.assertGreater(error.max() - error.min(), 10)
        told = source_camera(wrong.told, wrong.fovy[:, 0])
        self.assertTrue(torch.allclose(wrong.c2w[:, 0], told, atol=1e-6))
        between = [batch.c2w[:, :1].inverse() @ batch.c2w for batch in (right, wrong)]
        self.assertTrue(torch.allclose(*between, atol=1e-5))

    def test_cutting_out(self):
        """A good mask gives the picture on white; a bad one changes it near the outline only."""
        def sample(**changes):
            options = ViewOptions(size=32, views=1, softened_share=0, compressed_share=0,
                                  noise=0, **changes)
            return ViewSampler(cube_library(), options, seed=4).sample(6)

        good, bad = sample(miscut_share=0), sample(miscut_share=1)
        alpha = good.truth[:, 0, 3]
        exact = good.truth[:, 0, :3] * alpha[:, None] + 1 - alpha[:, None]
        self.assertTrue(torch.allclose(good.image, exact, atol=1e-6))
        inside = -torch.nn.functional.max_pool2d(-alpha, 5, 1, 2) == 1
        outside = torch.nn.functional.max_pool2d(alpha, 5, 1, 2) == 0
        difference = (bad.image - exact).abs().amax(1)
        self.assertLess(difference[inside | outside].max().item(), 1e-6)
        self.assertGreater(difference.amax((1, 2)).min().item(), 0.02)

    def test_proportions(self):
        """Turns keep what is upright so, change sizes along the object's own axes within their
        limits, and half of them mirror; without stretching they keep all sizes."""
        sampler = ViewSampler(cube_library(), ViewOptions(stretched_share=0.5, stretch=1.5), seed=2)
        turns = sampler._turns(4000)
        sizes = turns.norm(dim=1)
        self.assertLess((turns.transpose(1, 2) @ turns
                         - torch.diag_embed(sizes.square())).abs().max().item(), 1e-5)
        self.assertEqual(turns[:, 1, [0, 2]].abs().max().item(), 0)
        self.assertGreater(turns[:, 1, 1].min().item(), 0)
        self.assertGreaterEqual(sizes.min().item(), 1 / 1.5 - 1e-5)
        self.assertLessEqual(sizes.max().item(), 1.5 + 1e-5)
        stretched = ((sizes - 1).abs() > 1e-5).any(1).float().mean().item()
        self.assertAlmostEqual(stretched, 0.5, delta=0.03)
        mirrored = (torch.linalg.det(turns) < 0).float().mean().item()
        self.assertAlmostEqual(mirrored, 0.5, delta=0.03)

    def test_settled_pictures(self):
        """Those of a run's end have colours of their own, and most are framed and cut out well."""
        usual = ViewOptions(size=32, views=1, lit_share=0, noise=0)

        def share_unlike_exact(options):
            batch = ViewSampler(cube_library(), options, seed=5).sample(60)
            alpha = batch.truth[:, 0, 3:]
            exact = batch.truth[:, 0, :3] * alpha + 1 - alpha
            return ((batch.image - exact).abs().amax((1, 2, 3)) > 1e-3).float().mean().item()

        settled = usual.settled()
        self.assertEqual((settled.permuted_colors_share, settled.stretched_share), (0, 0))
        self.assertEqual(settled.misjudged_share, usual.misjudged_share)
        self.assertGreater(share_unlike_exact(usual), 0.4)
        self.assertLess(share_unlike_exact(settled), 0.3)

    def test_drawn_ahead(self):
        """Batches of a queue are those that the sampler drew together, lit ones in each."""
        options = ViewOptions(size=16, views=2, lit_share=0.5)
        queue = BatchQueue(ViewSampler(cube_library(), options, seed=6), ahead=2)
        whole = ViewSampler(cube_library(), options, seed=6).sample(8)
        both = [queue.next(4), queue.next(4)]
        for name in ("image", "truth", "c2w", "fovy", "depth", "elevation", "told"):
            found = torch.stack([getattr(batch, name) for batch in both], 1).flatten(0, 1)
            self.assertTrue(torch.equal(found, getattr(whole, name)), name)
        self.assertFalse(torch.equal(queue.next(4).image, both[0].image))
        self.assertEqual(len(queue.next(3).image), 3)
        self.assertEqual(len(queue.next(4).image), 4)

    def test_seeds(self):
        def first(seed):
            return ViewSampler(cube_library(), ViewOptions(size=32), seed).sample(2).image

        self.assertTrue(torch.equal(first(1), first(1)))
        self.assertFalse(torch.equal(first(1), first(2)))

    def test_common_elevations(self):
        options = ViewOptions(size=8, views=2)
        sampler = ViewSampler(cube_library(), options, seed=1)
        _, fovy, elevation = sampler._cameras(4000)
        elevation = torch.rad2deg(elevation)
        self.assertTrue(((elevation >= -10) & (elevation <= 50)).all())
        middle = ((elevation >= 0) & (elevation <= 30)).float().mean().item()
        self.assertAlmostEqual(middle, 0.7 + 0.3 * 0.5, delta=0.03)
        default = (torch.rad2deg(fovy[:, 0]) - 49.1).abs() < 1e-3
        self.assertAlmostEqual(default.float().mean().item(), 0.6, delta=0.03)


class Training(unittest.TestCase):
    def test_loss_falls(self):
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder)
            reports = [trainer.step()[len(CONTROLS):].tolist() for _ in range(60)]
        losses = [report[TERMS.index("alpha")] for report in reports]
        self.assertLess(np.mean(losses[-20:]), 0.75 * np.mean(losses[:5]), losses)

    def test_pictures_compared_by_a_tokenizer(self):
        """Equal pictures cost nothing, those less alike more; only the picture gets slopes, and a
        run reports the error."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "start.safetensors"
            trainer = tiny_trainer(folder)
            trainer.save()
            export(Path(folder) / "checkpoint.pt", path)
            look = PerceptualError(path, "cpu")
            truth = torch.rand(2, 3, 32, 32)
            change = torch.randn_like(truth)
            self.assertEqual(look(truth, truth).item(), 0)
            near = (truth + 0.02 * change).requires_grad_()
            error = look(near, truth)
            error.backward()
            self.assertGreater(error.item(), 0)
            self.assertGreater(look(truth + 0.1 * change, truth).item(), 2 * error.item())
            self.assertTrue((near.grad.abs().amax((1, 2, 3)) > 0).all())
            self.assertTrue(all(p.grad is None for p in look.model.parameters()))
            step = tiny_trainer(folder, perceptual=str(path)).step().tolist()
            self.assertGreater(step[len(CONTROLS) + TERMS.index("perceptual")], 0)

    def test_coarse_start(self):
        """A quarter of the tokens and a larger batch, until the share of the run is over."""
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder, coarse_share=0.5)
            seen = []
            inner = trainer.model.forward
            trainer.model.forward = lambda image, *rest, **options: seen.append(
                (len(image), options["thinning"].stride)) or inner(image, *rest, **options)
            trainer.step()
            trainer.progress = 0.5
            trainer.step()
        self.assertEqual(seen, [(6, 2), (2, 1)])
        self.assertEqual(trainer.pictures, 8)

    def test_settled_end(self):
        """Pictures are as they mostly are from the chosen share of the run on, those for the pose
        head too."""
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder, settle_share=0.25)
            found = []
            for progress in (0.7, 0.75, 0.8):
                trainer.progress = progress
                trainer.step()
                found.append([sampler.options for sampler in (trainer.sampler,
                                                              trainer.pose_sampler)])
        usual, every_camera = found[0]
        self.assertEqual(usual, trainer.options.views)
        for later in found[1:]:
            self.assertEqual(later, [usual.settled(), every_camera.settled()])

    def test_run_resume_and_sheet(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            silent = contextlib.redirect_stdout(io.StringIO())
            trainer = tiny_trainer(folder, minutes=0.06)
            with silent, mock.patch("gambade_training.trainer.time", SteppingClock()):
                trainer.run()
            with open(folder / "curve.csv", newline="") as file:
                rows = list(csv.DictReader(file))
            self.assertGreater(len(rows), 2)
            self.assertLess(float(rows[-1]["learning_rate"]), float(rows[2]["learning_rate"]))
            self.assertTrue(list(folder.glob("sheet_*.png")))

            checkpoint = str(folder / "checkpoint.pt")
            resumed = tiny_trainer(folder, minutes=10, resume=checkpoint)
            self.assertEqual(resumed.step_number, trainer.step_number)
            self.assertEqual(resumed.pictures, trainer.pictures)
            for name in ("master", "work"):
                self.assertTrue(torch.equal(getattr(resumed.flat, name),
                                            getattr(trainer.flat, name)), name)
            for name in ("first", "second", "averaged"):
                self.assertTrue(torch.equal(getattr(resumed.optimizer, name),
                                            getattr(trainer.optimizer, name)), name)
            resumed.step()
            with self.assertRaisesRegex(ValueError, "has used its 0.06 minutes"):
                tiny_trainer(folder, minutes=0.06, resume=checkpoint)

            weights = str(folder / "weights.safetensors")
            export(checkpoint, weights, "fp32")
            grown = tiny_trainer(folder, resume=weights, parts={"attention_layers": (1,)})
            self.assertEqual(grown.model.config.sequence.attention_layers, (1,))
            for name, (_, shape) in trainer.flat.places.items():
                difference = (grown.flat.view(grown.flat.master, name)
                              - trainer.flat.view(trainer.optimizer.averaged, name))
                self.assertLess(difference.abs().max().item(), 1e-5, name)
            restarted = tiny_trainer(folder, resume=weights)
            self.assertEqual(restarted.step_number, 0)
            difference = (restarted.flat.master - trainer.optimizer.averaged).abs()
            self.assertLess(difference.max().item(), 1e-5)

    def test_stop_request_ends_the_run(self):
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder)
            trainer._request_stop()
            with contextlib.redirect_stdout(io.StringIO()):
                trainer.run()
            self.assertLess(trainer.step_number, 6)
            self.assertTrue((Path(folder) / "checkpoint.pt").exists())

    def test_endless_nan_is_an_error(self):
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder)
            with torch.no_grad():
                trainer.flat.master[0] = float("nan")
                trainer.flat.refresh()
            with self.assertRaisesRegex(RuntimeError, "not finite"), \
                    contextlib.redirect_stdout(io.StringIO()):
                trainer.run()

    def test_wrong_resume_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            broken = Path(folder) / "broken.pt"
            broken.write_bytes(b"no checkpoint")
            with self.assertRaisesRegex(ValueError, "broken.pt is not a training state"):
                tiny_trainer(folder, resume=str(broken))


class Files(unittest.TestCase):
    def test_safetensors_layout(self):
        tensors = {"b": torch.arange(5, dtype=torch.int8), "a": torch.randn(2, 3),
                   "c": torch.randn(4).to(torch.bfloat16)}
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/x.safetensors"
            write_safetensors(path, tensors, {"key": "value"})
            data = Path(path).read_bytes()
            read, metadata = read_safetensors(path)
            length = int.from_bytes(data[:8], "little")
            header = json.loads(data[8:8 + length])
            with open(path, "ab") as file:
                file.truncate(len(data) - 1)
            with self.assertRaisesRegex(ValueError, "cut short"):
                read_safetensors(path)
        self.assertEqual(metadata, {"key": "value"})
        self.assertEqual(set(read), set(tensors))
        for name, tensor in tensors.items():
            self.assertTrue(torch.equal(read[name], tensor), name)
        begin, end = header["a"]["data_offsets"]
        stored = np.frombuffer(data[8 + length + begin:8 + length + end], "<f4")
        self.assertTrue(np.array_equal(stored, tensors["a"].numpy().ravel()))
        self.assertEqual(header["c"]["dtype"], "BF16")
        ends = sorted(header[name]["data_offsets"] for name in tensors)
        self.assertEqual([0] + [end for _, end in ends[:-1]], [begin for begin, _ in ends])
        self.assertEqual(8 + length + ends[-1][1], len(data))

    def test_rows_survive_quantisation(self):
        weight = torch.randn(70, 3, 5, 5) * torch.logspace(-4, 2, 70)[:, None, None, None]
        weight[3] = 0
        integers, scales = quantize_rows(weight)
        values = expand({"w": integers, "w.scale": scales})["w"]
        error = (values - weight).abs().flatten(1).amax(1)
        self.assertTrue((error <= weight.abs().flatten(1).amax(1) / 254 * 1.001).all())

    def test_export_round_trip(self):
        torch.manual_seed(0)
        config = ModelConfig()
        small = ModelConfig(config.tokenizer.__class__(28, 14, 64, 1, 2, 128, 1, 2),
                            config.stem.__class__(32, 4),
                            config.sequence.__class__(64, 2, 128, 16, 4, 4, True, 64, True))
        model = Gambade(small)
        state = {"config": small.to_json(), "averaged": model.state_dict(), "progress": "{}"}
        with tempfile.TemporaryDirectory() as folder:
            torch.save(state, f"{folder}/checkpoint.pt")
            sizes = {}
            for kind, bound in (("fp32", 0), ("bf16", 1 / 256), ("int8", 1 / 127)):
                path = f"{folder}/{kind}.safetensors"
                export(f"{folder}/checkpoint.pt", path, kind)
                read_config, weights = load_weights(path)
                self.assertEqual(read_config, small)
                expected = fold_white(model.state_dict())
                self.assertEqual(set(weights), set(expected))
                for name, value in expected.items():
                    largest = value.abs().max().item()
                    error = (weights[name] - value).abs().max().item()
                    self.assertLessEqual(error, bound * largest + 1e-12, f"{kind} {name}")
                sizes[kind] = Path(path).stat().st_size
                loaded = load_model(path)
                self.assertFalse(loaded.transformer.layers[0].mamba_block["mixer"].trained_decay)
            stored, metadata = read_safetensors(f"{folder}/int8.safetensors")
            del stored["model.pose_head.2.bias"]
            write_safetensors(f"{folder}/lacking.safetensors", stored, metadata)
            with self.assertRaisesRegex(ValueError, "misshapen: pose_head.2.bias"):
                load_model(f"{folder}/lacking.safetensors")
            pieces = split_file(path, f"{folder}/pieces", 10000)
            join_files(reversed(pieces), f"{folder}/joined")
            self.assertEqual(Path(path).read_bytes(), Path(f"{folder}/joined").read_bytes())
        self.assertGreater(len(pieces), 3)
        self.assertEqual(metadata["gambade.quantization"], "int8-rows")
        kinds = {name: str(tensor.dtype)[6:] for name, tensor in stored.items()}
        self.assertEqual(kinds["model.transformer.pos_embed"], "int8")
        self.assertEqual(stored["model.transformer.pos_embed.scale"].shape, (256,))
        self.assertEqual(kinds["model.stem_layer.weight"], "int8")
        self.assertEqual(stored["model.stem_layer.weight"].shape, (64, 9, 4, 4))
        self.assertEqual(kinds["model.map_image.model.patch_embed.proj.weight"], "int8")
        mixer = "model.transformer.layers.0.mamba_block.mixer."
        self.assertEqual(kinds[mixer + "in_proj.weight"], "int8")
        self.assertEqual(kinds[mixer + "x_proj.weight"], "bfloat16")
        self.assertEqual(kinds[mixer + "conv1d.weight"], "bfloat16")
        self.assertEqual(kinds[mixer + "A_log"], "float32")
        self.assertLess(sizes["int8"], sizes["bf16"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
