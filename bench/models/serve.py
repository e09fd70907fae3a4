#!/usr/bin/env python3
"""Serves a Cog predictor without Cog: python3 serve.py DIRECTORY [--port 5000] [--host 127.0.0.1]

DIRECTORY holds a predict.py with a class Predictor as `cog build` wants it. Speaks the dialect of Cog's Rust server
(503 in setup, 409 while busy, metrics.predict_time from the prediction's start), and says of itself what it is. For
machines without Docker or Cog. Standard library only; where the package `cog` is missing, the few names that a predictor
imports from it are stood in for.
"""
import argparse
import base64
import importlib.util
import inspect
import json
import mimetypes
import pathlib
import sys
import threading
import time
import traceback
import types
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Field:
    def __init__(self, default=inspect.Parameter.empty, description="", ge=None, le=None, choices=None):
        self.default, self.description, self.ge, self.le, self.choices = default, description, ge, le, choices


def stand_in_for_cog():
    """The names of the package `cog` that predictors use."""
    module = types.ModuleType("cog")
    module.BasePredictor = type("BasePredictor", (), {"setup": lambda self: None})
    module.Input = Field
    module.Path = pathlib.Path
    sys.modules["cog"] = module


def load_predictor(directory):
    stand_in_for_cog()
    sys.path.insert(0, str(directory))
    spec = importlib.util.spec_from_file_location("predict", directory / "predict.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Predictor()


def fields_of(predictor):
    """(name, type, Field) of every input, in the predictor's order."""
    parameters = inspect.signature(predictor.predict).parameters.values()
    return [(p.name, p.annotation, p.default if isinstance(p.default, Field) else Field(p.default)) for p in parameters]


def openapi_of(predictor):
    properties, required, enums = {}, [], {}
    for order, (name, kind, field) in enumerate(fields_of(predictor)):
        schema = {"title": name.title(), "type": TYPES[kind], "x-order": order}
        if field.choices:
            enums[name] = {"title": name, "enum": list(field.choices), "type": TYPES[kind]}
            schema = {"allOf": [{"$ref": f"#/components/schemas/{name}"}], "x-order": order}
        if field.description:
            schema["description"] = field.description
        if field.ge is not None:
            schema["minimum"] = field.ge
        if field.le is not None:
            schema["maximum"] = field.le
        if field.default is inspect.Parameter.empty:
            required.append(name)
        else:
            schema["default"] = field.default
        properties[name] = schema
    is_file = inspect.signature(predictor.predict).return_annotation is pathlib.Path
    output = {"title": "Output", "type": "string", **({"format": "uri"} if is_file else {})}
    inputs = {"title": "Input", "type": "object", "properties": properties, "required": required}
    return {
        "openapi": "3.0.2",
        "info": {"title": "Cog", "version": "0.1.0"},
        "paths": {},
        "components": {"schemas": {"Input": inputs, "Output": output, **enums}},
    }


def arguments_of(predictor, given):
    """The call's arguments, defaults filled in; a ValueError for what the schema forbids."""
    known = {name for name, _, _ in fields_of(predictor)}
    chosen = {}
    for name, kind, field in fields_of(predictor):
        value = given.get(name, field.default)
        if value is inspect.Parameter.empty:
            raise ValueError(f"{name}: field required")
        is_kind = isinstance(value, kind) or (kind is float and isinstance(value, int))
        if not is_kind or (kind is not bool and isinstance(value, bool)):
            raise ValueError(f"{name}: not of type {TYPES[kind]}")
        if (field.ge is not None and value < field.ge) or (field.le is not None and value > field.le):
            raise ValueError(f"{name}: out of range")
        if field.choices and value not in field.choices:
            raise ValueError(f"{name}: not one of {', '.join(map(str, field.choices))}")
        chosen[name] = value
    return {name: value for name, value in chosen.items() if name in known}


def encoded(output):
    if not isinstance(output, pathlib.Path):
        return output
    mime = mimetypes.guess_type(output.name)[0] or "application/octet-stream"
    return f"data:{mime};base64,{base64.b64encode(output.read_bytes()).decode()}"


def now():
    return datetime.now(timezone.utc).isoformat()


class Model:
    def __init__(self, directory):
        self.directory = directory
        self.lock = threading.Lock()
        self.status, self.setup, self.predictor = "STARTING", None, None

    def start(self):
        began = now()
        try:
            predictor = load_predictor(self.directory)
            predictor.setup()
            self.openapi, self.predictor = openapi_of(predictor), predictor
            self.setup = {"started_at": began, "completed_at": now(), "status": "succeeded", "logs": ""}
            self.status = "READY"
        except Exception:
            logs = traceback.format_exc()
            print(logs, file=sys.stderr)
            self.setup = {"started_at": began, "completed_at": now(), "status": "failed", "logs": logs}
            self.status = "SETUP_FAILED"

    def health(self):
        busy = self.status == "READY" and self.lock.locked()
        return {"status": "BUSY" if busy else self.status, "setup": self.setup, "version": {"server": "serve.py"}}

    def claims(self):
        told = {"fake": False, "model": self.directory.name, "device": "not ready", "synthetic": False}
        return {**told, **(self.predictor.claims() if hasattr(self.predictor, "claims") else {})}

    def predict(self, arguments):
        began = time.perf_counter()
        try:
            result = {"status": "succeeded", "output": encoded(self.predictor.predict(**arguments))}
        except Exception as error:
            traceback.print_exc()
            result = {"status": "failed", "error": str(error) or type(error).__name__, "output": None}
        return {"id": "", "logs": "", **result, "metrics": {"predict_time": time.perf_counter() - began}}


def handler_of(model):
    class Handler(BaseHTTPRequestHandler):
        def answer(self, code, body):
            data = json.dumps(body).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

        def do_GET(self):
            if self.path == "/health-check":
                return self.answer(200, model.health())
            if self.path == "/":
                return self.answer(200, {"openapi_url": "/openapi.json", "arbius_testbed": model.claims()})
            if self.path == "/openapi.json" and model.status == "READY":
                return self.answer(200, model.openapi)
            return self.answer(503 if model.status == "STARTING" else 404, {"detail": "Not Found"})

        def do_POST(self):
            if self.path != "/predictions":
                return self.answer(404, {"detail": "Not Found"})
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if model.status != "READY":
                return self.answer(503, {"detail": model.status})
            try:
                arguments = arguments_of(model.predictor, json.loads(body)["input"])
            except (ValueError, KeyError, TypeError) as error:
                return self.answer(422, {"detail": str(error)})
            if not model.lock.acquire(blocking=False):
                return self.answer(409, {"detail": "Already running a prediction"})
            try:
                result = model.predict(arguments)
            finally:
                model.lock.release()
            return self.answer(200, result)

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=5000)
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args()
    model = Model(options.directory.resolve())
    server = ThreadingHTTPServer((options.host, options.port), handler_of(model))
    print(f"listening on {server.server_address[1]}", flush=True)
    threading.Thread(target=model.start, daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
