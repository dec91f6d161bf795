"""Checks gambade_training.mixer.

    python3 training/tests/test_mixer.py [--gpu [--bench]]

On the CPU: the plain reference against the closed form of the scan and against finite differences,
both in float64. With --gpu: the CUDA kernels' output and every gradient against the float64
reference. --bench adds the kernels' times at the size of training.
"""

import statistics
import sys
from pathlib import Path
from unittest import mock

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from gambade_training import mixer, native  # noqa: E402
import kernel_test  # noqa: E402

NAMES = (
    "xz",
    "conv_weight",
    "conv_bias",
    "x_proj_weight",
    "dt_proj_weight",
    "dt_proj_bias",
    "d_skip",
)

# Tokens, projections and checkpoints are rounded to bf16 (relative error up to 2^-9 = 0.002 each).
FORWARD_BOUND = 8e-3
GRADIENT_BOUND = 2e-2

# (B, L, D, R): around the kernels' strips, checkpoints, chunks and blocks of channels.
KERNEL_CASES = (
    (1, 1, 32, 2),
    (2, 3, 96, 6),
    (7, 9, 32, 1),
    (1, 127, 96, 6),
    (2, 128, 32, 24),
    (2, 129, 768, 24),
    (1, 300, 160, 10),
    (7, 1000, 96, 7),
    (2, 1000, 768, 24),
)


def make_inputs(batch, length, channels, rank, generator):
    """Float64 inputs with the spread of a trained mixer: delta from 0.001 to about 1."""

    def normal(*shape, scale=1.0):
        return scale * torch.randn(*shape, generator=generator, dtype=torch.float64)

    low, high = -7.0, 0.5
    uniform = torch.rand(channels, generator=generator, dtype=torch.float64)
    return [
        normal(batch, length, 2 * channels),
        normal(channels, mixer.CONV_WIDTH, scale=0.5),
        normal(channels, scale=0.2),
        normal(rank + 2 * mixer.STATE_SIZE, channels, scale=channels**-0.5),
        normal(channels, rank, scale=0.7 * rank**-0.5),
        low + (high - low) * uniform,
        1.0 + normal(channels, scale=0.3),
    ]


def relative_error(result, wanted):
    """The relative L2 error; infinite when anything is not finite."""
    result, wanted = result.double(), wanted.double()
    if not bool(torch.isfinite(result).all()):
        return float("inf")
    return float((result - wanted).norm() / wanted.norm().clamp_min(1e-30))


def output_and_gradients(core, inputs, weight):
    leaves = [t.detach().clone().requires_grad_() for t in inputs]
    output = core(*leaves)
    gradients = torch.autograd.grad(output, leaves, weight.to(output.dtype))
    return [output.detach(), *gradients]


def poisoned(function):
    """`function`, a maker of uninitialised tensors, but filled with NaN."""

    def make(*arguments, **options):
        return function(*arguments, **options).fill_(float("nan"))

    return make


def check_closed_form():
    """The recurrence against h_t = sum_s exp(A·(Delta_t - Delta_s))·delta_s·B_s·u_s."""
    inputs = make_inputs(2, 11, 3, 2, torch.Generator().manual_seed(1))
    xz, conv_weight, conv_bias, x_proj, dt_proj, dt_bias, d_skip = inputs
    length, channels, rank = xz.shape[1], d_skip.shape[0], dt_proj.shape[1]
    x, z = xz[..., :channels], xz[..., channels:]
    p = conv_bias.expand(x.shape).clone()
    for t in range(length):
        for k in range(mixer.CONV_WIDTH):
            source = t - mixer.CONV_WIDTH + 1 + k
            if source >= 0:
                p[:, t] += conv_weight[:, k] * x[:, source]
    u = p / (1 + torch.exp(-p))
    projected = torch.einsum("blc,rc->blr", u, x_proj)
    dt, b, c = projected[..., :rank], projected[..., rank : rank + 16], projected[..., rank + 16 :]
    delta = torch.log1p(torch.exp(torch.einsum("blr,cr->blc", dt, dt_proj) + dt_bias))
    total = delta.cumsum(1)
    y = d_skip * u
    for t in range(length):
        for s in range(t + 1):
            for n in range(mixer.STATE_SIZE):
                decay = torch.exp(-(n + 1) * (total[:, t] - total[:, s]))
                y[:, t] += c[:, t, n : n + 1] * b[:, s, n : n + 1] * decay * delta[:, s] * u[:, s]
    wanted = y * z / (1 + torch.exp(-z))
    error = relative_error(mixer.mixer_core_reference(*inputs), wanted)
    print(f"reference against the closed form: {error:.1e} (bound 1e-12)")
    return error < 1e-12


