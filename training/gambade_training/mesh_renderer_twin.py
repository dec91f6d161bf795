"""The mesh renderer in numpy, float64 and slow, one view after the other: for the CPU, and the
oracle of kernels/mesh_renderer.cu in tests. Views and lights are those of mesh_renderer.py."""

import numpy as np
import torch

from gambade_training import scene_lighting

NEAR_PLANE = 0.05
_CUTOUT_THRESHOLD = 0.5


def fill_depth(views, size):
    """Depths [size,size] of each view, inf where nothing is: shadow maps."""
    depths = []
    for index, matrix, focal in zip(views.object_index.tolist(), views.object_to_camera,
                                    views.focal.tolist()):
        mesh, matrix = _ObjectArrays(views.library, index), matrix.double().numpy()
        camera = mesh.vertices @ matrix[:, :3].T + matrix[:, 3]
        depths.append(_nearest_triangles(mesh, camera, focal, size)[2])
    return depths


def color(views, light, size, supersample):
    """(rgba [N,4,size,size], depth [N,size,size]) as mesh_renderer.render_views gives them."""
    pictures, depths = [], []
    for number, (index, matrix, focal) in enumerate(zip(
            views.object_index.tolist(), views.object_to_camera, views.focal.tolist())):
        shadow_map = None
        if light.shadow_maps is not None:
            each = len(views.focal) // len(light.shadow_maps)
            shadow_map = light.shadow_maps[number // each]
        picture, depth = _render_view(_ObjectArrays(views.library, index), matrix.double().numpy(),
                                      focal, light.numbers[number].double().numpy(), shadow_map,
                                      size, supersample)
        pictures.append(picture)
        depths.append(depth)
    return torch.from_numpy(np.stack(pictures)).float(), torch.from_numpy(np.stack(depths)).float()


class _ObjectArrays:
    """One object of a library as float64 numpy arrays."""

    def __init__(self, library, index):
        vertices = slice(*library.vertex_offset[index : index + 2].tolist())
        triangles = slice(*library.triangle_offset[index : index + 2].tolist())
        self.triangles = library.triangles[triangles].long().numpy() - vertices.start
        self.vertices, self.normals, self.uvs, self.colors = (
            array[vertices].double().numpy()
            for array in (library.vertices, library.normals, library.uvs, library.colors)
        )
        width, height = library.texture_size[index].tolist()
        first = int(library.texture_offset[index])
        texels = library.texels[first : first + width * height]
        self.texture = texels.view(height, width, 4).numpy() / 255
        self.cutout = bool(library.cutout[index])

    def sample_texture(self, uv):
        """RGBA [...,4] at uv [...,2]: bilinear, clamped to the edge."""
        height, width = self.texture.shape[:2]
        position = uv * (width, height) - 0.5
        corner = np.floor(position).astype(np.int64)
        share_x, share_y = np.moveaxis((position - corner)[..., None], -2, 0)

        def texel(dx, dy):
            x = np.clip(corner[..., 0] + dx, 0, width - 1)
            y = np.clip(corner[..., 1] + dy, 0, height - 1)
            return self.texture[y, x]

        upper = texel(0, 0) * (1 - share_x) + texel(1, 0) * share_x
        lower = texel(0, 1) * (1 - share_x) + texel(1, 1) * share_x
        return upper * (1 - share_y) + lower * share_y


def _normalized(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-20)


def _facing(vectors, position):
    """The vectors or their opposites, whichever face a camera at the origin."""
    return np.where((vectors * position).sum(1, keepdims=True) > 0, -vectors, vectors)


def _nearest_triangles(mesh, camera, focal, samples):
    """The z-buffer: triangle [S,S] (-1: none), corner weights [S,S,3] and depth [S,S]."""
    depth = -camera[:, 2]
    half = samples / 2
    x = (half + half * focal * camera[:, 0] / depth)[mesh.triangles]
    y = (half - half * focal * camera[:, 1] / depth)[mesh.triangles]
    z = depth[mesh.triangles]
    area = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    left, top = (np.clip(np.ceil(c.min(1) - 0.5), 0, samples).astype(int) for c in (x, y))
    right, bottom = (np.clip(np.floor(c.max(1) + 0.5), 0, samples).astype(int) for c in (x, y))
    drawn = (area != 0) & (right > left) & (bottom > top) & (z.min(1) > NEAR_PLANE)
    nearest = np.full((samples, samples), np.inf)
    triangle = np.full((samples, samples), -1)
    weights = np.zeros((samples, samples, 3))
    for k in np.flatnonzero(drawn):
        column = np.arange(left[k], right[k]) + 0.5
        row = np.arange(top[k], bottom[k])[:, None] + 0.5
        (ax, bx, cx), (ay, by, cy) = x[k], y[k]
        share_b = ((column - ax) * (cy - ay) - (cx - ax) * (row - ay)) / area[k]
        share_c = ((bx - ax) * (row - ay) - (column - ax) * (by - ay)) / area[k]
        shares = np.stack([1 - share_b - share_c, share_b, share_c], -1)
        over = shares / z[k]
        inside = (shares >= 0).all(-1)
        here = 1 / np.where(inside, over.sum(-1), 1)
        over *= here[..., None]
        window = np.s_[top[k] : bottom[k], left[k] : right[k]]
        inside &= here < nearest[window]
        if mesh.cutout and inside.any():
            uv = over @ mesh.uvs[mesh.triangles[k]]
            inside &= mesh.sample_texture(uv)[..., 3] >= _CUTOUT_THRESHOLD
        nearest[window][inside] = here[inside]
        triangle[window][inside] = k
        weights[window][inside] = over[inside]
    return triangle, weights, nearest


def _shade(light, face, normal, color):
    """Encoded colours [n,3] under a Lighting."""
    strength = light[0] + light[1] * np.abs(face[:, 2])
    strength += light[2] * np.maximum(normal @ light[3:], 0)
    return color * strength[:, None]


def _render_view(mesh, matrix, focal, light, shadow_map, size, supersample):
    """Straight RGBA [4,size,size] and depth [size,size] of one view."""
    samples = size * supersample
    camera = mesh.vertices @ matrix[:, :3].T + matrix[:, 3]
    triangle, weights, nearest = _nearest_triangles(mesh, camera, focal, samples)
    covered = triangle >= 0
    corners = mesh.triangles[triangle[covered]]
    weight = weights[covered][:, :, None]
    moved = np.linalg.inv(matrix[:, :3])  # the inverse's transpose moves normals
    normal = _normalized((mesh.normals[corners] * weight).sum(1) @ moved)
    position = (camera[corners] * weight).sum(1)
    edges = camera[corners[:, 1:]] - camera[corners[:, :1]]
    face = _normalized(np.cross(edges[:, 0], edges[:, 1]))
    normal, face = (_facing(vectors, position) for vectors in (normal, face))
    uv = (mesh.uvs[corners] * weight).sum(1)
    color = (mesh.colors[corners] * weight).sum(1) * mesh.sample_texture(uv)[:, :3]
    if shadow_map is None:
        lit = _shade(light, face, normal, color)
    else:
        sample = np.argwhere(covered)[:, ::-1] % supersample
        seen = scene_lighting.unshadowed(light, shadow_map, position, face, sample, supersample)
        lit = scene_lighting.shade(light, position, normal, color, seen)
    premultiplied = np.zeros((samples, samples, 4))
    premultiplied[covered, :3] = np.minimum(lit, 1)
    premultiplied[covered, 3] = 1
    boxes = (size, supersample, size, supersample)
    mean = premultiplied.reshape(*boxes, 4).mean((1, 3))
    alpha = mean[..., 3:]
    straight = np.where(alpha > 0, mean[..., :3] / np.where(alpha > 0, alpha, 1), 0)
    depth = nearest.reshape(boxes).min((1, 3))
    depth[~np.isfinite(depth)] = 0
    return np.concatenate([straight, alpha], -1).transpose(2, 0, 1), depth
