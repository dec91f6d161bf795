"""The network: picture and camera in, splats out. Section numbers: reconstruction/network.md."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from gambade_training.cameras import (camera_vector, pixel_rays, plucker_rays, radius_for,
                                      source_camera)
from gambade_training.config import ModelConfig
from gambade_training.image_features import ImageFeatures
from gambade_training.mamba import Mixer
from gambade_training.pose import PoseHead
from gambade_training.scan_orders import WHOLE, scan_orders
from gambade_training.vision_mamba import VisionMamba
from gambade_training.vit import VisionTransformer, attend, patch_linear

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_DEVIATION = (0.229, 0.224, 0.225)


@dataclass
class Splats:
    """G splats for each of B pictures, float32, in the world of cameras.py."""

    means: torch.Tensor        # [B, G, 3]
    opacities: torch.Tensor    # [B, G] in 0..1
    scales: torch.Tensor       # [B, G, 3] standard deviations
    quaternions: torch.Tensor  # [B, G, 4] w, x, y, z of unit length
    colors: torch.Tensor       # [B, G, 3] in 0..1

    def table(self):
        """[B, G, 14]: x y z | opacity | sx sy sz | qw qx qy qz | r g b (section 5)."""
        return torch.cat([self.means, self.opacities[..., None], self.scales, self.quaternions,
                          self.colors], -1)


class SequenceLayer(nn.Module):
    """One block: a prefix of camera and image tokens, then the Gaussian tokens."""

    def __init__(self, config, token_width, trained_decay):
        super().__init__()
        self.cond_affine = nn.Linear(token_width, config.width)
        if config.camera_token:
            self.camera_affine = nn.Linear(config.camera_width, config.width)
        self.mamba_block = nn.ModuleDict({"norm": nn.LayerNorm(config.width, eps=1e-5),
                                          "mixer": Mixer(config, trained_decay)})

    def forward(self, residual, image_tokens, camera_token):
        """residual [B, G, W] -> mixer output [B, G, W] on the Gaussian tokens."""
        prefix = self.cond_affine(image_tokens)
        if camera_token is not None:
            prefix = torch.cat([self.camera_affine(camera_token)[:, None], prefix], 1)
        sequence = self.mamba_block["norm"](torch.cat([prefix, residual], 1))
        return self.mamba_block["mixer"](sequence)[:, prefix.shape[1]:]


class CrossAttention(nn.Module):
    """What the Gaussian tokens read off the image tokens directly, beside the prefix: softmax
    attention with a LayerNorm in front. Adds nothing before it is trained."""

    def __init__(self, config, token_width):
        super().__init__()
        self.heads = config.attention_heads
        self.norm = nn.LayerNorm(config.width, eps=1e-5)
        self.query = nn.Linear(config.width, config.width)
        self.key_value = nn.Linear(token_width, 2 * config.width)
        self.output = nn.Linear(config.width, config.width)
        nn.init.zeros_(self.output.weight)
        nn.init.zeros_(self.output.bias)

    def _split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(-2, -3)

    def forward(self, tokens, image_tokens):
        """tokens [B, G, W], image_tokens [B, N, token_width] -> what to add to the tokens."""
        key, value = self.key_value(image_tokens).chunk(2, -1)
        query = self.query(self.norm(tokens))
        seen = attend(self._split(query), self._split(key), self._split(value))
        return self.output(seen.transpose(1, 2).flatten(2))


class RmsNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        wide = x.float()
        return (wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + 1e-5)).to(x.dtype) \
            * self.weight


class SequenceNetwork(nn.Module):
    """Gaussian tokens through all blocks (section 4), with the camera token of section 7."""

    def __init__(self, config, stem, token_width, trained_decay):
        super().__init__()
        self.grid, self.one_direction = stem.grid, stem.one_direction
        self.pos_embed = nn.Parameter(0.02 * torch.randn(stem.gaussians, config.width))
        if config.image_features:
            self.image_affine = ImageFeatures(token_width, config.width)
        if config.camera_token:
            self.camera_mlp = nn.Sequential(nn.Linear(16, config.camera_width), nn.SiLU(),
                                            nn.Linear(config.camera_width, config.camera_width))
            # Not trained: what says that the elevation is only estimated makes splats faint.
            self.register_buffer("unknown_camera", torch.zeros(config.camera_width))
        self.layers = nn.ModuleList(
            SequenceLayer(config, token_width, trained_decay) for _ in range(config.depth))
        self.attention = nn.ModuleDict({str(layer): CrossAttention(config, token_width)
                                        for layer in config.attention_layers})
        self.norm_f = RmsNorm(config.width)

    def camera_token(self, c2w, fovy, known):
        """[B, camera_width]; `known` [B] is false where the camera was only estimated."""
        token = self.camera_mlp(camera_vector(c2w, fovy).to(self.pos_embed.dtype))
        return token + self.unknown_camera.to(token.dtype) * (~known)[:, None]

    def forward(self, stem_tokens, image_tokens, camera_token, thinning=WHOLE):
        """stem_tokens [B, G / stride^2, W], image_tokens [B, N, tokenizer's width], camera_token
        [B, camera width] or None -> features like stem_tokens."""
        positions = self.pos_embed
        if thinning != WHOLE:
            positions = positions[thinning.places(self.grid, positions.device,
                                                  self.one_direction)]
        residual = stem_tokens + positions
        if hasattr(self, "image_affine"):
            residual = residual + self.image_affine(image_tokens, self.grid, thinning,
                                                    self.one_direction)
        hidden = None
        for number, layer in enumerate(self.layers):
            if hidden is not None:
                residual = residual + hidden
            if str(number) in self.attention:
                residual = residual + self.attention[str(number)](residual, image_tokens)
            hidden = layer(residual, image_tokens, camera_token)
        return self.norm_f(residual + hidden)


class Decoder(nn.Module):
    """Token features [B, G, W] -> splats (section 5)."""

    def __init__(self, config, token_width, one_direction=False):
        super().__init__()
        self.config = config
        self.one_direction = one_direction
        width = config.width
        # SiLU after the second layer too: so the released code, so every checkpoint.
        self.mlp_net = nn.ModuleDict({"layers": nn.Sequential(
            nn.Linear(token_width, width), nn.SiLU(), nn.Linear(width, width), nn.SiLU())})
        position_width = 4 if config.position == "ray" else 3 * config.bins
        sizes = {"xyz": position_width, "opacity": 1, "scale": 3, "rgb": 3}
        if config.rotation == "free":
            sizes["rotation"] = 4
        self.gs_layer = nn.ModuleDict({name: nn.Linear(width, n) for name, n in sizes.items()})
        if config.position == "ray":
            self.register_buffer("ray_offsets", torch.tensor(config.ray_offsets),
                                 persistent=False)
        else:
            coords = torch.linspace(-config.bin_extent, config.bin_extent, config.bins)
            self.register_buffer("coords", coords.repeat(3, 1))
        self._initialise()

    def _initialise(self):
        starts = {"opacity": -2.0, "scale": -1.8, "rgb": 0.0, "xyz": 0.0}
        for name, value in starts.items():
            nn.init.constant_(self.gs_layer[name].bias, value)
        if "rotation" in self.gs_layer:
            with torch.no_grad():
                self.gs_layer["rotation"].bias.copy_(torch.tensor([1.0, 0.0, 0.0, 0.0]))

    def _heads(self, features):
        """Every head's output, by name, from one float32 product: bf16 would blur positions."""
        heads = list(self.gs_layer.values())
        weight = torch.cat([head.weight for head in heads]).float()
        bias = torch.cat([head.bias for head in heads]).float()
        parts = F.linear(features.float(), weight, bias).split([h.out_features for h in heads], -1)
        return dict(zip(self.gs_layer.keys(), parts))

    def _positions(self, raw, c2w, fovy, thinning):
        if self.config.position == "bins":
            bins = F.normalize(raw.unflatten(-1, (3, self.config.bins)), dim=-1)
            return (bins * self.coords.float()).sum(-1)
        origins, directions = pixel_rays(c2w, fovy,
                                         thinning.stride * math.isqrt(raw.shape[1] // 4))
        directions = scan_orders(thinning.kept(directions), self.one_direction)
        offsets = self.ray_offsets.repeat_interleave(raw.shape[1] // 4)
        start = radius_for(fovy)[:, None] - offsets
        depth = start + self.config.ray_depth_range * torch.tanh(raw[..., 0])
        jitter = self.config.ray_jitter_range * torch.tanh(raw[..., 1:])
        return origins[:, 0] + directions * depth[..., None] + jitter

    def forward(self, features, c2w, fovy, thinning=WHOLE):
        raw = self._heads(self.mlp_net["layers"](features))
        colors = torch.sigmoid(raw["rgb"])
        if "rotation" in raw:
            quaternions = F.normalize(raw["rotation"], dim=-1)
        else:
            quaternions = torch.zeros_like(colors[..., :1]).expand(-1, -1, 4).clone()
            quaternions[..., 0] = 1
        # Fewer splats are larger ones.
        scale = thinning.stride * self.config.scale_factor
        return Splats(self._positions(raw["xyz"], c2w, fovy, thinning),
                      torch.sigmoid(raw["opacity"][..., 0]),
                      scale * F.softplus(raw["scale"]), quaternions, colors)


def fold_white(weights):
    """The weights of a network trained with `white_is_zero`, for one that gets plain [0,1]:
    W(x - 1) + b = W x + (b - sum W). `weights` maps names to tensors; only the patch bias
    differs."""
    kernel = weights["map_image.model.patch_embed.proj.weight"].float()
    name = "map_image.model.patch_embed.proj.bias"
    return {**weights, name: weights[name].float() - kernel.flatten(1).sum(1)}


def unfold_white(weights):
    """The reverse of `fold_white`."""
    kernel = weights["map_image.model.patch_embed.proj.weight"].float()
    name = "map_image.model.patch_embed.proj.bias"
    return {**weights, name: weights[name].float() + kernel.flatten(1).sum(1)}


class Gambade(nn.Module):
    """The whole network for `config`; `trained_decay` reads A from the weights, slowly.

    With `white_is_zero` the tokenizer sees pictures minus 1, for training: otherwise the white
    around every object moves all patches alike, and the transformer collapses to a constant.
    """

    def __init__(self, config=ModelConfig(), trained_decay=False, white_is_zero=False):
        super().__init__()
        self.config = config
        self.white_is_zero = white_is_zero
        self.frozen_tokenizer = False
        token_width, sequence = config.tokenizer.width, config.sequence
        tokenizer = VisionMamba if config.tokenizer.mamba else VisionTransformer
        self.map_image = nn.ModuleDict({"model": tokenizer(config.tokenizer)})
        patch = config.stem.patch_size
        self.stem_layer = nn.Conv2d(9, sequence.width, patch, patch)
        self.transformer = SequenceNetwork(sequence, config.stem, token_width, trained_decay)
        self.decoder = Decoder(config.decoder, sequence.width, config.stem.one_direction)
        if sequence.pose_head:
            self.pose_head = PoseHead(token_width, sequence.field_of_view_head)
        for name, values in (("mean", IMAGENET_MEAN), ("deviation", IMAGENET_DEVIATION)):
            self.register_buffer(name, torch.tensor(values)[:, None, None], persistent=False)

    def tokenize(self, image):
        """image [B, 3, stem size, stem size] -> image tokens [B, 1 + patches, width]."""
        size = self.config.tokenizer.image_size
        small = F.interpolate(image, size=(size, size), mode="bilinear", align_corners=False)
        if self.white_is_zero:
            small = small - 1
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen_tokenizer):
            return self.map_image["model"](small.to(self.stem_layer.weight.dtype))

    def stem(self, image, c2w, fovy, thinning=WHOLE):
        """Row-major stem tokens [B, patches, width] of a picture in plain [0,1] RGB. Where some are
        to be left out the rays are longer by the stride: so the others know that they stand for
        more, and a network can be trained with all tokens and with a part of them in turn."""
        rays = thinning.stride * plucker_rays(c2w, fovy, self.config.stem.image_size)
        channels = torch.cat([(image - self.mean) / self.deviation, rays], 1)
        return patch_linear(channels.to(self.stem_layer.weight.dtype), self.stem_layer)

    def forward(self, image, fovy, elevation, known=None, thinning=WHOLE, more=None):
        """Splats of pictures.

        image [B, 3, S, S]: composited on white, plain [0,1], S the stem's size; fovy and
        elevation [B]: the source cameras, radians; known [B] bool: where false, the elevation is
        the network's own estimate and `elevation` is not looked at. All known by default. With
        `thinning` only these tokens of the grid become splats. `more` [M, 3, S, S]: pictures whose
        pose is estimated, without splats.
        Returns the splats and a PoseEstimate [B + M] (None without a pose head).
        """
        tokens = self.tokenize(image if more is None else torch.cat([image, more]))
        estimate = self.pose_head(tokens) if self.config.sequence.pose_head else None
        tokens = tokens[:len(image)]
        if known is None:
            known = torch.ones_like(elevation, dtype=torch.bool)
        elif estimate is not None:
            estimated = estimate.elevation[:len(image)].detach()
            elevation = torch.where(known, elevation, estimated)
        c2w = source_camera(elevation, fovy)
        camera_token = None
        if self.config.sequence.camera_token:
            camera_token = self.transformer.camera_token(c2w, fovy, known)
        grid = self.config.stem.grid
        stem_tokens = self.stem(image, c2w, fovy, thinning).unflatten(1, (grid, grid))
        ordered = scan_orders(thinning.kept(stem_tokens), self.config.stem.one_direction)
        features = self.transformer(ordered, tokens, camera_token, thinning)
        return self.decoder(features, c2w, fovy, thinning), estimate
