"""The tokenizer: a DINOv2-type vision transformer with registers (network.md section 2)."""

import torch
import torch.nn.functional as F
from torch import nn


def patchify(image, patch_size):
    """[B, C, H, W] -> [B, patches by rows, C * patch_size^2]: a patch convolution's input rows."""
    batch, channels, height, width = image.shape
    rows, columns = height // patch_size, width // patch_size
    cut = image.reshape(batch, channels, rows, patch_size, columns, patch_size)
    return cut.permute(0, 2, 4, 1, 3, 5).reshape(batch, rows * columns, -1)


def patch_linear(image, convolution):
    """A convolution whose kernel equals its stride, as one matrix product: [B, patches, out]."""
    rows = patchify(image, convolution.kernel_size[0])
    return F.linear(rows, convolution.weight.flatten(1), convolution.bias)


def attend(query, key, value):
    """Softmax attention over [B, heads, N, width]."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(query, key, value)
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    return scores.softmax(-1) @ value


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        batch, count, width = x.shape
        qkv = self.qkv(x).view(batch, count, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        return self.proj(attend(query, key, value).transpose(1, 2).reshape(x.shape))


class LayerScale(nn.Module):
    def __init__(self, width, start=0.2):
        super().__init__()
        self.gamma = nn.Parameter(torch.full((width,), start))

    def forward(self, residual, x):
        """The residual and what a block adds to it, scaled: one kernel for both."""
        return torch.addcmul(residual, x, self.gamma)


class Block(nn.Module):
    """Pre-norm transformer block."""

    def __init__(self, width, heads, mlp_width):
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.attn = Attention(width, heads)
        self.ls1 = LayerScale(width)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(width, mlp_width),
                                  "fc2": nn.Linear(mlp_width, width)})
        self.ls2 = LayerScale(width)

    def forward(self, x):
        x = self.ls1(x, self.attn(self.norm1(x)))
        return self.ls2(x, self.mlp["fc2"](F.gelu(self.mlp["fc1"](self.norm2(x)))))


class VisionTransformer(nn.Module):
    """Plain [0,1] RGB [B, 3, S, S] -> [B, 1 + patches, width]: CLS, then the patches by rows."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        width = config.width
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.register_tokens = nn.Parameter(torch.zeros(1, config.registers, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, config.position_grid ** 2 + 1, width))
        self.patch_embed = nn.ModuleDict(
            {"proj": nn.Conv2d(3, width, config.patch_size, config.patch_size)})
        self.blocks = nn.ModuleList(self._block() for _ in range(config.depth))
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self._initialise()

    def _block(self):
        return Block(self.config.width, self.config.heads, self.config.mlp_width)

    def _initialise(self):
        for parameter in (self.cls_token, self.register_tokens, self.pos_embed):
            nn.init.trunc_normal_(parameter, std=0.02)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.trunc_normal_(module.weight, std=0.02)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)

    def _positions(self):
        """Position embedding [1, 1 + patches, width], resized where the grid differs."""
        stored, grid = self.config.position_grid, self.config.grid
        if stored == grid:
            return self.pos_embed
        square = self.pos_embed[:, 1:].view(1, stored, stored, -1).permute(0, 3, 1, 2)
        square = F.interpolate(square.float(), size=(grid, grid), mode="bicubic", antialias=True)
        patches = square.flatten(2).transpose(1, 2).to(self.pos_embed.dtype)
        return torch.cat([self.pos_embed[:, :1], patches], 1)

    def embed(self, image):
        """What the first block gets: [B, 1 + registers + patches, width]."""
        batch = image.shape[0]
        patches = patch_linear(image, self.patch_embed["proj"])
        x = torch.cat([self.cls_token.expand(batch, -1, -1), patches], 1) + self._positions()
        return torch.cat([x[:, :1], self.register_tokens.expand(batch, -1, -1), x[:, 1:]], 1)

    def forward(self, image):
        x = self.embed(image)
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        return torch.cat([x[:, :1], x[:, 1 + self.config.registers:]], 1)
