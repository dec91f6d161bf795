"""Meshes as .glb files store them, and the compact streams they are packed into.

What makes the streams small: vertices are stored in the order of first use, so that an index is
the distance to the next unused one (0 = "new"); equal positions are shared in the same way; the
rest are differences to the vertex before. 16-bit values are stored as a low and a high plane. LZMA
does the rest. Nothing is lost but vertices that no triangle uses.
"""

import json
import lzma
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

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
    # Of more only the first would be packed, and what a node does to its mesh would be lost.
    for what in ("meshes", "materials", "images"):
        if len(document[what]) != 1:
            raise ValueError(f"{len(document[what])} {what}, not one")
    if len(document["meshes"][0]["primitives"]) != 1:
        raise ValueError("more than one primitive")
    moves = {"matrix", "translation", "rotation", "scale"}
    if any(moves & node.keys() for node in document.get("nodes", [])):
        raise ValueError("a node that moves its mesh")

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


def encode_block(meshes):
    """(bytes, counts of each mesh): what decode_block turns back into the meshes' arrays."""
    encoded = [_encode_mesh(mesh) for mesh in meshes]
    planes = [
        _to_planes(np.concatenate([streams[name] for streams, _ in encoded]).view(dtype))
        for name, dtype, _, _ in _STREAMS
    ]
    return lzma.compress(b"".join(planes), preset=6), [counts for _, counts in encoded]


def decode_block(data, objects):
    """The arrays of one block's meshes: dicts of positions, normals, uvs, colors, triangles.

    objects: a dict for each mesh, its counts and its "id". Raises ValueError when the block does
    not have the size its objects' counts ask for.
    """
    counted = {count for *_, count in _STREAMS}
    totals = {count: sum(entry[count] for entry in objects) for count in counted}
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
