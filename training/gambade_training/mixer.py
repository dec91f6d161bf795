"""The core of a Mamba mixer: causal convolution, projections and selective scan, with gradients.

Between in_proj and out_proj of a Mamba-1 block (arXiv 2312.00752, section 3; network.md, section
4), with the state matrix fixed to A[c, n] = -(n + 1).
"""

import torch
import torch.nn.functional as F

from . import native

STATE_SIZE = 16
CONV_WIDTH = 4


def mamba_mixer_core(
    xz, conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias, d_skip
):
    """y = (C·h + D·u)·silu(z) for the mixer's input projection xz.

    xz [B, L, 2D]: x, then z. conv_weight [D, 4], conv_bias [D]; x_proj_weight [R + 32, D] gives
    dt, B and C from u = silu(conv(x)); dt_proj_weight [D, R], dt_proj_bias [D]; d_skip [D].
    Returns y [B, L, D] in xz's type. On a GPU xz must be bf16 and D a multiple of 32, and the
    CUDA kernels run; on the CPU the plain reference does. Raises ValueError for wrong shapes.
    """
    weights = (conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias, d_skip)
    _check_shapes(xz, *weights)
    if not xz.is_cuda:
        return mixer_core_reference(xz, *weights)
    if xz.dtype != torch.bfloat16:
        raise ValueError(f"mamba_mixer_core: xz is {xz.dtype}, the CUDA kernels need bfloat16")
    needs_gradient = torch.is_grad_enabled() and any(t.requires_grad for t in (xz, *weights))
    return _MixerCore.apply(needs_gradient, xz, *weights)


def mixer_core_reference(
    xz, conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias, d_skip
):
    """mamba_mixer_core in plain PyTorch, one token after the other, in any floating type."""
    length, channels = xz.shape[1], d_skip.shape[0]
    rank = dt_proj_weight.shape[1]
    weights = (conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias, d_skip)
    conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias, d_skip = (
        w.to(xz.dtype) for w in weights
    )
    x, z = xz.split(channels, dim=-1)
    padded = F.pad(x.transpose(1, 2), (CONV_WIDTH - 1, 0))
    convolved = F.conv1d(padded, conv_weight.unsqueeze(1), conv_bias, groups=channels)
    u = F.silu(convolved).transpose(1, 2)
    dt, b, c = (u @ x_proj_weight.T).split([rank, STATE_SIZE, STATE_SIZE], dim=-1)
    delta = _softplus(dt @ dt_proj_weight.T + dt_proj_bias)
    a = -torch.arange(1, STATE_SIZE + 1, dtype=xz.dtype, device=xz.device)
    state = xz.new_zeros(xz.shape[0], channels, STATE_SIZE)
    outputs = []
    for t in range(length):
        step = delta[:, t, :, None]
        state = torch.exp(step * a) * state + step * u[:, t, :, None] * b[:, t, None, :]
        outputs.append((state * c[:, t, None, :]).sum(-1))
    return (torch.stack(outputs, dim=1) + d_skip * u) * F.silu(z)


def _softplus(x):
    """log(1 + exp(x)) without the threshold of F.softplus, which cuts the gradient's tail."""
    return torch.logaddexp(x, torch.zeros_like(x))


def _check_shapes(
    xz, conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias, d_skip
):
    channels, rank = d_skip.shape[0], dt_proj_weight.shape[-1]
    wanted = {
        "xz": (xz, (*xz.shape[:2], 2 * channels)),
        "conv_weight": (conv_weight, (channels, CONV_WIDTH)),
        "conv_bias": (conv_bias, (channels,)),
        "x_proj_weight": (x_proj_weight, (rank + 2 * STATE_SIZE, channels)),
        "dt_proj_weight": (dt_proj_weight, (channels, rank)),
        "dt_proj_bias": (dt_proj_bias, (channels,)),
        "d_skip": (d_skip, (channels,)),
    }
    for name, (tensor, shape) in wanted.items():
        if tuple(tensor.shape) != tuple(shape):
            raise ValueError(
                f"mamba_mixer_core: {name} has shape {tuple(tensor.shape)}, expected {shape}"
            )
    if xz.is_cuda and channels % 32 != 0:
        raise ValueError(f"mamba_mixer_core: {channels} channels, not a multiple of 32")


