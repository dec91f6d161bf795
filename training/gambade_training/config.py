"""What a network looks like: every size and choice, as stored in a weights file's metadata."""

import dataclasses
import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TokenizerConfig:
    """Vision transformer that turns the picture into image tokens (network.md section 2)."""

    image_size: int = 252
    patch_size: int = 14
    width: int = 384
    depth: int = 12
    heads: int = 6
    mlp_width: int = 1536
    registers: int = 4
    position_grid: int = 18
    mamba: bool = False  # blocks of two Mamba mixers, one a direction, in place of attention

    @property
    def grid(self):
        """Patches along one side of the picture."""
        return self.image_size // self.patch_size


@dataclass(frozen=True)
class StemConfig:
    """Patch convolution that starts the Gaussian tokens (network.md section 3)."""

    image_size: int = 256
    patch_size: int = 4
    one_direction: bool = False  # all four passes over the patches by rows, in place of four orders

    @property
    def grid(self):
        """Patches along one side of the picture."""
        return self.image_size // self.patch_size

    @property
    def gaussians(self):
        """Tokens, and so splats: the patches in four scan orders."""
        return 4 * self.grid * self.grid


@dataclass(frozen=True)
class SequenceConfig:
    """Mamba blocks with image tokens, and a camera token, as prefix (sections 4 and 7)."""

    width: int = 384
    depth: int = 10
    inner_width: int = 768
    state_size: int = 16
    conv_width: int = 4
    dt_rank: int = 24
    camera_token: bool = True
    camera_width: int = 128
    pose_head: bool = True
    image_features: bool = True  # a token starts with what the tokenizer saw at its place
    field_of_view_head: bool = True  # the pose head estimates the angle of view as well
    attention_layers: tuple = ()  # blocks in front of which all tokens look at the image tokens

    @property
    def attention_heads(self):
        """Of 64 channels, as in the tokenizers."""
        return max(1, self.width // 64)


# What a network may lack: the keys of these parts are then absent from its JSON. Those that the
# program does not run are there for comparisons.
OPTIONAL_PARTS = {
    "tokenizer": {"mamba": False},
    "stem": {"one_direction": False},
    "sequence": {"image_features": False, "field_of_view_head": False, "attention_layers": ()},
    "decoder": {},
}


@dataclass(frozen=True)
class DecoderConfig:
    """Heads that turn tokens into splats (section 5); `ray` positions are our own."""

    width: int = 128
    position: str = "ray"
    bins: int = 21
    bin_extent: float = 0.4
    ray_offsets: tuple = (0.35, 0.12, -0.12, -0.35)
    ray_depth_range: float = 0.6
    ray_jitter_range: float = 0.3
    rotation: str = "free"
    scale_factor: float = 0.1


@dataclass(frozen=True)
class ModelConfig:
    """The whole network. The default is the model that ships; `published` the paper's."""

    tokenizer: TokenizerConfig = field(default_factory=TokenizerConfig)
    stem: StemConfig = field(default_factory=StemConfig)
    sequence: SequenceConfig = field(default_factory=SequenceConfig)
    decoder: DecoderConfig = field(default_factory=DecoderConfig)

    def __post_init__(self):
        for name, part in (("tokenizer", self.tokenizer), ("stem", self.stem)):
            if part.image_size % part.patch_size:
                raise ValueError(f"{name}: patch_size {part.patch_size} does not divide "
                                 f"image_size {part.image_size}")
        if self.tokenizer.width % self.tokenizer.heads:
            raise ValueError("tokenizer: heads does not divide width")
        sequence = self.sequence
        if sequence.attention_layers and sequence.width % sequence.attention_heads:
            raise ValueError("sequence: attention_heads does not divide width")
        if any(not 0 <= layer < sequence.depth for layer in sequence.attention_layers):
            raise ValueError("sequence: attention_layers are not all in 0...depth - 1")
        if sequence.field_of_view_head and not sequence.pose_head:
            raise ValueError("sequence: field_of_view_head needs pose_head")
        if self.decoder.position not in ("ray", "bins"):
            raise ValueError(f"decoder: position is 'ray' or 'bins', not {self.decoder.position!r}")
        if self.decoder.rotation not in ("free", "fixed"):
            raise ValueError(
                f"decoder: rotation is 'free' or 'fixed', not {self.decoder.rotation!r}")

    def to_json(self):
        """The text stored as `gambade.config`."""
        values = dataclasses.asdict(self)
        for part, optional in OPTIONAL_PARTS.items():
            for name, absent in optional.items():
                if values[part][name] == absent:
                    del values[part][name]
        return json.dumps(values)

    @staticmethod
    def from_json(text):
        """The reverse of `to_json`; ValueError names a missing or an unknown key."""
        given = json.loads(text)
        parts = {}
        for part in dataclasses.fields(ModelConfig):
            part_type = part.default_factory
            values = {**OPTIONAL_PARTS[part.name], **given.get(part.name, {})}
            expected = {item.name for item in dataclasses.fields(part_type)}
            differing = sorted(expected ^ set(values))
            if differing:
                raise ValueError(f"model configuration, {part.name}: missing or unknown "
                                 f"{', '.join(differing)}")
            parts[part.name] = part_type(
                **{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
        return ModelConfig(**parts)

    @staticmethod
    def published():
        """The network of arXiv 2403.18795 as its released code computes it."""
        return ModelConfig(
            TokenizerConfig(image_size=336, width=768, heads=12, mlp_width=3072,
                            position_grid=37),
            StemConfig(image_size=512, patch_size=8),
            SequenceConfig(width=512, depth=14, inner_width=1024, dt_rank=32,
                           camera_token=False, pose_head=False, image_features=False,
                           field_of_view_head=False),
            DecoderConfig(position="bins", rotation="fixed"))

    @staticmethod
    def small():
        """Half as wide: for comparisons from scratch, several runs on one GPU at once."""
        return ModelConfig(
            TokenizerConfig(width=192, heads=3, mlp_width=768),
            sequence=SequenceConfig(width=192, depth=6, inner_width=384, dt_rank=12,
                                    camera_width=64))

    @staticmethod
    def tiny():
        """Two blocks and 256 splats: rehearses every command on a CPU."""
        return ModelConfig(
            TokenizerConfig(image_size=28, width=32, depth=2, heads=2, mlp_width=64,
                            registers=1, position_grid=2),
            StemConfig(image_size=32),
            SequenceConfig(width=32, depth=2, inner_width=64, dt_rank=4, camera_width=16),
            DecoderConfig(width=32))
