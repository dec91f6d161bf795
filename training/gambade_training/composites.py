"""Photos made up for masks: rendered objects before varied backgrounds, nothing but our own."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from gambade_training.jpeg import compressed
from gambade_training.random_draws import RandomDraws
from gambade_training.view_options import ViewOptions
from gambade_training.views import ViewSampler


@dataclass(frozen=True)
class CompositeOptions:
    """Shares are probabilities; sizes are shares of the picture's side."""

    size: int = 256
    scale: tuple = (0.4, 1.15)       # of an object that fills 80 % at 1
    shift: tuple = (-0.35, 0.35)
    clutter: int = 3                 # others, out of focus behind it, each with this probability
    clutter_share: float = 0.3
    clutter_scale: tuple = (0.3, 0.8)
    backdrop_share: float = 0.25     # another one so close that it fills the picture
    backdrop_scale: tuple = (2.0, 5.0)
    floor_share: float = 0.5         # two backgrounds that meet at a line
    studio_share: float = 0.25       # nearly one colour behind the object
    grey_share: float = 0.3          # of backgrounds, without colour
    shadow_share: float = 0.5
    shadow: tuple = (0.1, 0.7)
    texture: tuple = (0.0, 1.0)      # how much of a background is a texture, how much noise
    noise: tuple = (0.0, 0.5)
    softened_share: float = 0.3
    grain: float = 0.03
    compressed_share: float = 0.3
    jpeg_quality: tuple = (40.0, 95.0)