class _MixerCore(torch.autograd.Function):
    """The mixer core on the CUDA kernels: bf16 tokens, fp32 states, sums and small parameters.

    Kept for the backward pass, besides the inputs: u, dt before bias and softplus, the projected
    rows and a bf16 state every 8 tokens (about 8 bytes a token and channel together).
    """

    @staticmethod
    def forward(
        ctx,
        needs_gradient,
        xz,
        conv_weight,
        conv_bias,
        x_proj_weight,
        dt_proj_weight,
        dt_proj_bias,
        d_skip,
    ):
        batch, length, channels = xz.shape[0], xz.shape[1], d_skip.shape[0]
        rank = dt_proj_weight.shape[1]
        sizes = (batch, length, channels, rank)
        chunks = -(-length // native.constant("gambade_scan_chunk_tokens"))
        intervals = -(-length // native.constant("gambade_scan_checkpoint_tokens"))
        xz = xz.contiguous()
        conv_weight, conv_bias, dt_proj_bias, d_skip = (
            w.detach().float().contiguous() for w in (conv_weight, conv_bias, dt_proj_bias, d_skip)
        )
        x_proj_weight, dt_proj_weight = (
            w.detach().to(xz.dtype) for w in (x_proj_weight, dt_proj_weight)
        )
        half = dict(dtype=xz.dtype, device=xz.device)
        single = dict(dtype=torch.float32, device=xz.device)

        u = torch.empty(batch, length, channels, **half)
        native.call("gambade_conv_forward", xz, conv_weight, conv_bias, u, *sizes[:3])
        projected = u.view(-1, channels) @ x_proj_weight.T
        dt = projected[:, :rank] @ dt_proj_weight.T
        states = torch.empty(batch, chunks, STATE_SIZE, channels, **single)
        delta_sums = torch.empty(batch, chunks, channels, **single)
        scanned = (u, dt, projected)
        native.call(
            "gambade_scan_local_states", *scanned, dt_proj_bias, states, delta_sums, *sizes
        )
        native.call("gambade_scan_carry", states, delta_sums, *sizes[:3], 0)
        y = torch.empty(batch, length, channels, **half)
        checkpoints = None
        if needs_gradient:
            checkpoints = torch.empty(batch, intervals, channels, STATE_SIZE, **half)
        native.call(
            "gambade_scan_output",
            *scanned,
            xz,
            dt_proj_bias,
            d_skip,
            states,
            y,
            checkpoints,
            *sizes,
        )
        if needs_gradient:
            weights = (conv_weight, conv_bias, x_proj_weight, dt_proj_weight, dt_proj_bias, d_skip)
            ctx.save_for_backward(xz, *weights, *scanned, delta_sums, checkpoints)
        return y

    @staticmethod
    def backward(ctx, d_output):
        (
            xz,
            conv_weight,
            conv_bias,
            x_proj_weight,
            dt_proj_weight,
            dt_proj_bias,
            d_skip,
            u,
            dt,
            projected,
            delta_sums,
            checkpoints,
        ) = ctx.saved_tensors
        d_output = d_output.contiguous()
        batch, length, channels = u.shape
        rank = dt_proj_weight.shape[1]
        sizes = (batch, length, channels, rank)
        chunks = delta_sums.shape[1]
        blocks = -(-channels // native.constant("gambade_scan_block_channels"))
        conv_blocks = -(-length // native.constant("gambade_conv_block_tokens"))
        single = dict(dtype=torch.float32, device=xz.device)

        adjoints = torch.empty(batch, chunks, STATE_SIZE, channels, **single)
        native.call(
            "gambade_scan_local_adjoints",
            dt,
            d_output,
            projected,
            xz,
            dt_proj_bias,
            adjoints,
            *sizes,
        )
        native.call("gambade_scan_carry", adjoints, delta_sums, *sizes[:3], 1)
        dxz, du, ddt = torch.empty_like(xz), torch.empty_like(u), torch.empty_like(dt)
        d_projected = torch.empty_like(projected)
        projection_parts = torch.empty(batch * length, blocks, 2 * STATE_SIZE, **single)
        parameter_parts = torch.empty(batch * chunks, 2, channels, **single)
        native.call(
            "gambade_scan_gradient",
            u,
            dt,
            projected,
            xz,
            d_output,
            dt_proj_bias,
            d_skip,
            checkpoints,
            adjoints,
            du,
            ddt,
            dxz,
            projection_parts,
            parameter_parts,
            *sizes,
        )
        native.call("gambade_scan_sum_parts", projection_parts, d_projected, *sizes)
        d_dt_bias, d_d_skip = parameter_parts.sum(0)

        d_dt_proj = ddt.T @ projected[:, :rank]
        d_projected[:, :rank] = ddt @ dt_proj_weight
        d_x_proj = d_projected.T @ u.view(-1, channels)
        du.view(-1, channels).addmm_(d_projected, x_proj_weight)

        conv_parts = torch.empty(batch * conv_blocks, CONV_WIDTH + 1, channels, **single)
        native.call(
            "gambade_conv_backward",
            xz,
            conv_weight,
            conv_bias,
            du,
            dxz,
            conv_parts,
            *sizes[:3],
        )
        conv_sums = conv_parts.sum(0)
        return (
            None,
            dxz,
            conv_sums[:CONV_WIDTH].T,
            conv_sums[CONV_WIDTH],
            d_x_proj.float(),
            d_dt_proj.float(),
            d_dt_bias,
            d_d_skip,
        )
