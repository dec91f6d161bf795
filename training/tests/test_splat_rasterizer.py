"""Checks the splat rasterizer.

    python3 training/tests/test_splat_rasterizer.py [--gpu [--bench]]

On the CPU: the dense twin against closed forms, a loop over one pixel and torch's gradcheck, and
the kernels' projection gradients, written in PyTorch, against autograd. With --gpu: the kernels
against the twin in float64. --bench prints times at the training size.
"""

import math
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from gambade_training import splat_rasterizer as sr  # noqa: E402
import kernel_test  # noqa: E402
from kernel_test import check  # noqa: E402

NAMES = ("means", "scales", "quaternions", "opacities", "colors")


def look_at_origin(azimuth, elevation, radius):
    ca, sa, ce, se = (f(a) for a in (azimuth, elevation) for f in (math.cos, math.sin))
    columns = [[ca, 0, -sa, 0], [-se * sa, ce, -se * ca, 0], [ce * sa, se, ce * ca, 0],
               [radius * ce * sa, radius * se, radius * ce * ca, 1]]
    return torch.tensor(columns, dtype=torch.float64).T


def random_scene(clouds, views, splats, seed):
    """Float64 splats, some behind the camera, some huge, some tiny, some with opacity 1."""
    generator = torch.Generator().manual_seed(seed)

    def random(*shape):
        return torch.rand(*shape, generator=generator, dtype=torch.float64)

    means = (random(clouds, splats, 3) - 0.5) * 1.2
    means[:, : splats // 20] *= 6  # behind the camera and beyond the picture
    scales = 0.01 + 0.05 * random(clouds, splats, 3)
    kind = random(clouds, splats)
    scales[kind < 0.05] *= 12
    scales[kind > 0.85] *= 0.02
    quaternions = (random(clouds, splats, 4) - 0.5) * 3
    opacities = random(clouds, splats)
    opacities[kind > 0.97] = 1.0
    opacities[(kind > 0.5) & (kind < 0.53)] = 0.003  # below the cut
    colors = random(clouds, splats, 3)
    cameras = [look_at_origin(2 * math.pi * i / (clouds * views) + 0.3, 0.4 * i - 0.5, 1.5)
               for i in range(clouds * views)]
    c2w = torch.stack(cameras).unflatten(0, (clouds, views))
    fovy = 0.6 + 0.5 * random(clouds, views)
    return [means, scales, quaternions, opacities, colors], c2w, fovy


def relative(found, expected):
    return float((found.double() - expected).norm() / expected.norm().clamp(min=1e-30))


def twin_single_splat():
    """One round splat on the axis: alpha = o exp(-r^2 / (2 (f^2 s^2 / z^2 + 0.3)))."""
    f64 = torch.float64
    size, fovy, scale, opacity = 33, 0.8, 0.05, 0.7
    c2w = look_at_origin(0.0, 0.0, 1.5)[None, None]
    rgb, alpha = sr.rasterize(
        torch.zeros(1, 1, 3, dtype=f64), torch.full((1, 1, 3), scale, dtype=f64),
        torch.tensor([[[2.0, 0, 0, 0]]], dtype=f64), torch.full((1, 1), opacity, dtype=f64),
        torch.tensor([[[0.2, 0.5, 1.0]]], dtype=f64), c2w, torch.full((1, 1), fovy, dtype=f64),
        (size, size),
    )
    focal = size / 2 / math.tan(fovy / 2)
    variance = (focal * scale / 1.5) ** 2 + 0.3
    d = torch.arange(size, dtype=f64) + 0.5 - size / 2
    expected = opacity * torch.exp(-(d[:, None] ** 2 + d**2) / (2 * variance))
    expected[expected < 1 / 255] = 0
    error = (alpha[0, 0] - expected).abs().max() + (rgb[0, 0, 1] - 0.5 * expected).abs().max()
    return check("twin, one splat in closed form", float(error), 1e-12)


def twin_pixel_loop():
    """Another way to the same pixel: J W Sigma W^T J^T and a plain loop with its breaks."""
    splats, c2w, fovy = random_scene(1, 1, 120, 3)
    height, width = 20, 26
    rgb, alpha = sr.rasterize(*splats, c2w, fovy, (height, width))
    means, scales, quaternions, opacities, colors = (t[0] for t in splats)
    view = torch.linalg.inv(c2w[0, 0])
    focal = height / 2 / math.tan(float(fovy[0, 0]) / 2)
    prepared = []
    for g in range(len(means)):
        x, y, z = (view[:3, :3] @ means[g] + view[:3, 3]).tolist()
        if -z <= 0.2:
            continue
        limit_x, limit_y = 1.3 * width / 2 / focal, 1.3 * height / 2 / focal
        cx = max(-limit_x, min(limit_x, x / -z)) * -z
        cy = max(-limit_y, min(limit_y, y / -z)) * -z
        jacobian = torch.tensor([[focal / -z, 0, focal * cx / z**2],
                                 [0, -focal / -z, -focal * cy / z**2]], dtype=torch.float64)
        rotation = sr.rotation_matrices(quaternions[g])
        sigma = rotation @ torch.diag(scales[g] ** 2) @ rotation.T
        to_image = jacobian @ view[:3, :3]
        low_pass = 0.3 * torch.eye(2, dtype=torch.float64)
        inverse = torch.linalg.inv(to_image @ sigma @ to_image.T + low_pass)
        place = (width / 2 + focal * x / -z, height / 2 - focal * y / -z)
        prepared.append((-z, place, inverse.tolist(), float(opacities[g]), colors[g].tolist()))
    prepared.sort(key=lambda item: item[0])
    worst = 0.0
    for row in range(height):
        for column in range(width):
            light, color = 1.0, [0.0, 0.0, 0.0]
            for _, (px, py), q, opacity, tint in prepared:
                dx, dy = column + 0.5 - px, row + 0.5 - py
                power = q[0][0] * dx * dx + 2 * q[0][1] * dx * dy + q[1][1] * dy * dy
                a = min(0.99, opacity * math.exp(-power / 2))
                if a < 1 / 255:
                    continue
                if light * (1 - a) < 1e-4:
                    break
                color = [c + light * a * t for c, t in zip(color, tint)]
                light *= 1 - a
            found = rgb[0, 0, :, row, column].tolist()
            worst = max(worst, abs(float(alpha[0, 0, row, column]) - (1 - light)),
                        *(abs(a - b) for a, b in zip(found, color)))
    return check("twin against a loop over splats", worst, 1e-9)


def twin_gradcheck():
    splats, c2w, fovy = random_scene(1, 1, 6, 5)
    splats = [t.requires_grad_() for t in splats]
    passed = torch.autograd.gradcheck(
        lambda *inputs: sr.rasterize(*inputs, c2w, fovy, (5, 6)), splats, eps=1e-7, atol=1e-5)
    return check("twin, gradcheck", 0.0 if passed else 1.0, 0.0)


def kernel_projection_backward():
    """The formulae of projectSplatsBackward against autograd through the twin's projection."""
    splats, c2w, fovy = random_scene(1, 1, 200, 7)
    c2w, fovy, height, width = c2w[0, 0], fovy[0, 0], 40, 48
    inputs = [t[0].clone().requires_grad_() for t in splats[:3]]
    center, covariance, depth = sr._project(*inputs, c2w, fovy, height, width)
    kept = depth > 0.2
    inverse = torch.linalg.inv(covariance)
    generator = torch.Generator().manual_seed(0)
    g_center = torch.randn(200, 2, generator=generator, dtype=torch.float64) * kept[:, None]
    g_inverse = torch.randn(200, 2, 2, generator=generator, dtype=torch.float64)
    g_inverse = (g_inverse + g_inverse.transpose(1, 2)) * kept[:, None, None]
    loss = (center * g_center).sum() + (inverse * g_inverse).sum()
    expected = torch.autograd.grad(loss, inputs)

    means, scales, quaternions = (t.detach() for t in inputs)
    norm = quaternions.norm(dim=1, keepdim=True)
    w, x, y, z = (quaternions / norm).unbind(1)
    columns = sr.rotation_matrices(quaternions).transpose(1, 2)  # [G, column, 3]
    view = (c2w[:3, :3] * torch.tensor([1.0, -1.0, -1.0], dtype=torch.float64)).T
    local = (means - c2w[:3, 3]) @ view.T
    focal = 0.5 * height / torch.tan(fovy / 2)
    per_depth = focal / local[:, 2]
    slopes = local[:, :2] / local[:, 2:]
    limit = 1.3 * 0.5 * torch.tensor([width, height], dtype=torch.float64) / focal
    clamped = slopes.clamp(-limit, limit)
    free = clamped == slopes
    axes = columns @ view.T * scales[:, :, None]  # [G, k, view axis]
    image = per_depth[:, None, None] * (axes[..., :2] - clamped[:, None] * axes[..., 2:])
    q = inverse.detach()
    g_covariance = -q @ g_inverse @ q
    g_image = 2 * image @ g_covariance  # [G, k, (u, v)]
    stretch = (g_image * image).sum((1, 2)) + per_depth * (g_center * local[:, :2]).sum(1)
    g_slopes = -per_depth[:, None] * (g_image * axes[..., 2:]).sum(1)
    along = -(clamped[:, None] * g_image).sum(2)
    g_axes = per_depth[:, None, None] * torch.cat([g_image, along[..., None]], 2) @ view
    g_scales = (g_axes * columns).sum(2)
    g = g_axes * scales[:, :, None]
    g_slopes = torch.where(free, g_slopes / local[:, 2:], torch.zeros_like(g_slopes))
    g_depth = -stretch / local[:, 2] - (g_slopes * clamped).sum(1)
    g_local = torch.cat([per_depth[:, None] * g_center + g_slopes, g_depth[:, None]], 1)
    g_means = g_local @ view
    g0, g1, g2 = g.unbind(1)
    gw = 2 * (z * (g0[:, 1] - g1[:, 0]) + y * (g2[:, 0] - g0[:, 2]) + x * (g1[:, 2] - g2[:, 1]))
    gx = 2 * (y * (g0[:, 1] + g1[:, 0]) + z * (g0[:, 2] + g2[:, 0]) + w * (g1[:, 2] - g2[:, 1])
              - 2 * x * (g1[:, 1] + g2[:, 2]))
    gy = 2 * (x * (g0[:, 1] + g1[:, 0]) + z * (g1[:, 2] + g2[:, 1]) + w * (g2[:, 0] - g0[:, 2])
              - 2 * y * (g0[:, 0] + g2[:, 2]))
    gz = 2 * (x * (g0[:, 2] + g2[:, 0]) + y * (g1[:, 2] + g2[:, 1]) + w * (g0[:, 1] - g1[:, 0])
              - 2 * z * (g0[:, 0] + g1[:, 1]))
    unit = torch.stack([w, x, y, z], 1)
    g_unit = torch.stack([gw, gx, gy, gz], 1)
    g_quaternions = (g_unit - unit * (unit * g_unit).sum(1, keepdim=True)) / norm
    passed = True
    for name, found, wanted in zip(NAMES, (g_means, g_scales, g_quaternions), expected):
        passed &= check(f"projection backward, {name}", relative(found, wanted), 1e-10)
    return passed


def compare(render, device, splats, c2w, fovy, size, label):
    """Pictures and gradients of `render` (float32) against the twin in float64.

    Where float32 and float64 fall on different sides of a cut (alpha 1/255, transmittance 1e-4),
    a pixel differs by up to 1/255: few pixels may, and the rest must agree closely.
    """
    exact = [t.double().cpu().requires_grad_() for t in splats]
    rgb, alpha = sr.rasterize(*exact, c2w.double(), fovy.double(), size)
    generator = torch.Generator().manual_seed(1)
    g_rgb = torch.randn(rgb.shape, generator=generator, dtype=torch.float64)
    g_alpha = torch.randn(alpha.shape, generator=generator, dtype=torch.float64)
    expected = torch.autograd.grad((rgb * g_rgb).sum() + (alpha * g_alpha).sum(), exact)

    single = [t.float().to(device).requires_grad_() for t in splats]
    found = render(*single, c2w.float().to(device), fovy.float().to(device), size)
    passed = True
    for name, picture, wanted in zip(("rgb", "alpha"), found, (rgb, alpha)):
        difference = (picture.detach().cpu().double() - wanted.detach()).abs()
        far = float((difference > 2e-5).double().mean())
        passed &= check(f"{label} {name}, largest difference", float(difference.max()), 1 / 250)
        passed &= check(f"{label} {name}, share of pixels over 2e-5", far, 5e-3)
    loss = (found[0] * g_rgb.float().to(device)).sum()
    loss = loss + (found[1] * g_alpha.float().to(device)).sum()
    for name, g, wanted in zip(NAMES, torch.autograd.grad(loss, single), expected):
        passed &= check(f"{label} gradient of {name}", relative(g.cpu(), wanted), 1e-3)
    return passed


def kernels_match_twin(render, device):
    """Random scenes, pictures that are no multiple of a tile, and special cases."""
    passed = True
    for seed, shape, size in ((11, (2, 2, 200), (48, 40)), (12, (1, 3, 300), (33, 70))):
        scene = random_scene(*shape, seed)
        passed &= compare(render, device, *scene, size, f"{shape} {size}")
    splats, c2w, fovy = random_scene(1, 1, 4, 13)
    splats[0] += 100 * c2w[0, 0, :3, 2]  # all behind the camera
    rgb, alpha = render(*(t.float().to(device) for t in splats), c2w.float().to(device),
                        fovy.float().to(device), (20, 20))
    passed &= check("nothing in view", float(rgb.abs().max() + alpha.abs().max()), 0.0)
    splats, c2w, fovy = random_scene(1, 1, 50, 14)
    finite = [t[:, 3:].float().to(device) for t in splats]
    splats[0][:, 0] = math.nan
    splats[1][:, 1] = math.inf
    splats[3][:, 2] = math.nan
    broken = [t.float().to(device) for t in splats]
    cameras = (c2w.float().to(device), fovy.float().to(device), (20, 20))
    difference = (render(*broken, *cameras)[0] - render(*finite, *cameras)[0]).abs().max()
    return passed & check("splats that are not finite are left out", float(difference), 0.0)


def budget_learns(device):
    """With a budget the pictures stay as they are while the room suffices, and a batch that it did
    not suffice for is counted."""
    budget = sr.PairBudget(granule=1)
    passed = True
    for seed in (15, 15, 15):
        splats, c2w, fovy = random_scene(2, 2, 200, seed)
        inputs = [t.float().to(device) for t in (*splats, c2w, fovy)]
        wanted = sr.rasterize(*inputs, (48, 40))[0]
        found = sr.rasterize(*inputs, (48, 40), budget=budget)[0]
        passed &= check("a budget changes nothing", float((found - wanted).abs().max()), 0.0)
    inputs[1] = inputs[1] * 5
    for _ in range(3):
        torch.cuda.synchronize()
        found = sr.rasterize(*inputs, (48, 40), budget=budget)[0]
    wanted = sr.rasterize(*inputs, (48, 40))[0]
    passed &= check("a budget grows", float((found - wanted).abs().max()), 0.0)
    return passed & check("overflows counted, of 1 or 2", abs(budget.overflows - 1.5), 0.5)


def bench():
    """Forward and backward at the training size, splats about as large as a trained model's."""
    clouds, views, count, size = 12, 4, 16384, (256, 256)
    generator = torch.Generator().manual_seed(0)
    means = torch.randn(clouds, count, 3, generator=generator)
    means = 0.45 * means / means.norm(dim=-1, keepdim=True)
    scales = torch.exp(torch.randn(clouds, count, 3, generator=generator) * 0.4 - 4.6)
    quaternions = torch.randn(clouds, count, 4, generator=generator)
    opacities = torch.rand(clouds, count, generator=generator)
    colors = torch.rand(clouds, count, 3, generator=generator)
    splats = [t.cuda().requires_grad_() for t in (means, scales, quaternions, opacities, colors)]
    cameras = torch.stack([look_at_origin(0.4 * i, 0.1 * i, 1.5) for i in range(views)]).float()
    c2w = cameras.expand(clouds, views, 4, 4).cuda()
    fovy = torch.full((clouds, views), math.radians(49.1)).cuda()
    times = []
    for _ in range(20):
        events = [torch.cuda.Event(enable_timing=True) for _ in range(3)]
        events[0].record()
        rgb, alpha = sr.rasterize(*splats, c2w, fovy, size)
        events[1].record()
        torch.autograd.grad(rgb.sum() + alpha.sum(), splats)
        events[2].record()
        torch.cuda.synchronize()
        times.append([events[0].elapsed_time(events[1]), events[1].elapsed_time(events[2])])
    forward, backward = torch.tensor(times[5:]).median(0).values.tolist()
    pictures = clouds * views
    print(f"{pictures} views of {count} splats, {size[1]}x{size[0]}: forward {forward:.2f} ms, "
          f"backward {backward:.2f} ms, {(forward + backward) / pictures:.3f} ms a view")


def on_cpu(_):
    return (twin_single_splat() & twin_pixel_loop() & twin_gradcheck()
            & kernel_projection_backward())


def main():
    kernel_test.run(on_cpu,
                    lambda: kernels_match_twin(sr.rasterize, "cuda") & budget_learns("cuda"), bench)


if __name__ == "__main__":
    main()
