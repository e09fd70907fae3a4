"""A synthetic latent-diffusion model of about Stable Diffusion's size: a denoising U-Net with attention over latents of
64 x 64 and a convolutional decoder to a picture of 512 x 512. Its weights are random numbers from a fixed seed: what it
draws means nothing, but what it costs to draw is like the real thing's, and the same prompt and seed give the same bytes
on the same kind of device. MODEL_SCALE=tiny makes a small one for machines without a GPU."""
import hashlib
import math
import os
import struct
import tempfile
import zlib

# Read by cuBLAS when it is first used: one workspace, so that sums are added in one order.
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")

import torch
import torch.nn.functional as F
from cog import BasePredictor, Input, Path
from torch import nn

WEIGHTS_SEED = 20260214
# width of the U-Net's levels, blocks per level, latent side
SCALES = {"full": ((320, 640, 1280, 1280), 3, 64), "tiny": ((32, 64), 1, 16)}
CONTEXT = 768
TOKENS = 77


def deterministic():
    torch.use_deterministic_algorithms(True)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False


def initialise(module, seed):
    """Weights drawn on the CPU, so that every device gets the same ones."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.dim() > 1:
                scale = 1 / math.sqrt(parameter[0].numel())
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * scale)
            else:
                parameter.fill_(0)


class Attention(nn.Module):
    def __init__(self, width, context, heads=8):
        super().__init__()
        self.heads = heads
        self.norm = nn.GroupNorm(8, width, affine=False)
        self.query = nn.Linear(width, width, bias=False)
        self.key = nn.Linear(context, width, bias=False)
        self.value = nn.Linear(context, width, bias=False)
        self.out = nn.Linear(width, width, bias=False)

    def split(self, x):
        batch, length, width = x.shape
        return x.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, x, context=None):
        batch, width, height, breadth = x.shape
        tokens = self.norm(x).flatten(2).transpose(1, 2)
        source = tokens if context is None else context
        q, k, v = self.split(self.query(tokens)), self.split(self.key(source)), self.split(self.value(source))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, height * breadth, width)
        return x + self.out(mixed).transpose(1, 2).reshape(batch, width, height, breadth)


class Residual(nn.Module):
    def __init__(self, before, after, time):
        super().__init__()
        self.norm1 = nn.GroupNorm(8, before, affine=False)
        self.conv1 = nn.Conv2d(before, after, 3, padding=1)
        self.time = nn.Linear(time, after)
        self.norm2 = nn.GroupNorm(8, after, affine=False)
        self.conv2 = nn.Conv2d(after, after, 3, padding=1)
        self.skip = nn.Conv2d(before, after, 1) if before != after else nn.Identity()

    def forward(self, x, time):
        h = self.conv1(F.silu(self.norm1(x))) + self.time(time)[:, :, None, None]
        return self.skip(x) + self.conv2(F.silu(self.norm2(h)))


class Block(nn.Module):
    def __init__(self, before, after, time):
        super().__init__()
        self.residual = Residual(before, after, time)
        self.own = Attention(after, after)
        self.cross = Attention(after, CONTEXT)
        self.mix = nn.Conv2d(after, 4 * after, 1)
        self.back = nn.Conv2d(4 * after, after, 1)

    def forward(self, x, time, context):
        x = self.cross(self.own(self.residual(x, time)), context)
        return x + self.back(F.gelu(self.mix(x)))


class UNet(nn.Module):
    def __init__(self, widths, blocks):
        super().__init__()
        time = 4 * widths[0]
        self.inlet = nn.Conv2d(4, widths[0], 3, padding=1)
        self.time = nn.Sequential(nn.Linear(widths[0], time), nn.SiLU(), nn.Linear(time, time))
        self.frequencies = widths[0]
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        width = widths[0]
        for level in widths:
            self.down.append(nn.ModuleList([Block(width if i == 0 else level, level, time) for i in range(blocks)]))
            width = level
        for level in reversed(widths):
            self.up.append(nn.ModuleList([Block(width + level if i == 0 else level, level, time) for i in range(blocks)]))
            width = level
        self.outlet = nn.Conv2d(width, 4, 3, padding=1)

    def forward(self, x, step, context):
        half = self.frequencies // 2
        angles = step * torch.exp(-math.log(10_000) * torch.arange(half, device=x.device, dtype=torch.float32) / half)
        time = self.time(torch.cat([torch.cos(angles), torch.sin(angles)])[None].to(x.dtype))
        x, kept = self.inlet(x), []
        for level, blocks in enumerate(self.down):
            for block in blocks:
                x = block(x, time, context)
            kept.append(x)
            if level < len(self.down) - 1:
                x = x[:, :, ::2, ::2]
        for level, blocks in enumerate(self.up):
            skip = kept.pop()
            if level > 0:
                x = x.repeat_interleave(2, 2).repeat_interleave(2, 3)
            x = torch.cat([x, skip], 1)
            for block in blocks:
                x = block(x, time, context)
        return self.outlet(F.silu(x))


class Decoder(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.inlet = nn.Conv2d(4, width, 3, padding=1)
        self.layers = nn.ModuleList([nn.Conv2d(width, width, 3, padding=1) for _ in range(6)])
        self.outlet = nn.Conv2d(width, 3, 3, padding=1)

    def forward(self, x):
        x = self.inlet(x)
        for at, layer in enumerate(self.layers):
            x = x + layer(F.silu(x))
            if at < 3:
                x = x.repeat_interleave(2, 2).repeat_interleave(2, 3)
        return torch.tanh(self.outlet(x))


def embedding_of(prompt):
    """The prompt's tokens as vectors that follow from its bytes; no text encoder stands behind them."""
    seed = int.from_bytes(hashlib.sha256(prompt.encode()).digest()[:7], "big")
    return torch.randn(1, TOKENS, CONTEXT, generator=torch.Generator().manual_seed(seed))


