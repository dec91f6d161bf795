"""Steps of equal length in every direction of a matrix: the Muon optimizer (Jordan et al. 2024,
"Muon: An optimizer for hidden layers in neural networks"), with the step length of Liu et al. 2025
(arXiv 2502.16982), which lets matrices share AdamW's learning rate."""

import torch

MOMENTUM = 0.95
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_ITERATIONS = 5
# Root mean square of AdamW's steps, times the square root of the larger side.
_STEP_LENGTH = 0.2


def orthogonalize(matrices):
    """The orthogonal factor U V' of every matrix U S V' in [N, rows, columns], roughly: singular
    values end between 0.6 and 1.3. By a quintic Newton-Schulz iteration, in bf16 on a GPU."""
    wide = matrices if matrices.shape[-2] <= matrices.shape[-1] else matrices.mT
    x = wide.to(torch.bfloat16) if matrices.is_cuda else wide.float()
    x = x / (x.float().norm(dim=(-2, -1), keepdim=True) + 1e-7).to(x.dtype)
    linear, cubic, quintic = _COEFFICIENTS
    for _ in range(_ITERATIONS):
        gram = x @ x.mT
        polynomial = torch.baddbmm(gram, gram, gram, beta=cubic, alpha=quintic)
        x = torch.baddbmm(x, polynomial, x, beta=linear)
    return (x if wide is matrices else x.mT).to(matrices.dtype)


def muon_update(momentum, gradient):
    """Advances `momentum` [N, rows, columns] in place by the gradient; returns the step to take,
    to be multiplied by the learning rate."""
    momentum.mul_(MOMENTUM).add_(gradient)
    ahead = gradient.add(momentum, alpha=MOMENTUM)  # Nesterov
    return orthogonalize(ahead).mul_(_STEP_LENGTH * max(ahead.shape[-2:]) ** 0.5)
