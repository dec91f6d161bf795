"""Checks surroundings, key light, highlights and shadows of the mesh renderer.

    python3 training/tests/test_scene_lighting.py [--gpu [--bench]]

On the CPU: the numpy renderer against closed forms. With --gpu: the kernels against the numpy
renderer, and that a batch is drawn without waiting. --bench prints what lit pictures cost.
"""

import math

import numpy as np
import torch

import kernel_test
from kernel_test import check, median_milliseconds
from test_mesh_renderer import bumpy_ball, library_of, look, quad, random_views, to_device

from gambade_training.mesh_renderer import render_views  # found by test_mesh_renderer
from gambade_training.scene_lighting import SceneLighting
from gambade_training.view_options import ViewOptions
from gambade_training.views import ViewSampler

FOVY = 2 * math.atan(0.5 / 1.5)  # the picture spans 1 x 1 at the origin
GREY = 150


def light(direction, key=(0, 0, 0), constant=(0, 0, 0), slopes=((0,) * 3,) * 3, specular=0.0,
          exponent=30.0, softness=0.6):
    """One object's."""
    direction = torch.nn.functional.normalize(torch.tensor([direction], dtype=torch.float32), dim=1)
    return SceneLighting(torch.tensor([[constant, *slopes]], dtype=torch.float32), direction,
                         torch.tensor([key], dtype=torch.float32), torch.tensor([specular]),
                         torch.tensor([exponent]), torch.tensor([softness]))


def random_lights(count, seed):
    generator = torch.Generator().manual_seed(seed)

    def random(*shape):
        return torch.rand(*shape, generator=generator)

    direction = torch.nn.functional.normalize(random(count, 3) - 0.5, dim=1)
    slopes = 0.6 * (random(count, 3, 3) - 0.5)
    return SceneLighting(torch.cat([0.5 * random(count, 1, 3), slopes], 1), direction,
                         random(count, 3), 0.2 * random(count), 1 + 40 * random(count),
                         0.3 + 2 * random(count))


def shaded_squares():
    """Squares of one grey, nothing between them and the light."""
    passed = True
    library = library_of(quad(0.3, np.full((4, 4, 3), GREY)),
                         quad(0.3, np.full((4, 4, 3), GREY), slope=1.0))
    base = (GREY / 255) ** 2.2

    def middle(index, lighting):
        return look(library, 16, FOVY, (index,), lighting=lighting)[0, :3, 7:9, 7:9]

    def expect(name, found, linear, bound=1e-5):
        wanted = torch.tensor(linear).pow(1 / 2.2)[:, None, None]
        return check(name, float((found - wanted).abs().max()), bound)

    around = dict(constant=(0.3, 0.4, 0.2), slopes=((9, 9, 9), (9, 9, 9), (0.1, -0.1, -0.3)))
    passed &= expect("surroundings from the camera's side", middle(0, light((0, 1, 0), **around)),
                     [0.4 * base, 0.3 * base, 0.0])
    key = (0.9, 0.5, 0.25)
    tilted = [math.cos(math.radians(45)) * base * value for value in key]
    passed &= expect("key light on a face at 45 degrees",
                     middle(1, light((0, 0, 1), key)), tilted, 2e-3)
    passed &= expect("key light from behind", middle(0, light((0, 0, -1), key)), [0.0] * 3)
    # From the camera's place, so that the middle reflects it straight back.
    shine = 0.1 * (30 + 2) / 8
    found = look(library, 17, FOVY, (0,), lighting=light((0, 0, 1), key, specular=0.1))
    passed &= expect("highlight", found[0, :3, 8:9, 8:9], [(base + shine) * k for k in key], 1e-3)
    step = 4 / 17 / 1.5  # the pixel's tangent
    halfway = math.cos(math.atan(step) / 2) ** 30
    passed &= expect("highlight beside the middle", found[0, :3, 4:5, 8:9],
                     [(base + shine * halfway) * k for k in key], 1e-3)
    return passed


