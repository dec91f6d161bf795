"""The training loop of one process."""

import random
import signal
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from gambade_training.batch_queue import BatchQueue
from gambade_training.cameras import raised
from gambade_training.checkpoint import load_state, load_weights, save_state
from gambade_training.combining import combined
from gambade_training.config import ModelConfig
from gambade_training.contact_sheet import save_contact_sheet
from gambade_training.dinov2 import load_dinov2
from gambade_training.held_out import COLUMNS, HeldOut
from gambade_training.journal import Journal, ReportQueue
from gambade_training.losses import (PICTURE_TERMS, POSE_TERMS, SPLAT_TERMS, LossWeights,
                                     depth_error, depth_moments, picture_loss, pose_loss,
                                     splat_loss)
from gambade_training.model import Gambade, unfold_white
from gambade_training.objects import ObjectLibrary
from gambade_training.optimizer import FlatOptimizer, FlatParameters, OptimizerOptions
from gambade_training.perceptual import PerceptualError
from gambade_training.picture_errors import on_white, truth_on_white
from gambade_training.reshaping import with_reshaped
from gambade_training.scan_orders import WHOLE, Thinning
from gambade_training.splat_rasterizer import PairBudget, rasterize
from gambade_training.view_options import ViewOptions
from gambade_training.views import ViewSampler

# A run whose gradients stay broken for this many steps in a row will not recover.
MOST_BROKEN_STEPS = 30
SHEET_SEED = 12345
COARSE_STRIDE = 2
COARSE_BATCH = 3  # times as many pictures, which cost less than those of the rest of the run
# Of the pictures for the pose head only: shading is not to pass for a view from above.
POSE_LIT_SHARE = 0.5
CONTROLS = ("progress", "stop")
TERMS = PICTURE_TERMS + SPLAT_TERMS + POSE_TERMS + ("perceptual",)
OUTCOMES = ("gradient_norm", "skipped", "learning_rate")


@dataclass(frozen=True)
class TrainingOptions:
    objects: str
    output: Path
    minutes: float
    started: float = 0.0  # time.time() of the command's start: --minutes includes loading
    resume: str = ""
    command: dict = field(default_factory=dict)  # option -> text, for runs resumed from this one
    procedural: str = ""  # file of made-up objects, drawn beside the others
    reshaped_copies: int = 0  # of each object, with other breadths along its height
    pairs: int = 0  # of objects put together as one, each process its own
    held_out: str = ""  # file of objects that are not trained on, scored now and then
    held_out_pictures: int = 128
    perceptual: str = ""  # weights whose tokenizer compares pictures
    dinov2: str = ""  # weights file of a tokenizer that stays as it is
    parts: dict = field(default_factory=dict)  # of the sequence; a resumed network grows them
    batch: int = 12
    pose_pictures: int = 8  # a step more, for the pose head only, from all cameras alike
    draw_ahead: int = 4  # steps whose pictures are drawn at once
    coarse_share: float = 0.0  # of the run, with a quarter of the tokens
    whole_every: int = 0  # in it, every so many batches drawn have all tokens nevertheless
    settle_share: float = 0.0  # of the run, at its end, with pictures as they mostly are
    seed: int = 1
    log_every: int = 50
    checkpoint_minutes: float = 4.0
    sheet_minutes: float = 2.0
    sheet_objects: int = 6
    compile_tokenizer: bool = False
    profile: bool = False
    model: ModelConfig = field(default_factory=ModelConfig)  # of a new network
    views: ViewOptions = field(default_factory=ViewOptions)  # their size is the network's
    loss: LossWeights = field(default_factory=LossWeights)
    optimizer: OptimizerOptions = field(default_factory=OptimizerOptions)


@dataclass
class Resumed:
    """What a run starts from: weights, and the rest of a training state if there is one."""

    config: ModelConfig
    weights: dict
    state: dict = None


def _read_resumed(path):
    if path.endswith(".safetensors"):
        config, weights = load_weights(path)
        return Resumed(config, unfold_white(weights))
    state = load_state(path)
    return Resumed(ModelConfig.from_json(state["config"]), state["weights"], state)


