#!/bin/sh
# Prints lines in nvidia-smi's format for one GPU that does not exist: 100 W and 1000 MiB until the file $FAKE_GPU_BUSY is
# there, then 300 W, 5000 MiB and 90 %. What is measured with it can never become a calibration.
case "$*" in
  *-lms*)
    while :; do
      if [ -e "${FAKE_GPU_BUSY:-/nonexistent}" ]; then now="300.00, 5000, 90, 1410"; else now="100.00, 1000, 0, 210"; fi
      echo "$(date -u '+%Y/%m/%d %H:%M:%S.%3N'), GPU-fake, $now" || exit 0
      sleep 0.1
    done
    ;;
  *) echo "0, GPU-fake, NVIDIA A100-SXM4-80GB, 550.54.15, 81920, 400.00" ;;
esac
