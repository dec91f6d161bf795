"""Pictures of the training objects: many views at once, on CUDA by kernels/mesh_renderer.cu, on
the CPU by mesh_renderer_twin.py."""

from dataclasses import dataclass

import torch

from gambade_training import mesh_renderer_twin as twin
from gambade_training import native
from gambade_training.mesh_renderer_twin import NEAR_PLANE
from gambade_training.scene_lighting import SHADOW_SIZE, SceneLighting

_VIEWS_PER_LAUNCH = 64  # bounds the z-buffer: 128 MiB at 512 x 512 samples
_FRAMING_STEPS = 12
_MOST_REACH = 0.9  # of a framed object's points from its centre, in distances of the camera


@dataclass
class Lighting:
    """Light of N views; the encoded colour is multiplied by (and cut at 1)

        ambient + headlight |face normal . camera axis| + lamp max(0, normal . direction)

    ambient, headlight, lamp [N]; direction [N,3]: unit, world axes, towards the lamp. The face
    normal is flat, the lamp's normal interpolated; both count from the side that is seen.
    """

    ambient: torch.Tensor
    headlight: torch.Tensor
    lamp: torch.Tensor
    direction: torch.Tensor

    def numbers(self, c2w):
        """[N,6] for the kernels: the strengths, then the direction in the camera's axes."""
        lamp = c2w[:, :3, :3].transpose(1, 2) @ self.direction[:, :, None]
        strengths = torch.stack([self.ambient, self.headlight, self.lamp], 1)
        return torch.cat([strengths, lamp[:, :, 0]], 1).float().contiguous()

    @classmethod
    def default(cls, count, device):
        """The light that the evaluation views were rendered with."""
        direction = torch.zeros(count, 3, device=device)
        direction[:, 1] = 1
        return cls(
            torch.full((count,), 0.88, device=device),
            torch.full((count,), 0.12, device=device),
            torch.zeros(count, device=device),
            direction,
        )