class Trainer:
    """Model, optimizer and data of one process; `run` trains until the time is up."""

    def __init__(self, group, options):
        self.group = group
        use_cuda = torch.cuda.is_available()
        self.device = torch.device("cuda", group.rank) if use_cuda else torch.device("cpu")
        self.elapsed_before = 0.0
        self.step_number = 0
        self.pictures = 0
        self.progress = 0.0  # as all processes know it
        self.stop_requested = False
        self.settled = False

        resumed = _read_resumed(options.resume) if options.resume else None
        torch.manual_seed(options.seed)
        config = resumed.config if resumed else options.model
        options = replace(options, views=replace(options.views, size=config.stem.image_size))
        self.options = options
        config = replace(config, sequence=replace(config.sequence, **options.parts))
        optimizer_options, tokenizer = options.optimizer, None
        if options.dinov2:
            size, tokenizer = load_dinov2(options.dinov2, config.tokenizer.image_size)
            config = replace(config, tokenizer=size)
            optimizer_options = replace(optimizer_options, tokenizer_rate=0.0)
        self.model = Gambade(config, white_is_zero=True).to(self.device)
        self.model.frozen_tokenizer = bool(options.dinov2)
        self.flat = FlatParameters(self.model, torch.bfloat16 if use_cuda else torch.float32)
        self.optimizer = FlatOptimizer(self.flat, optimizer_options)
        if resumed:
            self._restore(resumed)
        elif tokenizer:
            weights = {**self.flat.state(self.flat.master), **unfold_white(tokenizer)}
            self._start_from(weights)
        for buffer in (self.flat.master, self.optimizer.averaged):
            group.copy_from_first(buffer)
        self.flat.refresh()
        if options.compile_tokenizer:
            self.model.map_image["model"].compile()

        # Resumed runs must not see the same pictures again.
        seed = (options.seed + self.step_number) * 1000 + group.rank
        objects = ObjectLibrary.load(options.objects, self.device)
        libraries = [with_reshaped(objects, options.reshaped_copies, options.seed)]
        if options.pairs:
            libraries.append(combined(objects, options.pairs, seed, options.views.kind_weights))
        if options.procedural:
            libraries.append(ObjectLibrary.load(options.procedural, self.device))
        library = ObjectLibrary.joined(libraries)
        self.sampler = ViewSampler(library, options.views, seed)
        # What is stretched looks as if it were seen from another height. Those of the batch teach
        # the pose head nevertheless: they are reconstructed at their own elevation, and where that
        # is not told its estimate takes its place.
        every_camera = replace(options.views, views=1, common_elevation_share=0.0,
                               default_fovy_share=0.0, lit_share=POSE_LIT_SHARE,
                               stretched_share=0.0)
        self.pose_sampler = ViewSampler(library, every_camera, seed + 500)
        self.batches = BatchQueue(self.sampler, options.draw_ahead)
        self.pose_batches = BatchQueue(self.pose_sampler, options.draw_ahead)
        self.perceptual = None
        if options.perceptual:
            self.perceptual = PerceptualError(options.perceptual, self.device)
        self.random = random.Random(seed)
        self.pair_budget = PairBudget()
        self.sheet_batch = self.held_out = None
        if group.leads:
            parameters = sum(p.numel() for p in self.model.parameters())
            print(f"{len(library)} objects, {parameters / 1e6:.2f} M parameters, {group.size} "
                  f"process(es), batch {options.batch} each, on {self.device.type}, set up in "
                  f"{time.time() - options.started:.1f} s", flush=True)
            self.sheet_batch = ViewSampler(library, options.views, SHEET_SEED).sample(
                options.sheet_objects)
            if options.held_out:
                self.held_out = HeldOut(options.held_out, options.views,
                                        options.held_out_pictures, self.device)

    def _restore(self, resumed):
        """A training state continues its run; bare weights start a new one."""
        weights = resumed.weights
        if self.model.config != resumed.config:  # what it did not have starts afresh
            weights = {**self.flat.state(self.flat.master), **weights}
        self._start_from(weights)
        if resumed.state:
            self.flat.load(self.optimizer.averaged, resumed.state["averaged"])
            self.optimizer.load(resumed.state["optimizer"])
            progress = resumed.state["progress"]
            self.step_number = progress["step"]
            self.pictures = progress["pictures"]
            self.elapsed_before = progress["elapsed"]
            self.progress = self.elapsed_before / (60 * self.options.minutes)
            if self.elapsed_before >= 60 * self.options.minutes:
                raise ValueError(
                    f"the run in {self.options.resume} has used its {self.options.minutes:g} "
                    "minutes; give more --minutes, or resume from exported weights")
            self._tell_changes(progress.get("command", {}))

    def _tell_changes(self, before):
        """Names the options that the resumed run did not have, or not so."""
        changes = [f"--{name.replace('_', '-')} {text or 'left out'} "
                   f"(was {before[name] or 'left out'})"
                   for name, text in self.options.command.items()
                   if before.get(name, text) != text]
        if changes and self.group.leads:
            print("resumed with " + ", ".join(changes), flush=True)

    def _start_from(self, weights):
        self.flat.load(self.flat.master, weights)
        self.flat.refresh()
        self.optimizer.averaged.copy_(self.flat.master)

    @property
    def elapsed(self):
        """Seconds of the whole run, resumed parts included."""
        return self.elapsed_before + time.time() - self.options.started

    @property
    def coarse(self):
        """Whether only a part of the tokens is trained yet."""
        every = self.options.whole_every
        drawn = self.step_number // self.options.draw_ahead  # at once, so of one size
        return (self.progress < self.options.coarse_share
                and not (every and drawn % every == every - 1))

    @property
    def shown_thinning(self):
        """What results are judged with: as many tokens as the network can handle."""
        learned = self.options.whole_every or self.progress >= self.options.coarse_share
        return WHOLE if learned else Thinning(COARSE_STRIDE, 0, 0)

    def _reconstruct(self, batch, thinning=WHOLE, more=None):
        """The splats, the estimated poses, and the batch as seen from where the network takes its
        cameras to stand."""
        splats, estimate = self.model(batch.image, batch.fovy[:, 0], batch.elevation, batch.known,
                                      thinning, more)
        if estimate is None:
            return splats, None, batch
        # An elevation that is only estimated may be wrong. Then the object stands tilted in front
        # of that camera: to be drawn crisply all the same, not as a compromise.
        error = estimate.elevation[:len(batch.image)].detach() - batch.elevation
        c2w = raised(batch.c2w, error.masked_fill(batch.known, 0))
        return splats, estimate, replace(batch, c2w=c2w)

    def _draw(self, splats, batch, budget=None):
        size = batch.truth.shape[-1]
        return rasterize(splats.means, splats.scales, splats.quaternions, splats.opacities,
                         splats.colors, batch.c2w, batch.fovy, size=(size, size), budget=budget)

    def _controls(self):
        """[progress, stop] of this process, sent to the device without waiting."""
        values = torch.tensor([self.elapsed / (60 * self.options.minutes),
                               float(self.stop_requested)])
        if self.device.type == "cuda":
            values = values.pin_memory()
        return values.to(self.device, non_blocking=True)

    def step(self):
        """One step on a new batch; returns its report [CONTROLS, TERMS, OUTCOMES] on the device,
        the same on all processes."""
        if not self.settled and self.progress >= 1 - self.options.settle_share:
            self.settled = True
            for sampler in (self.sampler, self.pose_sampler):
                sampler.use(sampler.options.settled())
        thinning, count = WHOLE, self.options.batch
        if self.coarse:
            corner = [self.random.randrange(COARSE_STRIDE) for _ in range(2)]
            thinning, count = Thinning(COARSE_STRIDE, *corner), COARSE_BATCH * count
        batch = self.batches.next(count)
        more = None
        if self.model.config.sequence.pose_head:
            more = self.pose_batches.next(self.options.pose_pictures)
        splats, estimate, batch = self._reconstruct(batch, thinning, more and more.image)
        rgb, alpha = self._draw(splats, batch, self.pair_budget)
        loss, terms = picture_loss(rgb, alpha, batch.truth, self.options.loss)
        depth = self._depth_error(splats, batch)
        of_splats, splat_terms = splat_loss(splats, depth, self.options.loss)
        pose, pose_terms = self._pose_loss(estimate, batch, more)
        look = self._perceptual_error(rgb, alpha, batch.truth)
        weights = self.options.loss
        self.flat.fill_gradient(loss + of_splats + weights.pose * pose + weights.perceptual * look)
        report = torch.cat([self._controls(), terms, splat_terms, pose_terms, look.detach()[None]])
        shared = self.group.sum(report) / self.group.size
        self.group.sum(self.flat.gradient)
        outcome = self.optimizer.step(self.group.size, shared[0])
        self.step_number += 1
        self.pictures += count * self.group.size
        return torch.cat([shared, outcome])

    def _depth_error(self, splats, batch):
        """Draws the splats' depths from the pictures' cameras."""
        c2w, fovy = batch.c2w[:, :1], batch.fovy[:, :1]
        moments, alpha = rasterize(splats.means, splats.scales, splats.quaternions,
                                   splats.opacities, depth_moments(splats.means, c2w[:, 0]),
                                   c2w, fovy, size=batch.depth.shape[-2:], budget=self.pair_budget)
        return depth_error(moments[:, 0], alpha[:, 0], batch.depth, c2w[:, 0])

    def _perceptual_error(self, rgb, alpha, truth):
        """Of the last view, which is as random as any but the first."""
        if not self.perceptual:
            return torch.zeros((), device=self.device)
        return self.perceptual(on_white(rgb[:, -1], alpha[:, -1]), truth_on_white(truth[:, -1]))

    def _pose_loss(self, estimate, batch, more):
        """Loss and POSE_TERMS of the estimate for the pictures of these batches, in their order."""
        if estimate is None:
            nothing = torch.zeros(len(POSE_TERMS), device=self.device)
            return nothing.sum(), nothing
        elevation = torch.cat([batch.elevation, more.elevation])
        return pose_loss(estimate, elevation, more.fovy[:, 0])

    def run(self):
        """Trains until the time is up or SIGTERM or SIGINT asks for an end, then saves."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._request_stop)
        options = self.options
        if self.group.leads:
            journal = Journal(options.output / "curve.csv", TERMS + OUTCOMES, options.log_every,
                              self.step_number, self.pictures)
            held_out = Journal(options.output / "held_out.csv", COLUMNS, 1, self.step_number,
                               self.pictures)
        queue = ReportQueue()
        broken = 0
        next_save = time.monotonic() + 60 * options.checkpoint_minutes
        next_sheet = time.monotonic() + 60 * options.sheet_minutes
        while True:
            report = queue.push(self.step())
            if report is not None:
                self.progress, stop = report[:len(CONTROLS)]
                values = report[len(CONTROLS):]
                broken = broken + 1 if values[-2] else 0
                if broken >= MOST_BROKEN_STEPS:
                    raise RuntimeError(
                        f"{broken} steps in a row had gradients that are not finite; the last "
                        "good state is in the output folder: resume from it with a lower --lr")
                if self.group.leads:
                    journal.add(values)
                    journal.write(self.step_number, self.pictures, self.elapsed)
                # All processes read the same report, so all leave at the same step.
                if stop or self.progress >= 1:
                    break
            if options.profile and self.step_number == 20:
                self._profile()
            if self.group.leads and time.monotonic() >= next_save:
                self.save()
                next_save = time.monotonic() + 60 * options.checkpoint_minutes
            if self.group.leads and time.monotonic() >= next_sheet:
                self.show(held_out)
                next_sheet = time.monotonic() + 60 * options.sheet_minutes
        if self.group.leads:
            self.save()
            self.show(held_out)
            print(f"done: {self.step_number} steps, {self.pictures} pictures, "
                  f"{self.elapsed:.0f} s, peak memory {self._peak_memory():.1f} GB, "
                  f"{self.pair_budget.overflows} batches drawn without some splats",
                  flush=True)

    def _request_stop(self, *_):
        self.stop_requested = True

    def _peak_memory(self):
        return torch.cuda.max_memory_allocated() / 1e9 if self.device.type == "cuda" else 0.0

    def _profile(self):
        """Prints the operations that take the most time over five steps."""
        with torch.profiler.profile() as profile:
            for _ in range(5):
                self.step()
            if self.device.type == "cuda":
                torch.cuda.synchronize()
        if self.group.leads:
            key = f"self_{self.device.type}_time_total"
            print(profile.key_averages().table(sort_by=key, row_limit=50, max_name_column_width=70),
                  flush=True)

    def save(self):
        """Writes the training state, replacing the last one."""
        progress = {"step": self.step_number, "pictures": self.pictures, "elapsed": self.elapsed,
                    "command": self.options.command}
        save_state(self.options.output / "checkpoint.pt", self.model.config, self.flat,
                   self.optimizer, progress)

    @torch.no_grad()
    def show(self, journal):
        """Draws the same training objects as they come out with the averaged weights, truth above
        result, and scores those that are held out; with as many tokens as are trained."""
        thinning = self.shown_thinning

        def draw(batch):
            splats, _, batch = self._reconstruct(batch, thinning)
            return self._draw(splats, batch)

        self.flat.refresh(self.optimizer.averaged)
        truth = truth_on_white(self.sheet_batch.truth)
        save_contact_sheet(self.options.output / f"sheet_{self.step_number:06d}.png",
                           truth, on_white(*draw(self.sheet_batch)))
        if self.held_out:
            journal.add(self.held_out.scores(draw))
            journal.write(self.step_number, self.pictures, self.elapsed)
        self.flat.refresh()


def train(group, options):
    """Entry of each process."""
    Trainer(group, options).run()
