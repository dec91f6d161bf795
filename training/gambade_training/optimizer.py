"""All weights in a few flat buffers: one all-reduce, and few kernels a step: Muon for the large
matrices, AdamW for the rest.

Nothing here waits for the device: learning rate, clipping and the skipping of broken steps are
computed on it.
"""

import itertools
import math
from dataclasses import dataclass

import torch

from gambade_training.muon import muon_update

# Every parameter starts at a multiple of this many elements: matrix products want aligned rows.
ALIGNMENT = 64


def _decays(name, parameter):
    """Weight decay is for matrices and patch kernels; not for tables, tokens, norms, biases, or
    the per-channel parameters of the mixer."""
    excluded = ("pos_embed", "cls_token", "register_tokens", "conv1d.weight")
    return parameter.ndim >= 2 and not name.endswith(excluded)


# Weights that are several matrices side by side: their rows are orthogonalized in parts.
_PARTS = {"attn.qkv.weight": 3, "mixer.in_proj.weight": 2, "image_affine.weight": 4}
# Sides of the smallest matrices that Muon is for; output heads have fewer rows.
_SMALLEST_SIDE = 32


def _matrix_shape(name, parameter):
    """(parts, rows, columns) of a weight that Muon trains, or None."""
    if parameter.ndim != 2 or not _decays(name, parameter):
        return None
    parts = next((n for suffix, n in _PARTS.items() if name.endswith(suffix)), 1)
    rows, columns = parameter.shape[0] // parts, parameter.shape[1]
    fits = min(rows, columns) >= _SMALLEST_SIDE and parameter.numel() % ALIGNMENT == 0
    return (parts, rows, columns) if fits else None


class FlatParameters:
    """Moves a module's parameters into one buffer.

    The module computes with `work` (its parameters are views of it), `fill_gradient` finds its
    gradients; `master` is the float32 truth. The first `decayed` elements have weight decay; the
    first `orthogonal` of them are the matrices that Muon trains, those of one shape together:
    `matrix_shapes` lists (count, rows, columns) in their order.
    """

    def __init__(self, module, work_dtype):
        def place(item):
            shape = _matrix_shape(*item)
            return (shape is None, not _decays(*item), shape[1:] if shape else ())

        named = sorted(module.named_parameters(), key=place)
        self.module = module
        self.matrix_shapes = []
        self.orthogonal = 0
        shapes = [shape for shape in (_matrix_shape(*item) for item in named) if shape]
        for (rows, columns), same in itertools.groupby(shapes, lambda shape: shape[1:]):
            count = sum(parts for parts, _, _ in same)
            self.matrix_shapes.append((count, rows, columns))
            self.orthogonal += count * rows * columns
        self.places = {}
        offset = 0
        self.decayed = 0
        for name, parameter in named:
            self.places[name] = (offset, parameter.shape)
            offset += math.ceil(parameter.numel() / ALIGNMENT) * ALIGNMENT
            if _decays(name, parameter):
                self.decayed = offset
        device = named[0][1].device
        self.master = torch.zeros(offset, device=device)
        self.work = torch.zeros(offset, device=device, dtype=work_dtype)
        self.gradient = torch.zeros_like(self.work)
        self.parameters = [parameter for _, parameter in named]
        most = max(ALIGNMENT, *(parameter.numel() for parameter in self.parameters))
        self.nothing = torch.zeros(most, device=device, dtype=work_dtype)
        for name, parameter in named:
            self.view(self.master, name).copy_(parameter.detach())
            parameter.data = self.view(self.work, name)
        self.refresh()

    def fill_gradient(self, loss):
        """`gradient` becomes the slopes of `loss`, 0 for what it does not depend on. One
        concatenation: adding them up in place, as backward() does, is a kernel for each."""
        slopes = torch.autograd.grad(loss, self.parameters, allow_unused=True)
        pieces = []
        for parameter, slope in zip(self.parameters, slopes):
            pieces.append(self.nothing[:parameter.numel()] if slope is None else slope.flatten())
            pieces.append(self.nothing[:-parameter.numel() % ALIGNMENT])
        torch.cat(pieces, out=self.gradient)

    def view(self, buffer, name):
        """The part of a flat buffer that belongs to the parameter `name`, in its shape."""
        offset, shape = self.places[name]
        return buffer[offset:offset + shape.numel()].view(shape)

    def matrices(self, *buffers):
        """For every shape that Muon trains, the views [count, rows, columns] of these buffers."""
        start = 0
        for count, rows, columns in self.matrix_shapes:
            part = slice(start, start + count * rows * columns)
            yield [buffer[part].view(count, rows, columns) for buffer in buffers]
            start = part.stop

    def refresh(self, source=None):
        """Lets the module compute with `source`, by default the master weights."""
        self.work.copy_(self.master if source is None else source)

    def state(self, buffer):
        """name -> float32 CPU copy of every tensor in the module's state dict, from `buffer`."""
        values = {name: value.detach().float().cpu().clone()
                  for name, value in self.module.state_dict().items()}
        values.update({name: self.view(buffer, name).float().cpu().clone()
                       for name in self.places})
        return values

    def load(self, buffer, values):
        """Fills `buffer` from name -> tensor; ValueError names what does not fit."""
        for name, (_, shape) in self.places.items():
            if name not in values:
                raise ValueError(f"the weights to resume from lack {name}")
            if values[name].shape != shape:
                raise ValueError(f"the weights to resume from have {name} of shape "
                                 f"{tuple(values[name].shape)}, not {tuple(shape)}")
            self.view(buffer, name).copy_(values[name])


