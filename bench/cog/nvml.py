"""Reads NVML's energy counters: prints one line "ready", then for each line on standard input one line with
"uuid millijoules" pairs, in the order of the indexes given as arguments (all GPUs if none). Standard library only."""
import ctypes
import sys


def library():
    nvml = ctypes.CDLL("libnvidia-ml.so.1")
    check(nvml.nvmlInit_v2(), "nvmlInit")
    return nvml


def check(code, what):
    if code != 0:
        sys.exit(f"{what} failed with NVML error {code}")


def devices(nvml):
    count = ctypes.c_uint()
    check(nvml.nvmlDeviceGetCount_v2(ctypes.byref(count)), "nvmlDeviceGetCount")
    for index in [int(text) for text in sys.argv[1:]] or range(count.value):
        handle = ctypes.c_void_p()
        check(nvml.nvmlDeviceGetHandleByIndex_v2(ctypes.c_uint(index), ctypes.byref(handle)), "handle")
        uuid = ctypes.create_string_buffer(96)
        check(nvml.nvmlDeviceGetUUID(handle, uuid, ctypes.c_uint(96)), "uuid")
        yield uuid.value.decode(), handle


def millijoules(nvml, handle):
    total = ctypes.c_ulonglong()
    check(nvml.nvmlDeviceGetTotalEnergyConsumption(handle, ctypes.byref(total)), "energy counter")
    return total.value


def main():
    nvml = library()
    found = list(devices(nvml))
    for _, handle in found:
        millijoules(nvml, handle)
    print("ready", flush=True)
    for _ in sys.stdin:
        print(" ".join(f"{uuid} {millijoules(nvml, handle)}" for uuid, handle in found), flush=True)


main()
