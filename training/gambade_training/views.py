"""Training pictures, rendered as they are needed: random objects, cameras and lighting."""

import itertools
import math
import random
from dataclasses import dataclass, fields

import torch
import torch.nn.functional as F

from gambade_training.cameras import (DEFAULT_FOVY, DEFAULT_RADIUS, orbit_camera, source_camera)
from gambade_training.combining import KIND as COMBINED
from gambade_training.jpeg import compressed
from gambade_training.mesh_renderer import Lighting, frame_objects, render_views
from gambade_training.objects import PROCEDURAL
from gambade_training.picture_errors import on_white
from gambade_training.random_draws import RandomDraws
from gambade_training.scene_lighting import SceneLighting

FRAMED_SIZE = 0.8


@dataclass
class Batch:
    """P pictures, each with V views to explain; view 0 is the picture's own."""

    image: torch.Tensor      # [P, 3, S, S] what the network sees, on white
    truth: torch.Tensor      # [P, V, 4, S, S] straight RGBA
    c2w: torch.Tensor        # [P, V, 4, 4]
    fovy: torch.Tensor       # [P, V] radians
    depth: torch.Tensor      # [P, S, S] of view 0's surface along the camera's axis, 0: nothing
    elevation: torch.Tensor  # [P] of the picture's camera, radians
    known: torch.Tensor      # [P] bool: whether the network is told the elevation

    def part(self, chosen):
        """Copies of the chosen pictures: a slice."""
        return Batch(*(getattr(self, field.name)[chosen].clone() for field in fields(self)))


def _apportion(shares, chosen, among, share):
    """Changes shares [K] so that the chosen have `share` of those among which they are, as long as
    there are others."""
    others = among & ~chosen
    if chosen.any() and others.any():
        whole = shares[among].sum()
        shares[chosen] *= share * whole / shares[chosen].sum()
        shares[others] *= (1 - share) * whole / shares[others].sum()