def shadow_of_a_square(size=64):
    """A small square before a large one: its shadow lies where lines to the light say."""
    near, far = quad(0.16, np.full((4, 4, 3), 255), depth=0.3), quad(0.7, np.full((4, 4, 3), 255))
    positions = np.concatenate([near.positions, far.positions]) / 32767
    both = quad(0.7, np.full((4, 4, 3), 255))
    both.positions = np.rint(positions * 32767).astype(np.int16)
    both.normals = np.concatenate([near.normals, far.normals])
    both.uvs = np.concatenate([near.uvs, far.uvs])
    both.triangles = np.concatenate([near.triangles, far.triangles + 4])
    passed, partly = True, []
    for softness in (0.4, 2.0):
        towards = np.array([0.6, 0.5, 1.0])
        lighting = light(tuple(towards), (1, 1, 1), (0.1, 0.1, 0.1), softness=softness)
        picture = look(library_of(both), size, FOVY, lighting=lighting)[0, 0].double().numpy()
        # The light's camera stands at 8 radii of the object's unit sphere.
        lamp = 8 * towards / np.linalg.norm(towards)
        x, y = np.meshgrid((np.arange(size) + 0.5) / size - 0.5,
                           0.5 - (np.arange(size) + 0.5) / size)
        share = 0.3 / lamp[2]  # of the way to the lamp, in the near square's plane
        reached = np.maximum(np.abs(x + (lamp[0] - x) * share), np.abs(y + (lamp[1] - y) * share))
        beside = np.maximum(np.abs(x), np.abs(y)) > 0.21  # the near square hides the middle
        rim = 2 / 256 * (1.5 * softness + 4) + 1.5 / size  # taps, offset and the pixel itself
        full = 0.1 + lamp[2] / 8
        dark = picture[beside & (reached < 0.16 - rim)]
        bright = picture[beside & (reached > 0.16 + rim)]
        error = max(np.abs(dark ** 2.2 - 0.1).max(), np.abs(bright ** 2.2 - full).max())
        passed &= check(f"shadow where it should be, softness {softness}", error, 1e-4)
        passed &= check("pixels that its dark part lacks", 30 - len(dark), 0)
        partly.append(int(((picture ** 2.2 > 0.11) & (picture ** 2.2 < full - 0.01)).sum()))
    return passed & check("pixels of a hard shadow's rim, as a share of a soft one's",
                          partly[0] / partly[1], 0.6)


def no_shadow_on_itself():
    """A ball lit from the camera is lit everywhere: no face shades its neighbours."""
    rings = 24
    ball = bumpy_ball(rings, 1)
    phi, theta = np.meshgrid(np.linspace(0, 2 * np.pi, rings + 1), np.linspace(0, np.pi, rings + 1))
    points = np.stack([np.sin(theta) * np.cos(phi), np.cos(theta), np.sin(theta) * np.sin(phi)], -1)
    ball.positions = np.rint(0.999 * 32767 * points.reshape(-1, 3)).astype(np.int16)
    ball.normals = np.rint(127 * points.reshape(-1, 3)).astype(np.int8)
    ball.image = quad(1, np.full((4, 4, 3), 255)).image
    passed = True
    for softness in (0.4, 2.5):
        still = 0.4 * torch.eye(3, 4)[None]
        c2w = torch.eye(4)[None].clone()
        c2w[0, 2, 3] = 1.5
        lighting = light((0.3, 0.5, 1), (1, 1, 1), softness=softness)
        rgba = render_views(library_of(ball), torch.tensor([0]), still, c2w, torch.tensor([FOVY]),
                            size=48, lighting=lighting)[0].double().numpy()
        inside = rgba[3] == 1
        normal = _sphere_normals(48, 0.4)
        wanted = np.maximum(normal @ lighting.direction[0].double().numpy(), 0)
        found = rgba[0] ** 2.2
        lit = inside & (wanted > 0.2) & (normal[..., 2] > 0.6)  # not at the outline
        passed &= check(f"a ball's shade, softness {softness}",
                        float(np.abs(found - wanted)[lit].max()), 0.03)
    return passed


def shadow_maps_hold_objects():
    """A unit ball of any proportions lies within the shadow map, and fills a good part of it."""
    generator = torch.Generator().manual_seed(3)
    placed = torch.randn(50, 3, 4, generator=generator)
    turned = torch.linalg.qr(placed[:, :, :3])[0]
    placed[:25, :, :3] = 0.6 * turned[:25]
    placed[25:, :, :3] = turned[25:] * (0.5 + torch.rand(25, 1, 3, generator=generator))
    c2w, fovy = random_lights(50, 5).shadow_cameras(placed)
    points = torch.nn.functional.normalize(torch.randn(2000, 3, generator=generator), dim=1)
    world = points @ placed[:, :, :3].transpose(1, 2) + placed[:, None, :, 3]
    local = (world - c2w[:, None, :3, 3]) @ c2w[:, :3, :3]
    seen = local[..., :2].norm(dim=2) / -local[..., 2] / torch.tan(fovy / 2)[:, None]
    fullest = seen.amax(1)
    passed = check("balls beyond their shadow map", float(fullest.max()), 1.0001)
    passed &= check("those rotated and scaled fill it", 1 - float(fullest[:25].min()), 0.01)
    return passed & check("others nearly so", 1 - float(fullest[25:].min()), 0.35)