def check_finite_differences():
    """The reference's gradients against finite differences."""
    passed = True
    for batch, length, channels, rank in ((1, 1, 2, 1), (2, 5, 3, 2)):
        inputs = make_inputs(batch, length, channels, rank, torch.Generator().manual_seed(2))
        leaves = [t.requires_grad_() for t in inputs]
        good = torch.autograd.gradcheck(mixer.mixer_core_reference, leaves, raise_exception=False)
        print(f"reference, gradcheck B={batch} L={length} D={channels}: {'ok' if good else 'BAD'}")
        passed &= good
    return passed


def check_refusals():
    """Wrong shapes are refused with the tensor's name."""
    inputs = make_inputs(1, 4, 32, 2, torch.Generator().manual_seed(3))
    inputs[3] = inputs[3][:-1]
    try:
        mixer.mamba_mixer_core(*inputs)
    except ValueError as error:
        print(f"refused as it should be: {error}")
        return "x_proj_weight" in str(error)
    print("BAD: an x_proj_weight without its last row was taken")
    return False


def check_kernels(core, device, cases):
    """`core` in bf16 on `device` against the reference in float64 on the same rounded inputs."""
    passed = True
    for case in cases:
        generator = torch.Generator().manual_seed(sum(case))
        inputs = [t.to(device) for t in make_inputs(*case, generator)]
        for i in (0, 3, 4):  # what the kernels and their matrix products take as bf16
            inputs[i] = inputs[i].to(torch.bfloat16).double()
        weight = torch.randn(*inputs[0].shape[:2], case[2], generator=generator)
        weight = weight.to(device).to(torch.bfloat16).double()
        wanted = output_and_gradients(mixer.mixer_core_reference, inputs, weight)
        typed = [inputs[0].to(torch.bfloat16), *(t.float() for t in inputs[1:])]
        with mock.patch("torch.empty", poisoned(torch.empty)), mock.patch(
            "torch.empty_like", poisoned(torch.empty_like)
        ):
            results = output_and_gradients(core, typed, weight)
            again = output_and_gradients(core, typed, weight)
            with torch.no_grad():
                inference = core(*typed)
        errors = [relative_error(r, w) for r, w in zip(results, wanted)]
        repeats = all(torch.equal(a, b) for a, b in zip(results, again))
        same = torch.equal(inference, results[0])
        good = errors[0] < FORWARD_BOUND and max(errors[1:]) < GRADIENT_BOUND and repeats and same
        listed = " ".join(f"{n}={e:.1e}" for n, e in zip(("y", *NAMES), errors))
        print("B={} L={} D={} R={}: ".format(*case) + listed, end="")
        print(f" {'repeats' if repeats else 'RUNS DIFFER'}", end="")
        print(f"{'' if same else ', INFERENCE DIFFERS'} {'ok' if good else 'BAD'}")
        passed &= good
    return passed