@dataclass(frozen=True)
class OptimizerOptions:
    learning_rate: float = 1e-3
    tokenizer_rate: float = 0.2  # factor: the transformer collapses at the rate the blocks like
    final_learning_rate: float = 1e-5
    warm_up_steps: int = 300
    betas: tuple = (0.9, 0.95)
    epsilon: float = 1e-8
    weight_decay: float = 0.05
    clip_norm: float = 1.0
    average_decay: float = 0.999


def learning_rate(options, step, progress):
    """Linear warm-up by steps, then half a cosine over `progress` (0..1, number or tensor)."""
    warm = min(1.0, (step + 1) / max(1, options.warm_up_steps))
    span = options.learning_rate - options.final_learning_rate
    wave = torch.cos(math.pi * torch.as_tensor(progress).clamp(0, 1))
    return warm * (options.final_learning_rate + span * 0.5 * (1 + wave))


class FlatOptimizer:
    """Muon and AdamW with gradient clipping, and averaged weights, over a FlatParameters."""

    def __init__(self, flat, options):
        self.flat = flat
        self.options = options
        self.steps = 0
        self.first = torch.zeros_like(flat.master)
        # Muon has no second moments.
        self.second = torch.zeros_like(flat.master[flat.orthogonal:])
        self.averaged = flat.master.clone()
        self.rates = torch.ones_like(flat.master)
        for name in flat.places:
            if name.startswith("map_image."):
                flat.view(self.rates, name).fill_(options.tokenizer_rate)

    def step(self, gradient_divisor, progress):
        """One update from flat.gradient / gradient_divisor.

        progress: fraction of the run, a tensor on the device. Returns [gradient norm, 1 where the
        step was skipped because it was not finite, learning rate] on the device.
        """
        options, flat = self.options, self.flat
        gradient = flat.gradient.float() / gradient_divisor
        norm = gradient.norm()
        finite = torch.isfinite(norm)
        factor = (options.clip_norm / (norm + 1e-6)).clamp(max=1)
        gradient = torch.where(finite, gradient * factor, torch.zeros_like(gradient))
        rate = learning_rate(options, self.steps, progress)
        applied = rate * finite * self.rates

        self.steps += 1
        update = torch.empty_like(gradient)
        for momentum, slope, step in flat.matrices(self.first, gradient, update):
            step.copy_(muon_update(momentum, slope))
        rest = slice(flat.orthogonal, None)
        update[rest] = self._adam_update(self.first[rest], gradient[rest])
        flat.master[:flat.decayed].mul_(1 - applied[:flat.decayed] * options.weight_decay)
        flat.master.sub_(update.mul_(applied))
        decay = min(options.average_decay, (1 + self.steps) / (10 + self.steps))
        self.averaged.lerp_(flat.master, 1 - decay)
        flat.refresh()
        return torch.stack([norm, 1 - finite.float(), rate])

    def _adam_update(self, first, gradient):
        """Advances the moments; returns the step to take, before the learning rate."""
        beta1, beta2 = self.options.betas
        first.lerp_(gradient, 1 - beta1)
        self.second.mul_(beta2).addcmul_(gradient, gradient, value=1 - beta2)
        deviation = self.second.sqrt().div_(math.sqrt(1 - beta2 ** self.steps))
        return first / (1 - beta1 ** self.steps) / deviation.add_(self.options.epsilon)

    def state(self):
        return {"steps": self.steps, "first": self.first.cpu(), "second": self.second.cpu(),
                "order": list(self.flat.places)}

    def load(self, state):
        """Takes what state() gave. ValueError where its moments belong to weights in another order,
        as those of older versions do."""
        if state.get("order") != list(self.flat.places):
            raise ValueError("the moments to resume from are those of another version of this "
                             "program; start from the weights: export them")
        self.steps = state["steps"]
        self.first.copy_(state["first"])
        self.second.copy_(state["second"])
