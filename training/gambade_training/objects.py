"""The training objects: packing .glb files into one small file, and that file on the device.

    python3 -m gambade_training.objects pack OBJECTS_DIR OUT.bin [--split train]

OBJECTS_DIR holds ``manifest.csv`` and the .glb files it names: one mesh with one primitive each,
KHR_mesh_quantization, one base-colour texture (JPEG or PNG). Packing loses nothing: positions,
normals and texture coordinates keep their integers, pictures their bytes. The file is

    8 bytes   magic ``GAMBOBJ1``
    u64 LE    length of the manifest
    manifest  LZMA-compressed JSON: ``objects``, ``images`` and ``blocks`` (offsets from its end)
    blocks    LZMA, 64 objects each: the streams of ``_STREAMS``, one after the other
    images    JPEG or PNG bytes; identical textures are stored once

What makes the meshes small: vertices are stored in the order of first use, so that an index is the
distance to the next unused one (0 = "new"); equal positions are shared in the same way; the rest
are differences to the vertex before. 16-bit values are stored as a low and a high plane.
"""

import argparse
import csv
import hashlib
import io
import json
import lzma
import os
import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from PIL import Image

_MAGIC = b"GAMBOBJ1"
_BLOCK_OBJECTS = 64
_MAX_MANIFEST_BYTES = 1 << 26
_MANIFEST_FIELDS = ("id", "kind", "licence", "attribution", "source", "words")
# name, dtype, components, the object's count that gives the rows
_STREAMS = (
    ("corners", np.uint16, 1, "corners"),
    ("shared", np.uint16, 1, "vertices"),
    ("positions", np.int16, 3, "positions"),
    ("normals", np.int8, 3, "vertices"),
    ("uvs", np.uint16, 2, "vertices"),
    ("colors", np.uint8, 3, "colored"),
)
_COMPONENT_TYPES = {5120: np.int8, 5121: np.uint8, 5122: np.int16, 5123: np.uint16, 5125: np.uint32}
_COMPONENT_COUNTS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


class ObjectFileError(Exception):
    """A .glb, manifest or packed file that cannot be used; the text says which and why."""


@dataclass
class Mesh:
    """One object as its .glb stores it; V vertices, T triangles.

    positions int16 [V,3] (/32767 gives the unit sphere), normals int8 [V,3] (/127), uvs uint16
    [V,2] (/65535, v downwards), colors uint8 [V,3] (/255, linear multiplier) or None, triangles
    int64 [T,3], image the encoded texture, cutout: the texture's alpha is a mask, threshold 0.5.
    """

    positions: np.ndarray
    normals: np.ndarray
    uvs: np.ndarray
    colors: np.ndarray | None
    triangles: np.ndarray
    image: bytes
    cutout: bool


def read_glb(path):
    """The Mesh in one .glb file. Raises ObjectFileError when it is not laid out as expected."""
    try:
        return _parse_glb(Path(path).read_bytes())
    except (OSError, KeyError, IndexError, TypeError, ValueError, struct.error) as error:
        raise ObjectFileError(f"{path}: not a .glb of the expected layout ({error!r})") from error


def _parse_glb(data):
    if data[:4] != b"glTF":
        raise ValueError("no glTF signature")
    json_length = struct.unpack_from("<I", data, 12)[0]
    document = json.loads(data[20 : 20 + json_length])
    binary = data[28 + json_length :]

    def view_start(view):
        return document["bufferViews"][view].get("byteOffset", 0)

    def read(index, dtype, components):
        accessor = document["accessors"][index]
        found = _COMPONENT_TYPES[accessor["componentType"]]
        if found != dtype or _COMPONENT_COUNTS[accessor["type"]] < components:
            raise ValueError(f"accessor {index} is {found.__name__} {accessor['type']}")
        item = np.dtype(dtype).itemsize
        width = item * _COMPONENT_COUNTS[accessor["type"]]
        stride = document["bufferViews"][accessor["bufferView"]].get("byteStride", width)
        start = view_start(accessor["bufferView"]) + accessor.get("byteOffset", 0)
        shape = (accessor["count"], components)
        return np.ndarray(shape, dtype, binary, start, (stride, item)).copy()

    primitive = document["meshes"][0]["primitives"][0]
    attributes = primitive["attributes"]
    image_view = document["images"][0]["bufferView"]
    image_end = view_start(image_view) + document["bufferViews"][image_view]["byteLength"]
    colors = None
    if "COLOR_0" in attributes:
        colors = read(attributes["COLOR_0"], np.uint8, 3)
    return Mesh(
        positions=read(attributes["POSITION"], np.int16, 3),
        normals=read(attributes["NORMAL"], np.int8, 3),
        uvs=read(attributes["TEXCOORD_0"], np.uint16, 2),
        colors=colors,
        triangles=read(primitive["indices"], np.uint16, 1).reshape(-1, 3).astype(np.int64),
        image=binary[view_start(image_view) : image_end],
        cutout=document["materials"][0].get("alphaMode") == "MASK",
    )