def check_extremes(core, device):
    """Steps from almost 0 to hundreds, gates far out: finite, and the state must not blow up."""
    generator = torch.Generator().manual_seed(4)
    inputs = make_inputs(1, 150, 32, 2, generator)
    inputs[0] = inputs[0] * 20.0
    inputs[5] = torch.linspace(-95.0, 300.0, 32, dtype=torch.float64)
    inputs = [t.to(device) for t in inputs]
    for i in (0, 3, 4):
        inputs[i] = inputs[i].to(torch.bfloat16).double()
    wanted = mixer.mixer_core_reference(*inputs)
    typed = [inputs[0].to(torch.bfloat16), *(t.float() for t in inputs[1:])]
    results = output_and_gradients(core, typed, torch.ones_like(wanted))
    finite = all(bool(torch.isfinite(r).all()) for r in results)
    error = relative_error(results[0], wanted)
    good = finite and error < 2e-2
    print(f"extreme steps: y={error:.1e}, {'finite' if finite else 'NOT FINITE'}", end="")
    print(f" {'ok' if good else 'BAD'}")
    return good


# For each kernel: bf16 tensors [B, L, D] moved, fp32 tensors [B, L, 32·ceil(D/128)] moved, and
# fp32 instructions a state and token; the floor is the larger of the two times.
BANDWIDTH = 4.3e12  # bytes a second, a device-to-device copy on an H200
ISSUE_RATE = 132 * 128 * 1.98e9  # fp32 instructions a second
COSTS = {
    "gambade_conv_forward": (2, 0, 0),
    "gambade_scan_local_states": (2, 0, 3),
    "gambade_scan_carry": (0.5, 0, 0),
    "gambade_scan_output": (6, 0, 4),
    "gambade_scan_local_adjoints": (3, 0, 3),
    "gambade_scan_gradient": (9, 1, 11),
    "gambade_scan_sum_parts": (0, 1, 0),
    "gambade_conv_backward": (3, 0, 0),
}


def bench(batch=12, length=16710, channels=768, rank=24, runs=10):
    """Prints the median time of every kernel and of the whole core, a picture and layer."""
    generator = torch.Generator().manual_seed(5)
    inputs = make_inputs(1, length, channels, rank, generator)
    inputs[0] = inputs[0].expand(batch, -1, -1)
    inputs = [t.float().cuda() for t in inputs]
    inputs[0] = inputs[0].to(torch.bfloat16)
    leaves = [t.contiguous().requires_grad_() for t in inputs]
    weight = torch.randn(batch, length, channels, device="cuda", dtype=torch.bfloat16)
    spans = {}

    def timed(name, function, *arguments):
        begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        begin.record()
        result = function(*arguments)
        end.record()
        spans.setdefault(name, []).append((begin, end))
        return result

    plain_call = native.call
    with mock.patch.object(native, "call", lambda n, *a: timed(n, plain_call, n, *a)):
        for run in range(runs + 3):
            if run == 3:  # the first runs warm up
                spans.clear()
            output = timed("forward", mixer.mamba_mixer_core, *leaves)
            timed("backward", torch.autograd.grad, output, leaves, weight)
    torch.cuda.synchronize()

    elements = length * channels
    print(f"B={batch} L={length} D={channels}, median ms a picture and layer (floor, share):")
    for name, events in spans.items():
        time = statistics.median(begin.elapsed_time(end) for begin, end in events) / batch
        floor = ""
        if name in COSTS:
            tensors, parts, operations = COSTS[name]
            moved = 2 * tensors * elements + 4 * parts * length * 32 * -(-channels // 128)
            least = 1e3 * max(moved / BANDWIDTH, operations * 16 * elements / ISSUE_RATE)
            floor = f" ({least:.4f}, {100 * least / time:.0f} %)"
        print(f"  {name:28s} {time:.4f}{floor}")


def on_gpu():
    return (check_kernels(mixer.mamba_mixer_core, "cuda", KERNEL_CASES)
            & check_extremes(mixer.mamba_mixer_core, "cuda"))


def main():
    kernel_test.run(lambda _: check_closed_form() & check_finite_differences() & check_refusals(),
                    on_gpu, bench)


if __name__ == "__main__":
    main()
