"""Training, checkpoints and export at tiny sizes on the CPU.

    python3 training/tests/test_train.py
"""

import contextlib
import csv
import io
import json
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from tiny_training import SteppingClock, cube_library, tiny_options, tiny_trainer

from gambade_training.cameras import source_camera  # found by tiny_training
from gambade_training.checkpoint import join_files, load_model, load_weights, split_file
from gambade_training.config import ModelConfig
from gambade_training.distributed import Group
from gambade_training.export import Mixture, export
from gambade_training.held_out import COLUMNS
from gambade_training.journal import Journal
from gambade_training.model import Gambade, fold_white
from gambade_training.objects import ObjectLibrary
from gambade_training.perceptual import PerceptualError
from gambade_training.picture_errors import on_white, truth_on_white
from gambade_training.trainer import CONTROLS, TERMS, Trainer
from gambade_training.view_options import ViewOptions
from gambade_training.weights_file import (expand, quantize_rows, read_safetensors,
                                           write_safetensors)


class Training(unittest.TestCase):
    def test_loss_falls(self):
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder)
            reports = [trainer.step()[len(CONTROLS):].tolist() for _ in range(60)]
        losses = [report[TERMS.index("alpha")] for report in reports]
        self.assertLess(np.mean(losses[-10:]), 0.75 * np.mean(losses[:5]), losses)

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
            trainer.model.forward = lambda *values: seen.append(
                (len(values[0]), values[4].stride)) or inner(*values)
            trainer.step()
            trainer.progress = 0.5
            trainer.step()
        self.assertEqual(seen, [(6, 2), (2, 1)])
        self.assertEqual(trainer.pictures, 8)

    def test_coarse_start_with_whole_steps_between(self):
        """As many steps in a row as are drawn at once; results are judged with all tokens."""
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder, coarse_share=0.5, whole_every=3, draw_ahead=2)
            self.assertEqual(trainer.shown_thinning.stride, 1)
            before = []
            for _ in range(8):
                before.append(trainer.pictures)
                trainer.step()
        self.assertEqual(np.diff(before + [trainer.pictures]).tolist(), [6, 6, 6, 6, 2, 2, 6, 6])

    def test_unknown_elevations(self):
        """Where the network is not told an elevation, what it is to draw is seen from the camera
        that it estimated; elsewhere from the picture's."""
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder)
        batch = trainer.sampler.sample(6)
        batch.known = torch.tensor([True, False] * 3)
        with torch.no_grad():
            _, estimate, placed = trainer._reconstruct(batch)
        elevation = torch.where(batch.known, batch.elevation, estimate.elevation)
        self.assertGreater((elevation - batch.elevation).abs().max().item(), 0.02)
        expected = source_camera(elevation, batch.fovy[:, 0])
        self.assertLess((placed.c2w[:, 0] - expected).abs().max().item(), 1e-5)
        self.assertTrue(torch.equal(placed.c2w[::2], batch.c2w[::2]))

    def test_pairs_of_objects(self):
        """They are drawn beside the objects; each process makes its own."""
        with tempfile.TemporaryDirectory() as folder:
            first, other = (tiny_trainer(folder, pairs=3, reshaped_copies=1, seed=seed)
                            for seed in (1, 2))
        libraries = [trainer.sampler.library for trainer in (first, other)]
        kinds = [entry["kind"] for entry in libraries[0].manifest]
        self.assertEqual(kinds, ["scan"] * 2 + ["combined"] * 3)
        self.assertFalse(torch.equal(*(library.vertices[-9:] for library in libraries)))

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

    def test_pictures_for_the_pose_head(self):
        """Of objects in their own proportions, from all cameras alike, half of them lit."""
        with tempfile.TemporaryDirectory() as folder:
            sampler = tiny_trainer(folder, views=ViewOptions(lit_share=0.1)).pose_sampler
        self.assertLess((sampler._turns(200).norm(dim=1) - 1).abs().max().item(), 1e-5)
        self.assertEqual(sampler.options.lit_share, 0.5)
        _, fovy, elevation = sampler._cameras(2000)
        self.assertEqual(fovy.shape, (2000, 1))
        for angle, limits in ((fovy[:, 0], (20, 70)), (elevation, (-10, 50))):
            counts = torch.histc(torch.rad2deg(angle), 4, *limits)
            self.assertEqual(counts.sum().item(), 2000)
            self.assertLess((counts / 500 - 1).abs().max().item(), 0.2)

    def test_held_out_scores(self):
        """They are those of the averaged weights, on plain pictures, and the run's weights are in
        place afterwards."""
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            trainer = tiny_trainer(folder, held_out="cube", held_out_pictures=20, coarse_share=0.5)
            trainer.progress = 0.6
            for _ in range(3):
                trainer.step()
            before = trainer.flat.work.clone()
            with contextlib.redirect_stdout(io.StringIO()):
                trainer.show(Journal(folder / "held_out.csv", COLUMNS, 1))
            self.assertTrue(torch.equal(trainer.flat.work, before))
            with open(folder / "held_out.csv", newline="") as file:
                row, = csv.DictReader(file)
            trainer.flat.refresh(trainer.optimizer.averaged)
            errors, pictures = [], 0
            for batch in trainer.held_out.batches:
                pictures += len(batch.image)
                exact = truth_on_white(batch.truth)[:, 0]
                self.assertLess((batch.image - exact).abs().max().item(), 1e-6)
                self.assertTrue(batch.known.all())
                with torch.no_grad():
                    splats, _ = trainer.model(batch.image, batch.fovy[:, 0], batch.elevation)
                    rgb, alpha = trainer._draw(splats, batch)
                wrong = on_white(rgb, alpha)[:, 0] - truth_on_white(batch.truth)[:, 0]
                errors += wrong.square().mean((1, 2, 3)).tolist()
        self.assertEqual(pictures, 20)
        self.assertAlmostEqual(float(row["held_out_psnr_input"]),
                               -10 * np.mean(np.log10(errors)), delta=0.01)

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
            first = tiny_trainer(folder)
            self.assertFalse(torch.equal(*(t.sampler.sample(2).image for t in (first, resumed))))
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

    def test_curves_hold_one_run(self):
        """Steps taken after the checkpoint are taken again, and told once; a new run starts with
        no lines."""
        def run(folder, **changes):
            trainer = tiny_trainer(folder, **changes)
            trainer._request_stop()
            (folder / "held_out.csv").write_text("step\n2\n900\n")
            with contextlib.redirect_stdout(io.StringIO()):
                trainer.run()
            with open(folder / "curve.csv", newline="") as file:
                return [int(row["step"]) for row in csv.DictReader(file)], trainer.step_number

        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            steps, first = run(folder)
            self.assertEqual(steps, list(range(steps[0], first + 1)))
            self.assertFalse((folder / "held_out.csv").exists())
            with open(folder / "curve.csv", "a") as file:
                file.write(f"{first + 1},lost\n{first + 9},lost\n")
            checkpoint = str(folder / "checkpoint.pt")
            resumed, second = run(folder, resume=checkpoint)
            self.assertEqual(resumed[:len(steps)], steps)
            self.assertEqual(resumed[len(steps):], list(range(first + steps[0], second + 1)))
            self.assertEqual((folder / "held_out.csv").read_text().split(), ["step", "2"])
            self.assertEqual(run(folder)[0], steps)

    def test_other_options_are_named(self):
        """Those that a resumed run had otherwise; what is new since has no text to compare."""
        with tempfile.TemporaryDirectory() as folder:
            trainer = tiny_trainer(folder, command={"batch": "2", "lr": "0.001", "held_out": ""})
            trainer.step()
            trainer.save()
            told = io.StringIO()
            with mock.patch.object(ObjectLibrary, "load", lambda path, device: cube_library()), \
                    contextlib.redirect_stdout(told):
                Trainer(Group(), tiny_options(
                    folder, resume=f"{folder}/checkpoint.pt",
                    command={"batch": "2", "lr": "0.002", "held_out": "cube", "newer": "1"}))
        self.assertEqual(told.getvalue().splitlines()[0],
                         "resumed with --lr 0.002 (was 0.001), --held-out cube (was left out)")

    def test_resumed_networks_stay(self):
        """They have their own pictures' size, whatever new ones would have."""
        with tempfile.TemporaryDirectory() as folder:
            tiny_trainer(folder).save()
            trainer = tiny_trainer(folder, resume=f"{folder}/checkpoint.pt", model=ModelConfig(),
                                   views=ViewOptions())
            self.assertEqual(trainer.model.config, ModelConfig.tiny())
            self.assertEqual(trainer.sampler.sample(1).image.shape[-1], 32)

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
            misshapen = data.replace(b'"shape":[2,3]', b'"shape":[2,4]')
            Path(path).write_bytes(misshapen)
            with self.assertRaisesRegex(ValueError, "a has 24 bytes, too many or too few"):
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
        for lacking in ({"w": integers}, {"w": integers, "w.scale": scales[1:]}):
            with self.assertRaisesRegex(ValueError, "w lacks a scale"):
                expand(lacking)

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
            other = Path(folder, "pieces", "other.safetensors.000")
            other.touch()
            fewer = split_file(path, f"{folder}/pieces", 100000)
            self.assertLess(len(fewer), len(pieces))
            self.assertEqual(set(other.parent.iterdir()), {*fewer, other})
            with self.assertRaisesRegex(ValueError, "1000 have a number"):
                split_file(path, f"{folder}/pieces", 10)
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

    def test_mixed_export(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [f"{folder}/{number}.safetensors" for number in range(3)]
            for seed, path in enumerate(paths[:2]):
                torch.manual_seed(seed)
                weights = Gambade(ModelConfig.tiny()).state_dict()
                weights["transformer.unknown_camera"].fill_(seed)  # as trained once, in the other
                write_safetensors(path, {"model." + name: value.contiguous()
                                         for name, value in weights.items()},
                                  {"gambade.config": ModelConfig.tiny().to_json()})
            export(paths[0], paths[2], "fp32", mixture=Mixture(paths[1], 0.5, 0.25))
            (_, one), (_, two), (_, mixed) = (load_weights(path) for path in paths)
            for name, value in mixed.items():
                share = 0.25 if name.startswith(("map_image", "pose_head")) else 0.5
                share = 0 if name == "transformer.unknown_camera" else share
                expected = (1 - share) * one[name] + share * two[name]
                self.assertLess((value - expected).abs().max().item(), 1e-6, name)
            other = replace(ModelConfig.tiny(), sequence=replace(ModelConfig.tiny().sequence,
                                                                 depth=1))
            write_safetensors(paths[1], {"model." + name: value.contiguous() for name, value
                                         in Gambade(other).state_dict().items()},
                              {"gambade.config": other.to_json()})
            with self.assertRaisesRegex(ValueError, "other sizes"):
                export(paths[0], paths[2], mixture=Mixture(paths[1], 0.5, 0.5))


if __name__ == "__main__":
    unittest.main(verbosity=2)