def _first_use_order(indices):
    """(old index of each used entry in order of first use, indices renumbered to that order)."""
    used, first, inverse = np.unique(indices, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return used[order], rank[inverse.ravel()]


def _distances(indices):
    """Indices in order of first use as distances to the next unused index; 0 is that index."""
    highest = np.maximum.accumulate(indices)
    return np.concatenate([[0], highest[:-1] + 1]) - indices


def _indices(distances):
    """Undoes _distances."""
    new = distances == 0
    return np.cumsum(new) - new - distances.astype(np.int64)


def _differences(values):
    return np.diff(values, axis=0, prepend=np.zeros_like(values[:1]))


def _sums(differences):
    return np.cumsum(differences, axis=0, dtype=differences.dtype)


def _encode_mesh(mesh):
    """(streams by name, counts by name) of one Mesh; unused vertices are dropped."""
    old, corners = _first_use_order(mesh.triangles.ravel())
    _, same = np.unique(mesh.positions[old], axis=0, return_inverse=True)
    first, shared = _first_use_order(same.ravel())
    owner = np.zeros(len(first), np.int64)
    owner[shared[::-1]] = np.arange(len(old))[::-1]
    positions = mesh.positions[old][owner]
    colors = np.zeros((0, 3), np.uint8) if mesh.colors is None else mesh.colors[old]
    streams = {
        "corners": _distances(corners).astype(np.uint16)[:, None],
        "shared": _distances(shared).astype(np.uint16)[:, None],
        "positions": _differences(positions),
        "normals": _differences(mesh.normals[old]),
        "uvs": _differences(mesh.uvs[old]),
        "colors": _differences(colors) if len(colors) else colors,
    }
    counts = {
        "corners": len(corners),
        "vertices": len(old),
        "positions": len(positions),
        "colored": len(colors),
    }
    return streams, counts


def _to_planes(values):
    """Bytes of [n,k] integers, component by component, low bytes before high bytes.

    Signed differences are folded to 0, -1, 1, -2, ... first, so that high bytes are mostly 0.
    """
    item = values.dtype.itemsize
    signed = values.view(np.int16 if item == 2 else np.int8)
    folded = ((signed << 1) ^ (signed >> (8 * item - 1))).T
    planes = np.ascontiguousarray(folded).view(np.uint8).reshape(-1, item)
    return planes.T.tobytes()


def _from_planes(data, dtype, components):
    """Undoes _to_planes."""
    item = np.dtype(dtype).itemsize
    unsigned = np.uint16 if item == 2 else np.uint8
    planes = np.frombuffer(data, np.uint8).reshape(item, -1).T
    folded = np.ascontiguousarray(planes).view(unsigned).reshape(components, -1).T
    return ((folded >> 1) ^ -(folded & 1)).astype(unsigned).view(dtype)


def pack(objects_dir, out_path, split="train"):
    """Packs the objects of one split of OBJECTS_DIR/manifest.csv; returns the bytes written."""
    directory = Path(objects_dir)
    with open(directory / "manifest.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    if not rows:
        raise ObjectFileError(f"{directory / 'manifest.csv'}: no object has split={split}")
    objects, images, image_numbers, streams = [], [], {}, []
    for row in rows:
        mesh = read_glb(directory / row["file"])
        digest = hashlib.sha256(mesh.image).digest()
        if digest not in image_numbers:
            image_numbers[digest] = len(images)
            images.append(mesh.image)
        encoded, counts = _encode_mesh(mesh)
        streams.append(encoded)
        entry = {name: row[name] for name in _MANIFEST_FIELDS}
        objects.append({**entry, **counts, "image": image_numbers[digest], "cutout": mesh.cutout})

    def compress_block(start):
        members = streams[start : start + _BLOCK_OBJECTS]
        planes = [
            _to_planes(np.concatenate([member[name] for member in members]).view(dtype))
            for name, dtype, _, _ in _STREAMS
        ]
        return lzma.compress(b"".join(planes), preset=6)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        blocks = list(pool.map(compress_block, range(0, len(objects), _BLOCK_OBJECTS)))
    ends = np.cumsum([0] + [len(part) for part in blocks + images]).tolist()
    spans = list(zip(ends[:-1], ends[1:]))
    contents = {"objects": objects, "blocks": spans[: len(blocks)], "images": spans[len(blocks) :]}
    manifest = lzma.compress(json.dumps(contents).encode(), preset=6)
    with open(out_path, "wb") as file:
        file.write(_MAGIC + struct.pack("<Q", len(manifest)) + manifest)
        file.writelines(blocks + images)
    return Path(out_path).stat().st_size


def _decode_block(data, objects):
    """The decoded arrays of one block: a list of dicts (positions, normals, uvs, colors, triangles).

    Raises ValueError when the block does not have the size its objects' counts ask for.
    """
    totals = {name: sum(entry[name] for entry in objects) for name in {s[3] for s in _STREAMS}}
    expected = sum(
        totals[count] * components * np.dtype(dtype).itemsize
        for _, dtype, components, count in _STREAMS
    )
    raw = lzma.LZMADecompressor().decompress(data, max_length=expected + 1)
    if len(raw) != expected:
        raise ValueError(f"{len(raw)} bytes where its objects need {expected}")
    streams, start = {}, 0
    for name, dtype, components, count in _STREAMS:
        end = start + totals[count] * components * np.dtype(dtype).itemsize
        streams[name], start = _from_planes(raw[start:end], dtype, components), end

    decoded, at = [], dict.fromkeys(totals, 0)
    for entry in objects:
        part = {
            name: streams[name][at[count] : at[count] + entry[count]]
            for name, _, _, count in _STREAMS
        }
        for count in at:
            at[count] += entry[count]
        triangles = _indices(part["corners"][:, 0])
        shared = _indices(part["shared"][:, 0])
        if triangles.min() < 0 or triangles.max() >= entry["vertices"] or shared.min() < 0:
            raise ValueError(f"object {entry['id']} has an index outside its vertices")
        colors = _sums(part["colors"]) if entry["colored"] else None
        decoded.append(
            {
                "positions": _sums(part["positions"])[shared],
                "normals": _sums(part["normals"]),
                "uvs": _sums(part["uvs"]),
                "colors": colors,
                "triangles": triangles.astype(np.int32).reshape(-1, 3),
            }
        )
    return decoded


def _decode_image(data, cutout):
    """RGBA bytes [h,w,4] of an encoded texture; alpha is 255 unless it is a cut-out mask."""
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGBA" if cutout else "RGB").convert("RGBA"))


def _srgb_encode(linear):
    """sRGB-encoded values of linear ones. Encoding is nearly a power, so that the product of two
    encoded values is nearly the encoded product."""
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


@dataclass
class ObjectLibrary:
    """K objects in flat arrays on one device; object k's parts lie between offsets k and k+1.

    vertices, normals float32 [V,3] (unit sphere; unit length), uvs float32 [V,2] (0..1, v
    downwards), colors float32 [V,3] (0..1, factor on the encoded texture), triangles int32 [T,3]
    (indices into V), vertex_offset, triangle_offset int64 [K+1], texels uint8 [N,4] (sRGB, alpha),
    texture_offset int64 [K] (in texels), texture_size int32 [K,2] (width, height), cutout uint8
    [K] (1: alpha is a mask, threshold 0.5), manifest: a dict per object. most_vertices and
    most_triangles are those of the largest object.
    """

    vertices: torch.Tensor
    normals: torch.Tensor
    uvs: torch.Tensor
    colors: torch.Tensor
    triangles: torch.Tensor
    vertex_offset: torch.Tensor
    triangle_offset: torch.Tensor
    texels: torch.Tensor
    texture_offset: torch.Tensor
    texture_size: torch.Tensor
    cutout: torch.Tensor
    most_vertices: int
    most_triangles: int
    manifest: list = field(repr=False)

    def __len__(self):
        return len(self.manifest)

    @property
    def device(self):
        return self.vertices.device

    @classmethod
    def load(cls, path, device="cpu"):
        """Reads a packed file. Raises ObjectFileError when it is damaged or something else."""
        data = Path(path).read_bytes()
        try:
            return cls._decode(data, device)
        except (OSError, KeyError, ValueError, TypeError, IndexError, struct.error,
                lzma.LZMAError) as error:
            raise ObjectFileError(f"{path}: not a usable object file ({error})") from error

    @classmethod
    def from_meshes(cls, meshes, manifest, device="cpu"):
        """A library of Mesh values; the manifest has a dict for each, with its "cutout"."""
        arrays = [vars(mesh) for mesh in meshes]
        pictures = [_decode_image(mesh.image, mesh.cutout) for mesh in meshes]
        return cls._assemble(arrays, pictures, range(len(meshes)), manifest, device)

    @classmethod
    def _decode(cls, data, device):
        if data[:8] != _MAGIC:
            raise ValueError("it does not begin with GAMBOBJ1")
        (length,) = struct.unpack_from("<Q", data, 8)
        if length > min(_MAX_MANIFEST_BYTES, len(data)):
            raise ValueError("its manifest is longer than the file")
        contents = json.loads(lzma.decompress(data[16 : 16 + length]))
        body = memoryview(data)[16 + length :]
        objects = contents["objects"]
        if contents["images"][-1][1] > len(body):
            raise ValueError("it is cut short")
        cutouts = {entry["image"] for entry in objects if entry["cutout"]}
        workers = len(os.sched_getaffinity(0))
        with ThreadPoolExecutor(workers) as pool:
            blocks = [
                pool.submit(_decode_block, body[begin:end], objects[start : start + _BLOCK_OBJECTS])
                for start, (begin, end) in zip(
                    range(0, len(objects), _BLOCK_OBJECTS), contents["blocks"]
                )
            ]
            pictures = [
                pool.submit(_decode_image, body[begin:end], number in cutouts)
                for number, (begin, end) in enumerate(contents["images"])
            ]
            meshes = [mesh for block in blocks for mesh in block.result()]
            if len(meshes) != len(objects):
                raise ValueError(f"{len(meshes)} of its {len(objects)} objects are in its blocks")
            pictures = [picture.result() for picture in pictures]
        numbers = [entry["image"] for entry in objects]
        return cls._assemble(meshes, pictures, numbers, objects, device)

    @classmethod
    def _assemble(cls, meshes, pictures, picture_numbers, manifest, device):
        vertex_counts = [len(mesh["positions"]) for mesh in meshes]
        triangle_counts = [len(mesh["triangles"]) for mesh in meshes]
        vertex_offset = np.concatenate([[0], np.cumsum(vertex_counts)])
        first_texel = np.cumsum([0] + [p.shape[0] * p.shape[1] for p in pictures])
        colors = np.concatenate([
            np.full((count, 3), 255, np.uint8) if mesh["colors"] is None else mesh["colors"]
            for mesh, count in zip(meshes, vertex_counts)
        ])  # fmt: skip
        triangles = np.concatenate([
            (mesh["triangles"] + first).astype(np.int32)
            for mesh, first in zip(meshes, vertex_offset)
        ])  # fmt: skip
        texels = torch.empty((int(first_texel[-1]), 4), dtype=torch.uint8, device=device)
        for picture, first in zip(pictures, first_texel):
            flat = torch.from_numpy(picture.reshape(-1, 4).copy())
            texels[int(first) : int(first) + len(flat)] = flat.to(device)

        def put(array):
            return torch.from_numpy(array).to(device)

        def joined(name):
            return put(np.concatenate([mesh[name] for mesh in meshes]))

        numbers = np.asarray(list(picture_numbers))
        sizes = np.array([(p.shape[1], p.shape[0]) for p in pictures], np.int32)
        uvs = put(np.concatenate([mesh["uvs"] for mesh in meshes]).astype(np.float32) / 65535)
        return cls(
            vertices=joined("positions").float() / 32767,
            normals=torch.nn.functional.normalize(joined("normals").float(), dim=1),
            uvs=uvs,
            colors=put(_srgb_encode(colors.astype(np.float32) / 255)),
            triangles=put(triangles),
            vertex_offset=put(vertex_offset.astype(np.int64)),
            triangle_offset=put(np.concatenate([[0], np.cumsum(triangle_counts)])),
            texels=texels,
            texture_offset=put(first_texel[numbers].astype(np.int64)),
            texture_size=put(sizes[numbers]),
            cutout=put(np.array([entry["cutout"] for entry in manifest], np.uint8)),
            most_vertices=max(vertex_counts),
            most_triangles=max(triangle_counts),
            manifest=list(manifest),
        )


def main():
    parser = argparse.ArgumentParser(prog="python3 -m gambade_training.objects")
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="pack a folder of .glb files into one file")
    packing.add_argument("objects_dir")
    packing.add_argument("out")
    packing.add_argument("--split", default="train", help="value of the manifest's split column")
    arguments = parser.parse_args()
    try:
        size = pack(arguments.objects_dir, arguments.out, arguments.split)
    except (ObjectFileError, OSError) as error:
        parser.exit(1, f"{error}\n")
    print(f"{arguments.out}: {size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
