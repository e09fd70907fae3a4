"""A synthetic language model: a decoder-only transformer over bytes with a key-value cache, greedy decoding. Its weights
are random numbers from a fixed seed: what it writes means nothing, but what it costs to write is like the real thing's, and
the same prompt and seed give the same text on the same kind of device. MODEL_SCALE=tiny makes a small one for machines
without a GPU."""
import math
import os

# Read by cuBLAS when it is first used: one workspace, so that sums are added in one order.
os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")

import torch
import torch.nn.functional as F
from cog import BasePredictor, Input
from torch import nn

WEIGHTS_SEED = 20260215
# layers, width, heads: about 1.2 billion parameters, and half a million
SCALES = {"full": (24, 2048, 16), "tiny": (3, 128, 4)}
LETTERS = "etaoin shrdlucmfwypvbgkjqxz,."


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width, elementwise_affine=False)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.norm2 = nn.LayerNorm(width, elementwise_affine=False)
        self.wide = nn.Linear(width, 4 * width, bias=False)
        self.narrow = nn.Linear(4 * width, width, bias=False)

    def forward(self, x, cache, at):
        """`cache` holds keys and values of all positions so far, `at` is the first position of x."""
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (part.view(shape).transpose(1, 2) for part in self.qkv(self.norm1(x)).chunk(3, -1))
        keys, values = cache
        keys[:, :, at : at + length], values[:, :, at : at + length] = k, v
        keys, values = keys[:, :, : at + length], values[:, :, : at + length]
        scores = q @ keys.transpose(-1, -2) / math.sqrt(q.shape[-1])
        places = torch.arange(at + length, device=x.device)
        scores = scores.masked_fill(places[None, :] > places[at:, None], float("-inf"))
        mixed = (torch.softmax(scores, -1) @ values).transpose(1, 2).reshape(batch, length, width)
        x = x + self.out(mixed)
        return x + self.narrow(F.gelu(self.wide(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self, layers, width, heads):
        super().__init__()
        self.width, self.heads = width, heads
        self.embedding = nn.Embedding(256, width)
        self.layers = nn.ModuleList([Layer(width, heads) for _ in range(layers)])
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.head = nn.Linear(width, len(LETTERS), bias=False)

    def cache(self, length, device, dtype):
        shape = (1, self.heads, length, self.width // self.heads)
        return [(torch.zeros(shape, device=device, dtype=dtype), torch.zeros(shape, device=device, dtype=dtype)) for _ in self.layers]

    def forward(self, tokens, cache, at):
        x = self.embedding(tokens)
        for layer, part in zip(self.layers, cache):
            x = layer(x, part, at)
        return self.head(self.norm(x[:, -1]))


class Predictor(BasePredictor):
    def setup(self):
        torch.use_deterministic_algorithms(True)
        torch.backends.cuda.matmul.allow_tf32 = False
        self.scale = os.environ.get("MODEL_SCALE", "full")
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.dtype = torch.float16 if self.device == "cuda" else torch.float32
        if self.device == "cpu":
            torch.set_num_threads(int(os.environ.get("MODEL_THREADS", "1")))
        self.model = Transformer(*SCALES[self.scale])
        generator = torch.Generator().manual_seed(WEIGHTS_SEED)
        with torch.no_grad():
            for parameter in self.model.parameters():
                scale = 1 / math.sqrt(parameter.shape[-1])
                parameter.copy_(torch.randn(parameter.shape, generator=generator) * scale)
        self.model.to(self.device, self.dtype).eval()

    def claims(self):
        parameters = sum(parameter.numel() for parameter in self.model.parameters())
        device = f"cuda: {torch.cuda.get_device_name()}" if self.device == "cuda" else "cpu"
        return {"model": f"synthetic-text {self.scale}, {parameters} parameters", "device": device, "synthetic": True}

    @torch.inference_mode()
    def predict(
        self,
        prompt: str = Input(description="What comes before the text"),
        seed: int = Input(default=0, ge=0, le=9007199254740991, description="Seed of the choice among letters"),
        length: int = Input(default=512, ge=1, le=4096, description="Letters to write"),
    ) -> str:
        tokens = torch.tensor([list(prompt.encode())[:2048] or [0]], device=self.device)
        cache = self.model.cache(tokens.shape[1] + length, self.device, self.dtype)
        # Gumbel's trick: the largest of logits plus this noise is a sample, and the noise is drawn on the CPU.
        generator = torch.Generator().manual_seed(seed)
        noise = -torch.log(-torch.log(torch.rand(length, len(LETTERS), generator=generator).clamp(1e-9, 1 - 1e-7)))
        noise = noise.to(self.device)
        at, text = 0, []
        for place in range(length):
            logits = self.model(tokens, cache, at)[0].float()
            at += tokens.shape[1]
            letter = LETTERS[int(torch.argmax(logits + noise[place]))]
            text.append(letter)
            tokens = torch.tensor([[ord(letter)]], device=self.device)
        return "".join(text)