def _sphere_normals(size, radius):
    """[size,size,3] of a ball at the origin seen from z = 1.5; nan beside it."""
    x = ((np.arange(size) + 0.5) / size - 0.5) / 1.5
    rays = np.stack(np.broadcast_arrays(x[None, :], -x[:, None], -1.0), -1)
    rays = rays / np.linalg.norm(rays, axis=-1, keepdims=True)
    middle = 1.5 * -rays[..., 2]
    with np.errstate(invalid="ignore"):
        far = middle - np.sqrt(middle ** 2 - 1.5 ** 2 + radius ** 2)
    return np.nan_to_num(([0, 0, 1.5] + far[..., None] * rays) / radius)


def sampled_share():
    """As many pictures as asked for are lit, all views of one under the same light."""
    library = library_of(bumpy_ball(5, 1))
    library.manifest[0]["kind"] = "scan"
    sampler = ViewSampler(library, ViewOptions(size=8, views=1, lit_share=0.3), 1)
    counts = []
    inner = sampler._scene_lighting
    sampler._scene_lighting = lambda count: counts.append(count) or inner(count)
    for _ in range(100):
        sampler.sample(5)
    return check("lit pictures of 500, against 150", abs(sum(counts) - 150), 20)


def kernels_match_numpy(device):
    """Samples on an edge, of the picture or of a shadow, may fall on either side."""
    meshes = (bumpy_ball(16, 1), bumpy_ball(12, 2, cutout=True), quad(0.6, np.full((8, 8, 3), 150)),
              bumpy_ball(9, 3, colors=np.full((100, 3), 128, np.uint8)))
    here, there = library_of(*meshes), library_of(*meshes, device=device)
    objects, placed, c2w, fovy, _ = random_views(here, 4, 4)
    passed = True
    for views, size, supersample in ((2, 48, 2), (1, 37, 3), (17, 24, 1)):
        lights = random_lights(4, views)
        angles = torch.linspace(0, 6, 4 * views)
        turned = c2w.repeat_interleave(views, 0).clone()
        cosine, sine, zero = torch.cos(angles), torch.sin(angles), torch.zeros_like(angles)
        turn = torch.stack([cosine, zero, sine, zero, zero + 1, zero, -sine, zero, cosine],
                           -1).view(-1, 3, 3)
        turned[:, :3] = turn @ turned[:, :3]
        tensors = [objects.repeat_interleave(views), placed.repeat_interleave(views, 0), turned,
                   fovy.repeat_interleave(views)]
        wanted = render_views(here, *tensors, size, supersample, lights, with_depth=True)
        moved_lights = SceneLighting(*(value.to(device) for value in vars(lights).values()))
        found = render_views(there, *(t.to(device) for t in tensors), size, supersample,
                             moved_lights, with_depth=True)
        for name, a, b, tolerance in zip(("rgba", "depth"), found, wanted, (3e-3, 1e-3)):
            far = (a.cpu() - b).abs() > tolerance
            passed &= check(f"{name}, {views} views at {size} x {supersample}: share that differs",
                            float(far.double().mean()), 4e-3)
        unlit = render_views(here, *tensors, size, supersample)
        passed &= check("lit and unlit look alike", 0.02 - float((unlit - wanted[0]).abs().mean()),
                        0.0)
    return passed


def samples_without_waiting():
    """Drawing a batch makes the host wait for nothing."""
    library = library_of(bumpy_ball(16, 1), device="cuda")
    library.manifest[0]["kind"] = "scan"
    sampler = ViewSampler(library, ViewOptions(size=64, lit_share=0.5), 1)
    sampler.sample(6)
    torch.cuda.synchronize()
    torch.cuda.set_sync_debug_mode("error")
    try:
        sampler.sample(6)
    finally:
        torch.cuda.set_sync_debug_mode("default")
    return check("waits within a batch", 0.0, 0.0)


def bench():
    library = library_of(*(bumpy_ball(54, i) for i in range(16)), device="cuda")
    views = random_views(library_of(bumpy_ball(4, 1)), 72, 1)
    (_, placed, c2w, fovy), flat = to_device(views, "cuda")
    objects = (torch.arange(72, device="cuda") // 3) % 16
    scene = SceneLighting(*(v.to("cuda") for v in vars(random_lights(24, 1)).values()))
    for name, lighting in (("flat", flat), ("scene", scene), ("flat", flat), ("scene", scene)):
        time = median_milliseconds(
            lambda: render_views(library, objects, placed, c2w, fovy, lighting=lighting))
        print(f"{name}: 24 objects, 3 views each, {library.most_triangles} triangles, 256 x 256: "
              f"{time:.2f} ms")


def on_cpu(_):
    return (shaded_squares() & shadow_of_a_square() & no_shadow_on_itself() &
            shadow_maps_hold_objects() & sampled_share())


def main():
    kernel_test.run(on_cpu, lambda: kernels_match_numpy("cuda") & samples_without_waiting(), bench)


if __name__ == "__main__":
    main()