def png(pixels):
    """A picture of bytes [height][width][3] as PNG."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + pixels[y].tobytes() for y in range(height))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")


class Predictor(BasePredictor):
    def setup(self):
        deterministic()
        self.scale = os.environ.get("MODEL_SCALE", "full")
        widths, blocks, self.side = SCALES[self.scale]
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.dtype = torch.float16 if self.device == "cuda" else torch.float32
        if self.device == "cpu":
            torch.set_num_threads(int(os.environ.get("MODEL_THREADS", "1")))
        self.unet, self.decoder = UNet(widths, blocks), Decoder(widths[0] // 2)
        for module, seed in ((self.unet, WEIGHTS_SEED), (self.decoder, WEIGHTS_SEED + 1)):
            initialise(module, seed)
            module.to(self.device, self.dtype).eval()

    def claims(self):
        parameters = sum(p.numel() for m in (self.unet, self.decoder) for p in m.parameters())
        device = f"cuda: {torch.cuda.get_device_name()}" if self.device == "cuda" else "cpu"
        return {"model": f"synthetic-image {self.scale}, {parameters} parameters", "device": device, "synthetic": True}

    @torch.inference_mode()
    def predict(
        self,
        prompt: str = Input(description="What to draw; it decides the noise, not the picture's meaning"),
        seed: int = Input(default=0, ge=0, le=9007199254740991, description="Seed of the first latents"),
        steps: int = Input(default=30, ge=1, le=200, description="Denoising steps"),
    ) -> Path:
        context = embedding_of(prompt).to(self.device, self.dtype)
        generator = torch.Generator().manual_seed(seed)
        latents = torch.randn(1, 4, self.side, self.side, generator=generator).to(self.device, self.dtype)
        for step in reversed(range(steps)):
            noise = self.unet(latents, 1000 * step / steps, context)
            latents = latents - noise / steps
            latents = latents / latents.float().std().to(self.dtype)
        picture = self.decoder(latents)[0].float().permute(1, 2, 0)
        pixels = ((picture + 1) * 127.5).round().clamp(0, 255).to(torch.uint8).cpu().numpy()
        path = Path(tempfile.mkdtemp()) / "out-1.png"
        path.write_bytes(png(pixels))
        return path