def render_views(library, object_index, object_to_world, c2w, fovy, size=256, supersample=2,
                 lighting=None, with_depth=False):
    """Pictures of N objects, one view each.

    object_index int64 [N]; object_to_world [N,3,4] (any linear map but a flat one, and a
    translation); c2w [N,4,4] (OpenGL camera: x right, y up, looks along -z); fovy [N] radians;
    lighting a Lighting of N views, or a SceneLighting of P objects, which have N / P consecutive
    views each. Returns straight RGBA [N,4,size,size] float32 in 0..1, alpha =
    covered share of the supersample x supersample samples, colour 0 where nothing is; and with
    with_depth also the nearest depth along the axis [N,size,size], 0 where nothing is. Triangles
    that reach within 0.05 of the camera's plane are left out.
    """
    if lighting is None:
        lighting = Lighting.default(len(object_index), c2w.device)
    fill, color = ((_fill_depth_cuda, _color_cuda) if c2w.is_cuda
                   else (twin.fill_depth, twin.color))
    views = _Views(library, object_index.long(), *_projection(object_to_world, c2w, fovy))
    if isinstance(lighting, SceneLighting):
        first = slice(None, None, len(c2w) // len(lighting.direction))  # view of each object
        placed = object_to_world[first]
        light_c2w, light_fovy = lighting.shadow_cameras(placed)
        shadowed = _Views(library, views.object_index[first].contiguous(),
                          *_projection(placed, light_c2w, light_fovy))
        light = _Light(lighting.numbers(placed, light_c2w, light_fovy, c2w),
                       fill(shadowed, SHADOW_SIZE))
    else:
        light = _Light(lighting.numbers(c2w))
    rgba, depth = color(views, light, size, supersample)
    return (rgba, depth) if with_depth else rgba


@dataclass
class _Views:
    """N views: objects int64 [N] of a library, object_to_camera [N,3,4], focal [N]."""

    library: object
    object_index: torch.Tensor
    object_to_camera: torch.Tensor
    focal: torch.Tensor

    def part(self, chosen):
        return _Views(self.library, self.object_index[chosen], self.object_to_camera[chosen],
                      self.focal[chosen])


@dataclass
class _Light:
    """The numbers of N views, [N,6] of a Lighting, or [N,35] of a SceneLighting with shadow maps as
    filled for its P objects."""

    numbers: torch.Tensor
    shadow_maps: object = None


def _projection(object_to_world, c2w, fovy):
    """object_to_camera [N,3,4] and the focal length [N] as a share of half the picture."""
    rotation = c2w[:, :3, :3].float().transpose(1, 2)
    object_to_camera = rotation @ object_to_world.float()
    object_to_camera[:, :, 3:] -= rotation @ c2w[:, :3, 3:].float()
    return object_to_camera.contiguous(), (1 / torch.tan(fovy.float() / 2)).contiguous()


def _launch(views, z_buffer, size, supersample, light=(None,) * 4, out=(None, None),
            shadow_size=SHADOW_SIZE):
    """Queues the kernels for some views; light: numbers of either kind, shadow maps and their
    number for each view; out: rgba and depth."""
    library = views.library
    native.call(
        "gambade_render_meshes",
        library.vertices, library.normals, library.uvs, library.colors, library.triangles,
        library.triangle_offset, library.texels, library.texture_offset, library.texture_size,
        library.cutout, views.object_index, views.object_to_camera, views.focal, *light,
        z_buffer, *out, len(views.focal), size, supersample, library.most_triangles, shadow_size)


def _fill_depth_cuda(views, size):
    """Shadow maps int64 [N, size^2] as the kernels keep them."""
    z_buffer = torch.full((len(views.focal), size * size), -1, dtype=torch.int64,
                          device=views.focal.device)
    _launch(views, z_buffer, size, 1)
    return z_buffer


def _color_cuda(views, light, size, supersample):
    count, device = len(views.focal), views.focal.device
    rgba = torch.empty(count, 4, size, size, device=device)
    depth = torch.empty(count, size, size, device=device)
    samples = (size * supersample) ** 2
    z_buffer = torch.empty(min(count, _VIEWS_PER_LAUNCH), samples, dtype=torch.int64, device=device)
    if light.shadow_maps is not None:
        owners = torch.arange(count, device=device) // (count // len(light.shadow_maps))
    for start in range(0, count, _VIEWS_PER_LAUNCH):
        part = slice(start, min(start + _VIEWS_PER_LAUNCH, count))
        z_buffer.fill_(-1)
        numbers = light.numbers[part]
        lights = ((numbers, None, None, None) if light.shadow_maps is None
                  else (None, numbers, light.shadow_maps, owners[part]))
        _launch(views.part(part), z_buffer, size, supersample, lights, (rgba[part], depth[part]))
    return rgba, depth


def frame_objects(library, object_index, turn, c2w, fovy, fill=0.8):
    """Places N objects as the evaluation set does: object_to_world [N,3,4].

    turn [N,3,3]: a rotation or another linear map; c2w [N,4,4] of the input camera, which looks at
    the origin, fovy [N]. The centre of the turned object's bounding box (world axes) goes to the
    origin; then one scale and a shift in the camera's image plane make the object's vertices fill
    `fill` of the picture by their larger side, centred. Long objects seen from their end would
    reach the camera before they fill so much: they stay smaller.
    """
    first = library.vertex_offset[object_index]
    last = library.vertex_offset[object_index + 1] - 1
    steps = torch.arange(library.most_vertices, device=first.device)
    vertices = library.vertices[torch.minimum(first[:, None] + steps, last[:, None])]
    turn = turn.to(vertices.dtype)
    turned = vertices @ turn.transpose(1, 2)
    centre = (turned.amin(1) + turned.amax(1)) / 2
    c2w = c2w.to(vertices.dtype)
    local = (turned - centre[:, None]) @ c2w[:, :3, :3]
    distance = c2w[:, :3, 3].norm(dim=1)
    extent = distance * torch.tan(fovy.to(vertices.dtype) / 2)  # half the picture, at the origin
    largest = _MOST_REACH * distance / local.norm(dim=2).amax(1)
    scale = torch.ones_like(distance)
    shift = torch.zeros(len(distance), 2, dtype=vertices.dtype, device=first.device)
    for _ in range(_FRAMING_STEPS):
        depth = (distance[:, None] - scale[:, None] * local[:, :, 2]).clamp(min=NEAR_PLANE)
        seen = scale[:, None, None] * local[:, :, :2] + shift[:, None]
        seen = seen * (distance[:, None] / depth)[:, :, None]  # at the origin's depth
        low, high = seen.amin(1), seen.amax(1)
        growth = torch.minimum(2 * fill * extent / (high - low).amax(1), largest / scale)
        shift = (shift - (low + high) / 2) * growth[:, None]
        scale = scale * growth
    offset = (c2w[:, :3, :2] @ shift[:, :, None])[:, :, 0] - scale[:, None] * centre
    return torch.cat([scale[:, None, None] * turn, offset[:, :, None]], 2)