class ViewSampler(RandomDraws):
    """Draws batches from an ObjectLibrary, all on its device and without waiting for it."""

    def __init__(self, library, options, seed):
        super().__init__(library.device, seed)
        self.library = library
        self.host_random = random.Random(seed)
        self.use(options)
        orders = list(itertools.permutations(range(3)))
        self.color_orders = torch.tensor(orders, device=self.device)

    def use(self, options):
        """Draws by these options from now on."""
        self.options = options
        shares = self._object_shares(self.library.manifest)
        self.cumulative = shares.cumsum(0).float().to(self.device)

    def _object_shares(self, manifest):
        """How often each object is drawn, float64 [K], sum 1."""
        weights = dict(self.options.kind_weights)
        shares = torch.tensor([weights.get(entry["kind"], 1.0) for entry in manifest],
                              dtype=torch.float64)
        reshaped = torch.tensor([entry.get("reshaped", False) for entry in manifest])
        pairs = torch.tensor([entry["kind"] == COMBINED for entry in manifest])
        made_up = torch.tensor([entry["kind"] == PROCEDURAL for entry in manifest])
        _apportion(shares, reshaped, ~made_up & ~pairs, self.options.reshaped_share)
        _apportion(shares, pairs, ~made_up, self.options.combined_share)
        _apportion(shares, made_up, torch.ones_like(made_up), self.options.procedural_share)
        return shares / shares.sum()

    def _cameras(self, count):
        """c2w [P, V, 4, 4], fovy [P, V] and the elevation [P] of view 0."""
        options = self.options
        elevation = torch.where(self.chance(options.common_elevation_share, count),
                                self.degrees(options.common_elevations, count),
                                self.degrees(options.elevations, count))
        default_fovy = torch.full_like(elevation, DEFAULT_FOVY)
        fovy = torch.where(self.chance(options.default_fovy_share, count), default_fovy,
                           self.degrees(options.fovy, count))
        shape = (count, options.views - 1)
        azimuth = self.uniform((0, 2 * math.pi), *shape)
        novel = orbit_camera(azimuth, self.degrees(options.novel_elevations, *shape),
                             torch.full_like(azimuth, DEFAULT_RADIUS))
        c2w = torch.cat([source_camera(elevation, fovy)[:, None], novel], 1)
        all_fovy = torch.cat([fovy[:, None], default_fovy[:, None].expand(shape)], 1)
        return c2w, all_fovy, elevation

    def _turns(self, count):
        """Random proportions, mirroring and yaw, in this order: [P, 3, 3]. What is broader or
        taller than it was is another object of its kind. Breadth and depth change alike: what is
        round stays so, or the network could not tell how deep a thing is that looks round."""
        yaw = self.uniform((0, 2 * math.pi), count)
        sine, cosine = torch.sin(yaw), torch.cos(yaw)
        zero, one = torch.zeros_like(yaw), torch.ones_like(yaw)
        rotation = torch.stack([cosine, zero, sine, zero, one, zero, -sine, zero, cosine], -1)
        limit = math.log(self.options.stretch)
        stretched = self.chance(self.options.stretched_share, count, 1)
        height = torch.exp(self.uniform((-limit, limit), count, 1) * stretched)
        sizes = torch.cat([torch.ones_like(height), height, torch.ones_like(height)], 1)
        sizes[:, 0] *= 1 - 2 * self.chance(0.5, count).float()
        return rotation.view(count, 3, 3) * sizes[:, None]

    def _placed_objects(self, objects, c2w, fovy):
        """Random turns, then framing: object-to-world [P, 3, 4]."""
        options, count = self.options, len(objects)
        placed = frame_objects(self.library, objects, self._turns(count), c2w, fovy)
        # Real pictures are not framed exactly so: some objects are larger, smaller, off centre.
        reframed = self.chance(options.reframed_share, count)
        size = torch.where(reframed, self.uniform(options.reframed_size, count) / FRAMED_SIZE,
                           torch.ones(count, device=self.device))
        limits = (-options.reframed_shift, options.reframed_shift)
        shift = self.uniform(limits, count, 2, 1) * reframed[:, None, None]
        offset = (c2w[:, :3, :2] @ shift).view(count, 3, 1)
        return placed * size[:, None, None] + F.pad(offset, (3, 0))

    def _lighting(self, count):
        """Light of `count` pictures, the same in all their views: the evaluation set's for most."""
        options, views = self.options, self.options.views
        usual = Lighting.default(count, self.device)
        changed = self.chance(options.random_lighting_share, count)
        direction = self.normal(count, 3)
        direction[:, 1].abs_()

        def strength(limits, default):
            drawn = torch.where(changed, self.uniform(limits, count), default)
            return drawn.repeat_interleave(views)

        return Lighting(strength(options.ambient, usual.ambient),
                        strength(options.headlight, usual.headlight),
                        strength(options.lamp, usual.lamp),
                        F.normalize(direction, dim=-1).repeat_interleave(views, 0))

    def _scene_lighting(self, count):
        """Random surroundings, a key light anywhere above the ground and highlights, for `count`
        pictures."""
        options = self.options

        def tints():
            return 1 + options.light_tint * self.normal(count, 3)

        azimuth = self.uniform((0, 2 * math.pi), 2, count)
        elevation = self.degrees(options.key_elevations, count)
        horizontal = torch.stack([torch.sin(azimuth), torch.zeros_like(azimuth),
                                  torch.cos(azimuth)], -1)
        direction = torch.cos(elevation)[:, None] * horizontal[0]
        direction[:, 1] = torch.sin(elevation)

        constant = self.uniform(options.surroundings, count, 1) * tints()
        sky = self.uniform(options.sky, count, 1) * constant * tints()
        glow = self.uniform(options.glow, count, 1) * constant * tints()
        slopes = horizontal[1][:, :, None] * glow[:, None]
        slopes[:, 1] = sky
        roughness = self.uniform(options.roughness, count)
        return SceneLighting(
            environment=torch.cat([constant[:, None], slopes], 1), direction=direction,
            color=self.uniform(options.key, count, 1) * tints(),
            specular=self.uniform(options.specular, count), exponent=2 / roughness ** 4 - 2,
            softness=self.uniform(options.softness, count))

    def _render(self, objects, placed, c2w, fovy):
        """Pictures [P, V, 4, S, S], and the depth [P, S, S] of view 0. The first pictures are the
        lit ones: how many is known without waiting for the device, lit_share of them on the
        average."""
        count = len(objects)
        lit = min(count, int(self.options.lit_share * count + self.host_random.random()))

        def draw(part, lighting):
            views = c2w.shape[1]
            rgba, depth = render_views(self.library, objects[part].repeat_interleave(views),
                                       placed[part].repeat_interleave(views, 0),
                                       c2w[part].flatten(0, 1), fovy[part].flatten(),
                                       size=self.options.size, lighting=lighting, with_depth=True)
            return rgba.unflatten(0, (-1, views)), depth.unflatten(0, (-1, views))[:, 0]

        pictures = []
        if lit:
            pictures.append(draw(slice(0, lit), self._scene_lighting(lit)))
        if lit < count:
            pictures.append(draw(slice(lit, count), self._lighting(count - lit)))
        rgba, depth = zip(*pictures)
        return torch.cat(rgba), torch.cat(depth)

    def _permute_colors(self, rgba):
        """The same random order of colour channels for all views of a picture."""
        count = len(rgba)
        choice = (self.random(count) * len(self.color_orders)).long()
        # Row 0 is the natural order.
        choice = choice * self.chance(self.options.permuted_colors_share, count)
        alpha = torch.full((count, 1), 3, device=self.device)
        order = torch.cat([self.color_orders[choice], alpha], 1)
        return rgba.gather(2, order[:, None, :, None, None].expand_as(rgba))

    def _tint(self, rgba):
        """Exposure and white balance, the same in all views of a picture, for some of them."""
        count = len(rgba)
        gains = (self.uniform(self.options.exposure, count, 1)
                 * self.uniform(self.options.white_balance, count, 3))
        gains = torch.where(self.chance(self.options.tinted_share, count, 1), gains,
                            torch.ones_like(gains))
        gains = torch.cat([gains, torch.ones_like(gains[:, :1])], 1)
        return (rgba * gains[:, None, :, None, None]).clamp_(max=1)

    def _soften(self, image):
        """Some pictures are less sharp, as enlarged or badly focused photos are."""
        half = F.interpolate(image, scale_factor=0.5, mode="bilinear", align_corners=False,
                             recompute_scale_factor=False)
        soft = F.interpolate(half, size=image.shape[-2:], mode="bilinear", align_corners=False)
        count = len(image)
        amount = self.random(count) * self.chance(self.options.softened_share, count)
        return torch.lerp(image, soft, amount[:, None, None, None])

    def _compress(self, image):
        """Some pictures have been JPEG files."""
        options, count = self.options, len(image)
        files = compressed(image, self.uniform(options.jpeg_quality, count))
        return torch.where(self.chance(options.compressed_share, count, 1, 1, 1), files, image)

    def _cut_out(self, source):
        """On white, as the network gets it. Some pictures are cut out badly, as photos are: a mask
        blurred, then too large or too small, with a rim of what was behind them."""
        colors, alpha = self._noisy(source[:, :3]), source[:, 3:]
        count = len(source)
        background = self.random(count, 3, 1, 1)
        photo = colors * alpha + background * (1 - alpha)
        blurred = F.avg_pool2d(alpha, 5, 1, 2, count_include_pad=False)
        offset = self.uniform(self.options.miscut_offset, count, 1, 1, 1)
        mask = ((blurred - 0.5) * 2 + 0.5 + offset).clamp(0, 1)
        badly = self.chance(self.options.miscut_share, count, 1, 1, 1)
        return torch.where(badly, on_white(photo * mask, mask[:, 0]),
                           on_white(colors * alpha, alpha[:, 0]))

    def _noisy(self, colors):
        noise = self.normal(*colors.shape)
        strength = self.options.noise * self.random(len(colors), 1, 1, 1)
        return (colors + strength * noise).clamp(0, 1)

    @torch.no_grad()
    def sample(self, count):
        """A Batch of `count` pictures."""
        options = self.options
        objects = torch.searchsorted(self.cumulative, self.random(count))
        objects = objects.clamp(max=len(self.library) - 1)
        c2w, fovy, elevation = self._cameras(count)
        placed = self._placed_objects(objects, c2w[:, 0], fovy[:, 0])
        rgba, depth = self._render(objects, placed, c2w, fovy)
        truth = self._tint(self._permute_colors(rgba))
        source = truth[:, 0]
        image = self._compress(self._soften(self._cut_out(source)))
        known = ~self.chance(options.unknown_elevation_share, count)
        return Batch(image, truth, c2w, fovy, depth, elevation, known)
