"""Checks the packing of training objects and the mesh renderer.

    python3 training/tests/test_mesh_renderer.py [--views DIR --objects DIR] [--gpu [--bench]]

On the CPU: packing and unpacking, the numpy renderer against closed forms, the framing; with the
evaluation set's views and the objects' .glb files also against those pictures, which another
renderer made. With --gpu: the kernels against the numpy renderer. --bench prints times.
"""

import argparse
import csv
import io
import json
import math
import struct
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from gambade_training.mesh_renderer import Lighting, frame_objects, render_views  # noqa: E402
from gambade_training.object_codec import Mesh, ObjectFileError, read_glb  # noqa: E402
from gambade_training.objects import ObjectLibrary, pack  # noqa: E402
import kernel_test  # noqa: E402
from kernel_test import check, median_milliseconds  # noqa: E402

# Yaws (degrees) at which these evaluation objects were drawn, found by search over the silhouettes.
EVALUATION_YAWS = {
    "kay_furniturebits_bed_double_b": 322.57, "gz_fire_hydrant": 242.1875,
    "gz_mailbox_t": 57.625, "daily_stapler_1": 99.75, "ycb_025_mug": 241.3125,
    "sh3d_reallusion_female_3": 211.72,
}


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(np.asarray(pixels, np.uint8)).save(file, "PNG")
    return file.getvalue()


def make_mesh(positions, triangles, uvs, texture, normals=None, colors=None, cutout=False):
    positions = np.asarray(positions, float)
    normals = positions if normals is None else np.asarray(normals, float)
    normals = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    return Mesh(np.rint(positions * 32767).astype(np.int16),
                np.rint(normals * 127).astype(np.int8),
                np.rint(np.asarray(uvs) * 65535).astype(np.uint16), colors,
                np.asarray(triangles, np.int64), png(texture), cutout)


def quad(half, texture, depth=0.0, slope=0.0, **options):
    """A square of side 2 half around the z axis at z = depth + slope x; texture upright."""
    corners = [(-half, half), (half, half), (half, -half), (-half, -half)]
    positions = [(x, y, depth + slope * x) for x, y in corners]
    return make_mesh(positions, [(0, 2, 1), (0, 3, 2)], [(0, 0), (1, 0), (1, 1), (0, 1)], texture,
                     normals=[(-slope, 0, 1)] * 4, **options)


def bumpy_ball(rings, seed, **options):
    """2 rings^2 triangles with a random texture; rings >= 3."""
    random = np.random.default_rng(seed)
    v, u = np.meshgrid(np.linspace(0, 1, rings + 1), np.linspace(0, 1, rings + 1), indexing="ij")
    theta, phi = math.pi * v, 2 * math.pi * u
    radius = 0.7 + 0.25 * np.sin(3 * phi) * np.sin(theta) ** 3 * np.cos(2 * theta)
    positions = radius[..., None] * np.stack(
        [np.sin(theta) * np.cos(phi), np.cos(theta), np.sin(theta) * np.sin(phi)], -1)
    i, j = (k.ravel() for k in np.mgrid[:rings, :rings])
    a = i * (rings + 1) + j
    triangles = np.concatenate([np.stack([a, a + 1, a + rings + 1], 1),
                                np.stack([a + 1, a + rings + 2, a + rings + 1], 1)])
    channels = 4 if options.get("cutout") else 3
    texture = random.integers(0, 256, (24, 40, channels)).repeat(4, 0).repeat(4, 1)
    uvs = np.stack([u, v], -1).reshape(-1, 2)
    return make_mesh(positions.reshape(-1, 3), triangles, uvs, texture, **options)


def library_of(*meshes, device="cpu"):
    manifest = [{"id": f"mesh {i}", "cutout": mesh.cutout} for i, mesh in enumerate(meshes)]
    return ObjectLibrary.from_meshes(meshes, manifest, device)


def camera(azimuth, elevation, radius=1.5):
    ca, sa, ce, se = (f(a) for a in (azimuth, elevation) for f in (math.cos, math.sin))
    return torch.tensor([[ca, -se * sa, ce * sa, radius * ce * sa], [0, ce, se, radius * se],
                         [-sa, -se * ca, ce * ca, radius * ce * ca], [0, 0, 0, 1]])