def _blurred(pictures, width):
    """A box filter twice, edges repeated; width is odd."""
    for _ in range(2):
        padded = F.pad(pictures, (width // 2,) * 4, mode="replicate")
        pictures = F.avg_pool2d(padded, width, 1)
    return pictures


class CompositeSampler(RandomDraws):
    """Photos and their true masks from the objects of a library, on its device."""

    def __init__(self, library, options, seed):
        super().__init__(library.device, seed + 1)
        self.library = library
        self.options = options
        views = ViewOptions(size=options.size, views=1, lit_share=0.6, reframed_share=0,
                            common_elevation_share=0.5)
        self.views = ViewSampler(library, views, seed)

    def _some(self, share, count):
        """[count,1,1,1]: 1 with this probability, else 0."""
        return self.chance(share, count, 1, 1, 1).float()

    def _moved(self, rgba, scale, shift):
        """Pictures [B,4,S,S] at another scale [B] and place [B,2] (1: half the picture)."""
        zero = torch.zeros_like(scale)
        inverse = 1 / scale
        transform = torch.stack([inverse, zero, -shift[:, 0] * inverse,
                                 zero, inverse, -shift[:, 1] * inverse], 1).view(-1, 2, 3)
        grid = F.affine_grid(transform, rgba.shape, align_corners=False)
        return F.grid_sample(rgba, grid, align_corners=False)

    def _textures(self, count):
        """Pieces of the library's textures, turned and repeated, [B,3,S,S]."""
        size, library = self.options.size, self.library
        chosen = (self.random(count) * len(library)).long()
        axis = (torch.arange(size, device=self.device) + 0.5) / size
        y, x = torch.meshgrid(axis, axis, indexing="ij")
        angle = self.uniform((0, 6.3), count)
        span = self.uniform((0.3, 2.5), count)
        across, along = ((span * turn(angle))[:, None, None] for turn in (torch.cos, torch.sin))
        uv = torch.stack([x * across + y * along, y * across - x * along], -1)
        uv = uv + self.random(count, 1, 1, 2)
        uv = 1 - (uv % 2 - 1).abs()  # mirrored at its edges
        extent = library.texture_size[chosen].long()[:, None, None]
        at = torch.minimum((uv * extent).long(), extent - 1)
        first = library.texture_offset[chosen][:, None, None]
        texel = first + at[..., 1] * extent[..., 0] + at[..., 0]
        return library.texels[texel][..., :3].permute(0, 3, 1, 2).float() / 255

    def _noise(self, count):
        """Coloured noise of several scales around 0, [B,3,S,S]."""
        total = 0
        for cells in (3, 12, 48):
            grid = self.random(count, 3, cells, cells) - 0.5
            total = total + self.random(count, 1, 1, 1) * F.interpolate(
                grid, size=(self.options.size,) * 2, mode="bilinear", align_corners=False)
        return total

    def _background(self, count):
        """A gradient, with some of a texture and of noise, [B,3,S,S]."""
        options, size = self.options, (self.options.size,) * 2
        base, spread = self.random(count, 3, 1, 1), self.random(count, 1, 1, 1)
        corners = base + 0.4 * spread * (self.random(count, 3, 2, 2) - 0.5)
        gradient = F.interpolate(corners, size=size, mode="bilinear", align_corners=True)
        patterned = torch.lerp(gradient, self._textures(count),
                               self.uniform(options.texture, count, 1, 1, 1))
        patterned = patterned + self.uniform(options.noise, count, 1, 1, 1) * self._noise(count)
        scene = torch.lerp(patterned, gradient, self._some(options.studio_share, count))
        return torch.lerp(scene, scene.mean(1, keepdim=True), self._some(options.grey_share, count))

    def _with_others(self, scene, others, share, scale, shift):
        """The scene, for a share of the pictures with an object [B,4,S,S] in it."""
        count = len(scene)
        moved = self._moved(others, self.uniform(scale, count), self.uniform(shift, count, 2))
        moved = moved * self._some(share, count)
        return moved[:, :3] + scene * (1 - moved[:, 3:])

    def _behind(self, count, others):
        """Backgrounds [B,3,S,S] with some of the objects `others` [B,4,S,S] (premultiplied) in
        them, before the object's shadow."""
        options = self.options
        rows = (torch.arange(options.size, device=self.device)[:, None] + 0.5) / options.size
        horizon = self.uniform((0.25, 0.85), count, 1, 1, 1)
        tilt = self.uniform((-0.15, 0.15), count, 1, 1, 1) * (rows.t() - 0.5)
        floor = ((rows - horizon - tilt) * 40).clamp(0, 1)
        floor = floor * self._some(options.floor_share, count)
        scene = torch.lerp(self._background(count), self._background(count), floor)
        scene = self._with_others(scene, others, options.backdrop_share, options.backdrop_scale,
                                  (-0.5, 0.5))
        for number in range(options.clutter):
            scene = self._with_others(scene, others.roll(number, 0), options.clutter_share,
                                      options.clutter_scale, (-1, 1))
        return torch.lerp(_blurred(scene, 3), _blurred(scene, 9), self.random(count, 1, 1, 1))

    @torch.no_grad()
    def sample(self, count):
        """(photos [B,3,S,S], masks [B,1,S,S]), both 0..1. Every render is in two of them, the other
        way round: it takes longer than all the rest."""
        options = self.options
        rgba = self.views.sample((count + 1) // 2).truth[:, 0]
        rgba = torch.cat([rgba, rgba.flip(-1)])[:count]
        premultiplied = torch.cat([rgba[:, :3] * rgba[:, 3:], rgba[:, 3:]], 1)
        scene = self._behind(count, premultiplied.roll(1, 0))
        placed = self._moved(premultiplied, self.uniform(options.scale, count),
                             self.uniform(options.shift, count, 2))
        color, mask = placed[:, :3], placed[:, 3:]
        # Light kept off what is behind and below.
        fallen = _blurred(F.pad(mask, (0, 0, 8, -8)), 17)
        shade = self.uniform(options.shadow, count, 1, 1, 1)
        scene = scene * (1 - fallen * shade * self._some(options.shadow_share, count))
        photo = color + scene * (1 - mask)
        softness = self.random(count, 1, 1, 1) * self._some(options.softened_share, count)
        photo = torch.lerp(photo, _blurred(photo, 3), softness)
        grain = self.normal(*photo.shape)
        photo = (photo + options.grain * self.random(count, 1, 1, 1) * grain).clamp(0, 1)
        files = compressed(photo, self.uniform(options.jpeg_quality, count))
        photo = torch.where(self.chance(options.compressed_share, count, 1, 1, 1), files, photo)
        return photo, mask.clamp(0, 1)
