"""The training objects: packing .glb files into one small file, and that file on the device.

    python3 -m gambade_training.objects pack OBJECTS_DIR OUT.bin [--split train]

OBJECTS_DIR holds ``manifest.csv`` and the .glb files it names, as training/README.md has them.
Packing loses nothing: positions, normals and texture coordinates keep their integers, pictures
their bytes. The file is

    8 bytes   magic ``GAMBOBJ1``
    u64 LE    length of the manifest
    manifest  LZMA-compressed JSON: ``objects``, ``images`` and ``blocks`` (offsets from its end)
    blocks    LZMA, 64 objects each: what object_codec.encode_block makes of them
    images    JPEG or PNG bytes; identical textures are stored once
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

from gambade_training.object_codec import ObjectFileError, decode_block, encode_block, read_glb

_MAGIC = b"GAMBOBJ1"
_BLOCK_OBJECTS = 64
PROCEDURAL = "procedural"  # the kind of objects that gambade_training.procedural makes
_MAX_MANIFEST_BYTES = 1 << 26
# What reading a damaged file raises.
_DAMAGES = (OSError, KeyError, ValueError, TypeError, IndexError, struct.error, lzma.LZMAError)
_MANIFEST_FIELDS = ("id", "kind", "licence", "attribution", "source", "words")


def pack(objects_dir, out_path, split="train"):
    """Packs the objects of one split of OBJECTS_DIR/manifest.csv; returns the bytes written."""
    directory = Path(objects_dir)
    with open(directory / "manifest.csv", newline="", encoding="utf-8") as file:
        table = csv.DictReader(file)
        missing = {"file", "split", *_MANIFEST_FIELDS}.difference(table.fieldnames or ())
        if missing:
            raise ObjectFileError(f"{directory / 'manifest.csv'}: no column "
                                  + ", ".join(sorted(missing)))
        rows = [row for row in table if row["split"] == split]
    if not rows:
        raise ObjectFileError(f"{directory / 'manifest.csv'}: no object has split={split}")
    entries = [{name: row[name] for name in _MANIFEST_FIELDS} for row in rows]
    return write_pack(out_path, [read_glb(directory / row["file"]) for row in rows], entries)


def write_pack(out_path, meshes, entries):
    """Packs Mesh values, with a dict of _MANIFEST_FIELDS for each; returns the bytes written."""
    objects, images, image_numbers = [], [], {}
    for mesh, entry in zip(meshes, entries):
        digest = hashlib.sha256(mesh.image).digest()
        if digest not in image_numbers:
            image_numbers[digest] = len(images)
            images.append(mesh.image)
        objects.append({**entry, "image": image_numbers[digest], "cutout": mesh.cutout})
    groups = [meshes[i : i + _BLOCK_OBJECTS] for i in range(0, len(meshes), _BLOCK_OBJECTS)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        encoded = list(pool.map(encode_block, groups))
    blocks = [data for data, _ in encoded]
    for entry, counts in zip(objects, (counts for _, group in encoded for counts in group)):
        entry.update(counts)
    ends = np.cumsum([0] + [len(part) for part in blocks + images]).tolist()
    spans = list(zip(ends[:-1], ends[1:]))
    contents = {"objects": objects, "blocks": spans[: len(blocks)], "images": spans[len(blocks) :]}
    manifest = lzma.compress(json.dumps(contents).encode(), preset=6)
    with open(out_path, "wb") as file:
        file.write(_MAGIC + struct.pack("<Q", len(manifest)) + manifest)
        file.writelines(blocks + images)
    return Path(out_path).stat().st_size


def _contents(data):
    """(manifest, bytes that its offsets count from) of a packed file; ValueError and others where
    it is damaged or something else."""
    if data[:8] != _MAGIC:
        raise ValueError("it does not begin with GAMBOBJ1")
    (length,) = struct.unpack_from("<Q", data, 8)
    if length > len(data) - 16:
        raise ValueError("it is cut short")
    unpacker = lzma.LZMADecompressor()
    text = unpacker.decompress(data[16 : 16 + length], max_length=_MAX_MANIFEST_BYTES)
    contents = json.loads(text)
    body = memoryview(data)[16 + length :]
    if contents["images"][-1][1] > len(body):
        raise ValueError("it is cut short")
    return contents, body


def read_textures(path, kinds):
    """JPEG or PNG bytes of every texture in a packed file that objects of these kinds have.
    Raises ObjectFileError when the file is damaged or something else, or has none."""
    try:
        contents, body = _contents(Path(path).read_bytes())
        chosen = {entry["image"] for entry in contents["objects"] if entry["kind"] in kinds}
        textures = [bytes(body[begin:end]) for begin, end in
                    (contents["images"][number] for number in sorted(chosen))]
    except _DAMAGES as error:
        raise ObjectFileError(f"{path}: not a usable object file ({error})") from error
    if not textures:
        raise ObjectFileError(f"{path}: no object in it is of a kind of {', '.join(kinds)}")
    return textures


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
        except _DAMAGES as error:
            raise ObjectFileError(f"{path}: not a usable object file ({error})") from error

    @classmethod
    def from_meshes(cls, meshes, manifest, device="cpu"):
        """A library of Mesh values; the manifest has a dict for each, with its "cutout"."""
        arrays = [vars(mesh) for mesh in meshes]
        pictures = [_decode_image(mesh.image, mesh.cutout) for mesh in meshes]
        return cls._assemble(arrays, pictures, range(len(meshes)), manifest, device)

    @classmethod
    def joined(cls, libraries):
        """One library of several on the same device, in their order."""
        vertices, triangles, texels = (
            np.cumsum([0] + [len(getattr(library, name)) for library in libraries]).tolist()
            for name in ("vertices", "triangles", "texels"))

        def flat(name):
            return torch.cat([getattr(library, name) for library in libraries])

        def shifted(name, starts):
            return [getattr(library, name) + start for library, start in zip(libraries, starts)]

        def offsets(name, starts):
            parts = shifted(name, starts)
            return torch.cat([part[:-1] for part in parts[:-1]] + parts[-1:])

        return cls(
            vertices=flat("vertices"), normals=flat("normals"), uvs=flat("uvs"),
            colors=flat("colors"), triangles=torch.cat(shifted("triangles", vertices)),
            vertex_offset=offsets("vertex_offset", vertices),
            triangle_offset=offsets("triangle_offset", triangles), texels=flat("texels"),
            texture_offset=torch.cat(shifted("texture_offset", texels)),
            texture_size=flat("texture_size"), cutout=flat("cutout"),
            most_vertices=max(library.most_vertices for library in libraries),
            most_triangles=max(library.most_triangles for library in libraries),
            manifest=[entry for library in libraries for entry in library.manifest],
        )

    @classmethod
    def _decode(cls, data, device):
        contents, body = _contents(data)
        objects = contents["objects"]
        cutouts = {entry["image"] for entry in objects if entry["cutout"]}
        workers = len(os.sched_getaffinity(0))
        with ThreadPoolExecutor(workers) as pool:
            blocks = [
                pool.submit(decode_block, body[begin:end], objects[start : start + _BLOCK_OBJECTS])
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
        ])
        triangles = np.concatenate([
            (mesh["triangles"] + first).astype(np.int32)
            for mesh, first in zip(meshes, vertex_offset)
        ])
        texels = torch.empty((int(first_texel[-1]), 4), dtype=torch.uint8, device=device)
        for picture, first in zip(pictures, first_texel):
            flat = torch.from_numpy(picture.reshape(-1, 4).copy())
            texels[int(first) : int(first) + len(flat)] = flat.to(device)

        def put(array):
            return torch.from_numpy(np.ascontiguousarray(array)).to(device)

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