def look(library, size, fovy, objects=(0,), placed=torch.eye(3, 4), **options):
    count = len(objects)
    c2w = camera(0.0, 0.0).expand(count, 4, 4)
    return render_views(library, torch.tensor(objects), placed.expand(count, 3, 4), c2w,
                        torch.full((count,), fovy), size=size, **options)


def flat_light(count=1):
    one, zero = torch.ones(count), torch.zeros(count)
    return Lighting(one, zero, zero, torch.eye(3)[1].expand(count, 3))


def closed_forms():
    """Squares that fill a known part of the picture."""
    passed = True
    fovy = 2 * math.atan(0.5 / 1.5)  # the picture spans 1 x 1 at the origin
    texture = np.zeros((2, 2, 3))
    texture[0, 0], texture[0, 1], texture[1, 0] = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    library = library_of(quad(0.25, texture.repeat(32, 0).repeat(32, 1)),
                         quad(0.25 + 1 / 64, texture + 255),
                         quad(0.2, np.full((4, 4, 3), 200), slope=1.0))
    rgba, depth = look(library, 16, fovy, (0, 1, 2), lighting=flat_light(3), with_depth=True)
    expected = torch.zeros(4, 16, 16)
    expected[3, 4:12, 4:12] = 1
    expected[0, 4:8, 4:8] = expected[1, 4:8, 8:12] = expected[2, 8:12, 4:8] = 1
    inner = (rgba[0] - expected).abs()
    inner[:3, 7:9] = inner[:3, :, 7:9] = 0  # the texture's seams are blended
    passed &= check("upright texture, exact coverage", float(inner.max()), 1e-5)
    passed &= check("depth", float((depth[0, 4:12, 4:12] - 1.5).abs().max()) +
                    float(depth[0, :4].abs().max()), 2e-5)
    rim = rgba[1, 3, 3, 4:12]  # 1/4 of a pixel: half of the 2 x 2 samples at 1/4 and 3/4
    passed &= check("partly covered pixels", float((rim - 0.5).abs().max()), 1e-6)
    tilted = look(library, 16, fovy, (2,))
    wanted = 200 / 255 * (0.88 + 0.12 * math.cos(math.pi / 4))
    passed &= check("headlight on a face at 45 degrees",
                    float((tilted[0, :3, 7:9, 7:9] - wanted).abs().max()), 1e-4)
    lamp = Lighting(torch.tensor([0.1]), torch.tensor([0.0]), torch.tensor([0.5]),
                    torch.tensor([[-1.0, 0.0, 0.0]]))
    # Where it is deeper by this factor, its slope is; a mirrored one slopes the other way.
    for deeper, mirrored in ((1.0, 1), (0.5, 1), (2.0, 1), (0.5, -1)):
        placed = torch.diag(torch.tensor([mirrored, 1, deeper])) @ torch.eye(3, 4)
        tilted = look(library, 16, fovy, (2,), lighting=lamp, placed=placed)
        towards_lamp = max(0.0, mirrored * math.sin(math.atan(deeper)))
        wanted = 200 / 255 * (0.1 + 0.5 * towards_lamp)
        passed &= check(f"lamp from the left, {deeper} times as deep, mirrored {mirrored}",
                        float((tilted[0, :3, 7:9, 7:9] - wanted).abs().max()), 3e-3)
    return passed


def cutout_and_order():
    """A near square whose left half is cut out shows the far one there."""
    holes = np.full((32, 32, 4), 255)
    holes[:, :16] = (9, 9, 9, 0)
    near, far = quad(0.2, holes, depth=0.3, cutout=True), quad(0.6, np.zeros((4, 4, 3)))
    both = make_mesh(
        np.concatenate([near.positions, far.positions]) / 32767,
        np.concatenate([near.triangles, far.triangles + 4]),
        np.concatenate([near.uvs, far.uvs * 0]) / 65535, holes, normals=[(0, 0, 1)] * 8,
        cutout=True)
    both.uvs[4:] = 65535  # the far one takes the opaque white corner
    both.colors = np.array([[255] * 3] * 4 + [[0, 255, 0]] * 4, np.uint8)
    rgba = look(library_of(both), 20, 2 * math.atan(0.5 / 1.5), lighting=flat_light())[0]
    left, right = rgba[:, 10, 7], rgba[:, 10, 12]
    error = (left - torch.tensor([0.0, 1, 0, 1])).abs().max() + (right - 1).abs().max()
    return check("cut-out texture and order of depth", float(error), 1e-5)


