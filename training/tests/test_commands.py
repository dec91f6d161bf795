"""What the commands say to options and files that they cannot use: one sentence, before any work.

    python3 training/tests/test_commands.py
"""

import contextlib
import io
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gambade_training import (checkpoint, evaluate, evaluate_pose, export,  # noqa: E402
                              mask_scores, native, procedural, train, train_mask_head)
from gambade_training.objects import ObjectLibrary  # noqa: E402
from gambade_training.trainer import Trainer  # noqa: E402
from tiny_training import cube_library  # noqa: E402

PROGRAM = Path(__file__).resolve().parents[2] / "scripts/evaluate.py"
TRAIN = "--objects x --out x --minutes 1"
MASK_HEAD = "--model x --objects x --held-out x --minutes 1 -o x"

# main, arguments, what it says
REFUSED = [
    (checkpoint, "split x x --piece-mib 0", "--piece-mib must be positive"),
    (evaluate, "x --views x --out x --limit 0", "--limit must be positive"),
    (evaluate_pose, "x --objects x --pictures -3", "--pictures must be positive"),
    (export, "x -o x --mix-share 0.3", "--mix-share and --mix-tokenizer-share are of --mix"),
    (export, "x -o x --mix x --mix-share 7", "must be between 0 and 1"),
    (mask_scores, "compose --objects x --count -1 -o x", "--count and --size must be positive"),
    (procedural, "--count 1 -o x --things-share 7", "--things-share must be between 0 and 1"),
    (procedural, "--count 1 -o x --things-share nan", "--things-share must be between 0 and 1"),
    (train, TRAIN + " --minutes nan", "--minutes must be positive"),
    (train, TRAIN + " --lr -1", "--lr must be positive"),
    (train, TRAIN + " --checkpoint-minutes -1", "--checkpoint-minutes must be positive"),
    (train, TRAIN + " --warm-up -5", "--warm-up must not be negative"),
    (train, TRAIN + " --tokenizer-rate nan", "--tokenizer-rate must not be negative"),
    (train, TRAIN + " --model tiny --resume x", "--model is for new networks"),
    (train, TRAIN + " --one-direction --resume x", "--one-direction is for new networks"),
    (train, TRAIN + " --mamba-tokenizer --resume x", "--mamba-tokenizer is for new networks"),
    (train_mask_head, MASK_HEAD + " --log-every 0", "--log-every must be positive"),
    (train_mask_head, MASK_HEAD + " --minutes nan", "--minutes must be positive"),
]


def complaint(main, arguments):
    """What it prints before it ends, or ends with."""
    text = io.StringIO()
    try:
        with contextlib.redirect_stderr(text), contextlib.redirect_stdout(io.StringIO()):
            main([str(argument) for argument in arguments])
    except SystemExit as end:
        return f"{text.getvalue()}{end.code}"
    raise AssertionError(f"{arguments} are accepted")


class Commands(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name)
        self.file = self.folder / "file"
        self.file.touch()

    def test_refused_options(self):
        for command, arguments, sentence in REFUSED:
            with self.subTest(command=command.__name__, arguments=arguments):
                self.assertIn(sentence, complaint(command.main, arguments.split()))

    def test_numbers_of_a_run(self):
        """They arrive where they are used."""
        with mock.patch.object(train, "run") as run:
            train.main(["--objects", str(self.file), "--out", str(self.folder), "--minutes", "3",
                        "--lr", "0.002", "--tokenizer-rate", "0.4", "--warm-up", "7",
                        "--structure-weight", "1.3", "--pose-weight", "0.6", "--lit-share", "0.2"])
        options = run.call_args.args[2]
        self.assertEqual((options.minutes, options.optimizer.learning_rate,
                          options.optimizer.tokenizer_rate, options.optimizer.warm_up_steps,
                          options.loss.structure, options.loss.pose, options.views.lit_share),
                         (3, 0.002, 0.4, 7, 1.3, 0.6, 0.2))

    def test_output_is_tried_before_the_work(self):
        """Into a folder that cannot be made."""
        out = self.file / "folder" / "out"
        self.assertIn("procedural: [Errno", complaint(
            procedural.main, ["--count", 10 ** 6, "-o", out]))
        with mock.patch.object(train_mask_head, "load_model", side_effect=AssertionError):
            self.assertIn("train_mask_head: [Errno", complaint(
                train_mask_head.main, [*MASK_HEAD.split(), "-o", out]))
        self.assertIn("train: [Errno", complaint(
            train.main, ["--objects", self.file, "--out", out, "--minutes", 1]))

    def test_folders_without_objects(self):
        empty = self.folder / "empty"
        empty.mkdir()
        sentence = f"evaluate: {empty}: no object's folder in it"
        with mock.patch.object(evaluate, "load_model"):
            self.assertEqual(complaint(evaluate.main, ["x", "--views", empty, "--out", empty]),
                             sentence)
        done = subprocess.run([sys.executable, PROGRAM, empty, empty], capture_output=True,
                              text=True)
        self.assertEqual((done.returncode, done.stderr.strip()), (1, sentence))

    def test_kernels_that_are_not_built(self):
        def drawn_on_a_gpu(_):
            native.entry_point("gambade_error_string")

        native._library.cache_clear()
        native.entry_point.cache_clear()
        self.addCleanup(native._library.cache_clear)
        with mock.patch.object(native, "LIBRARY_PATH", self.folder / "missing.so"), \
                mock.patch.object(ObjectLibrary, "load", lambda path, device: cube_library()), \
                mock.patch.object(torch.cuda, "is_available", lambda: False), \
                mock.patch.object(Trainer, "step", drawn_on_a_gpu):
            text = complaint(train.main, ["--objects", self.file, "--out", self.folder, "--minutes",
                                          1, "--gpus", 1, "--model", "tiny"])
        self.assertIn("train: ", text)
        self.assertIn("run training/build_kernels.sh", text)


if __name__ == "__main__":
    unittest.main(verbosity=2)