def framing():
    """Projected with plain numpy: centred, larger side 80 %, bounding box centre in the plane."""
    library = library_of(bumpy_ball(9, 1), quad(0.5, np.zeros((2, 2, 3)), 0.4, 0.3))
    objects = torch.tensor([0, 1, 1, 0])
    yaws, elevations = (0.3, 1.1, 4.0, 2.0), (0.0, 0.35, -0.1, 0.6)
    fovy = torch.tensor([0.857, 0.6, 1.1, 0.857])
    turn = torch.stack([camera(a, 0.0)[:3, :3] for a in yaws])
    turn[3] *= torch.tensor([0.7, 1.2, 1.0])  # other proportions
    c2w = torch.stack([camera(0.0, e) for e in elevations])
    placed = frame_objects(library, objects, turn, c2w, fovy).double().numpy()
    worst = 0.0
    for k, index in enumerate(objects.tolist()):
        part = slice(*library.vertex_offset[index : index + 2].tolist())
        world = library.vertices[part].double().numpy() @ placed[k, :, :3].T + placed[k, :, 3]
        local = np.c_[world, np.ones(len(world))] @ np.linalg.inv(c2w[k].double().numpy()).T
        picture = local[:, :2] / -local[:, 2:3] / math.tan(float(fovy[k]) / 2)
        low, high = picture.min(0), picture.max(0)
        middle = (world.min(0) + world.max(0)) / 2
        worst = max(worst, abs((high - low).max() - 1.6), *abs(low + high),
                    abs(middle @ c2w[k, :3, 2].double().numpy()))
    passed = check("framing", worst, 1e-3)
    # A bar seen end on, of which four fifths of the picture would be beyond the camera's place.
    bar = library_of(make_mesh([(x, y, z) for x in (-0.02, 0.02) for y in (-0.02, 0.02)
                                for z in (-0.98, 0.98)], [(0, 3, 5), (2, 4, 7), (1, 6, 0)],
                               [(0, 0)] * 8, np.zeros((2, 2, 3))))
    placed = frame_objects(bar, torch.tensor([0]), torch.eye(3)[None], camera(0.0, 0.0)[None],
                           torch.tensor([0.857]))[0].double().numpy()
    world = bar.vertices.double().numpy() @ placed[:, :3].T + placed[:, 3]
    passed &= check("a long bar's distance from the camera", 0.1 * 1.5 - (1.5 - world[:, 2]).min(),
                    1e-3)
    return passed & check("and from the picture's middle", float(np.abs(world.mean(0)).max()), 1e-3)


def write_glb(path, mesh, **changes):
    """A .glb as the objects have it: interleaved padding, one buffer; `changes` are of its JSON."""
    vertices = len(mesh.positions)
    padded = np.zeros((vertices, 4), np.int16)
    padded[:, :3] = mesh.positions
    normals = np.zeros((vertices, 4), np.int8)
    normals[:, :3] = mesh.normals
    parts = [(mesh.triangles.astype("<u2").tobytes(), 5123, "SCALAR", mesh.triangles.size, None),
             (padded.tobytes(), 5122, "VEC3", vertices, 8),
             (normals.tobytes(), 5120, "VEC3", vertices, 4),
             (mesh.uvs.tobytes(), 5123, "VEC2", vertices, 4)]
    attributes = {"POSITION": 1, "NORMAL": 2, "TEXCOORD_0": 3}
    if mesh.colors is not None:
        colors = np.c_[mesh.colors, np.full(vertices, 255, np.uint8)]
        parts.append((colors.tobytes(), 5121, "VEC4", vertices, 4))
        attributes["COLOR_0"] = 4
    binary, views, accessors = b"", [], []
    for data, component, kind, count, stride in parts:
        view = {"buffer": 0, "byteOffset": len(binary), "byteLength": len(data)}
        views.append(view | ({"byteStride": stride} if stride else {}))
        accessors.append({"bufferView": len(accessors), "componentType": component,
                          "count": count, "type": kind})
        binary += data + b"\0" * (-len(data) % 4)
    views.append({"buffer": 0, "byteOffset": len(binary), "byteLength": len(mesh.image)})
    binary += mesh.image
    document = {
        "meshes": [{"primitives": [{"attributes": attributes, "indices": 0}]}],
        "materials": [{"alphaMode": "MASK"} if mesh.cutout else {}],
        "images": [{"bufferView": len(parts)}], "bufferViews": views, "accessors": accessors,
        "nodes": [{"mesh": 0}], **changes,
    }
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    size = 28 + len(text) + len(binary)
    path.write_bytes(b"glTF" + struct.pack("<III", 2, size, len(text)) + b"JSON" + text +
                     struct.pack("<I", len(binary)) + b"BIN\0" + binary)


def refused(action):
    try:
        action()
    except ObjectFileError as error:
        return len(str(error)) > 20
    return False


def packing():
    """.glb files, packed and loaded, give what the meshes hold, corner by corner."""
    passed = True
    colors = np.random.default_rng(5).integers(0, 256, (121, 3)).astype(np.uint8)
    meshes = [bumpy_ball(10, 2, colors=colors), bumpy_ball(7, 3, cutout=True),
              quad(0.5, np.full((3, 5, 3), 77))] + [bumpy_ball(5, i) for i in range(4, 80)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open(folder / "manifest.csv", "w", newline="", encoding="utf-8") as file:
            columns = ("id", "file", "split", "kind", "licence", "attribution", "source", "words")
            table = csv.writer(file)
            table.writerow(columns)
            for i, mesh in enumerate(meshes):
                write_glb(folder / f"{i}.glb", mesh)
                table.writerow((f"object {i}", f"{i}.glb", "train", "scan", "CC0", "", "", ""))
        packed = folder / "objects.bin"
        pack(folder, packed)
        library = ObjectLibrary.load(packed)
        direct = library_of(*meshes)
        corners = direct.triangles.long(), library.triangles.long()
        for field in ("vertices", "normals", "uvs", "colors"):
            difference = getattr(direct, field)[corners[0]] - getattr(library, field)[corners[1]]
            passed &= check(f"packed {field}", float(difference.abs().max()), 0.0)
        same = (torch.equal(direct.texels, library.texels) and library.manifest[1]["cutout"] and
                torch.equal(direct.texture_size, library.texture_size))
        passed &= check("packed textures", 0.0 if same else 1.0, 0.0)
        data = packed.read_bytes()
        damaged = folder / "damaged.bin"
        bad = 0
        for broken in (b"", data[:12], data[:100], data[: len(data) // 2], data[:-1],
                       b"X" + data[1:], data[:300] + b"\xff" * 40 + data[340:]):
            damaged.write_bytes(broken)
            bad += not refused(lambda: ObjectLibrary.load(damaged))
        primitive = {"attributes": {"POSITION": 1, "NORMAL": 2, "TEXCOORD_0": 3}, "indices": 0}
        once = {"primitives": [primitive]}
        write_glb(folder / "1.glb", meshes[2], meshes=[once])
        read_glb(folder / "1.glb")
        for changes in ({"meshes": [once, once]}, {"meshes": [{"primitives": [primitive] * 2}]},
                        {"materials": [{}, {}]}, {"images": [{"bufferView": 4}] * 2},
                        {"nodes": [{"mesh": 0, "scale": [1, 2, 1]}]}):
            write_glb(folder / "1.glb", meshes[2], **changes)
            bad += not refused(lambda: read_glb(folder / "1.glb"))
        (folder / "0.glb").write_bytes((folder / "0.glb").read_bytes()[:500])
        bad += not refused(lambda: read_glb(folder / "0.glb"))
        bad += not refused(lambda: pack(folder, packed, "none"))
        (folder / "manifest.csv").write_text("id,file,split\na,0.glb,train\n")
        bad += not refused(lambda: pack(folder, packed))
        passed &= check("damaged files not refused", bad, 0)
    return passed


def evaluation_views(views_dir, objects_dir):
    """The default lighting and the framing against another renderer's pictures, on white."""
    passed = True
    for name, yaw in EVALUATION_YAWS.items():
        library = library_of(read_glb(Path(objects_dir) / "glb" / f"{name}.glb"))
        cameras = json.loads((Path(views_dir) / name / "cameras.json").read_text())
        fovy = torch.full((8,), math.radians(cameras["fovy"]))
        rotation = camera(math.radians(yaw), 0.0)[None, :3, :3]
        source = torch.tensor(cameras["input"]["c2w"])[None]
        one = torch.zeros(1, dtype=torch.int64)
        placed = frame_objects(library, one, rotation, source, fovy[:1])
        c2w = torch.tensor([view["c2w"] for view in cameras["views"]])
        rgba = render_views(library, one.expand(8), placed.expand(8, 3, 4), c2w, fovy,
                            supersample=3).double().numpy()
        psnr = []
        for picture, view in zip(rgba, cameras["views"]):
            truth = np.asarray(Image.open(Path(views_dir) / name / view["file"]).convert("RGBA"))
            truth = truth.transpose(2, 0, 1) / 255
            a, b = (p[:3] * p[3:] + 1 - p[3:] for p in (picture, truth))
            psnr.append(-10 * math.log10(((a - b) ** 2).mean()))
        passed &= check(f"{name}, minus PSNR", -float(np.mean(psnr)), -45.0)
    return passed


def random_views(library, count, seed):
    """Objects in turn, seen from all around under random light."""
    generator = torch.Generator().manual_seed(seed)

    def random(*shape):
        return torch.rand(*shape, generator=generator)

    objects = torch.arange(count) % len(library)
    c2w = torch.stack([camera(6.28 * a, e - 0.3) for a, e in random(count, 2).tolist()])
    sizes = torch.tensor([0.5, 0.7, -0.6])  # other proportions, mirrored
    placed = torch.cat([camera(1.0, 0.2)[:3, :3] * sizes, torch.full((3, 1), 0.05)], 1)
    direction = torch.nn.functional.normalize(random(count, 3) - 0.5, dim=1)
    light = Lighting(random(count), random(count) * 0.3, random(count) * 0.6, direction)
    fovy = 0.6 + 0.4 * random(count)
    return objects, placed.expand(count, 3, 4), c2w, fovy, light


def to_device(views, device):
    *tensors, light = views
    moved = Lighting(*(value.to(device) for value in vars(light).values()))
    return [tensor.to(device) for tensor in tensors], moved


def kernels_match_numpy(render, device):
    """Sample positions on an edge may fall on either side, so a few pixels may differ."""
    passed = True
    meshes = (bumpy_ball(16, 1), bumpy_ball(12, 2, cutout=True), quad(0.6, np.full((8, 8, 3), 150)),
              bumpy_ball(3, 3, colors=np.full((16, 3), 128, np.uint8)))
    here, there = library_of(*meshes), library_of(*meshes, device=device)
    views = random_views(here, 9, 4)
    for size, supersample in ((48, 2), (37, 3)):
        *tensors, light = views
        wanted = render_views(here, *tensors, size, supersample, light, with_depth=True)
        moved, moved_light = to_device(views, device)
        found = render(there, *moved, size, supersample, moved_light, with_depth=True)
        for name, a, b, tolerance in zip(("rgba", "depth"), found, wanted, (2e-3, 1e-3)):
            far = (a.cpu() - b).abs() > tolerance
            passed &= check(f"{name} at {size} x {supersample}: share of values that differ",
                            float(far.double().mean()), 2e-3)
    return passed


def bench():
    library = library_of(*(bumpy_ball(54, i) for i in range(16)), device="cuda")
    for count in (64, 256):
        tensors, light = to_device(random_views(library, count, 1), "cuda")
        time = median_milliseconds(lambda: render_views(library, *tensors, lighting=light))
        print(f"{count} views of {library.most_triangles} triangles, 256 x 256, supersample 2: "
              f"{time:.2f} ms")


def on_cpu(options):
    passed = packing() & closed_forms() & cutout_and_order() & framing()
    if options.views and options.objects:
        passed &= evaluation_views(options.views, options.objects)
    return passed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--views", help="folder of evaluation views")
    parser.add_argument("--objects", help="folder with the objects' glb/")
    kernel_test.run(on_cpu, lambda: kernels_match_numpy(render_views, "cuda"), bench, parser)


if __name__ == "__main__":
    main()
