# Sourced by .ci/run: a Docker engine for the tests of Cog models, where one can be had. Sets DOCKER_HOST. Without one those
# tests say so and are skipped.

docker_stop() {
  [ -n "${docker_pid:-}" ] || return 0
  kill "$docker_pid" 2>/dev/null || true
  wait "$docker_pid" 2>/dev/null || true
  rm -rf "$docker_dir"
}

docker_start() {
  [ -z "${DOCKER_HOST:-}" ] && [ ! -S /var/run/docker.sock ] || return 0
  [ "$(id -u)" = 0 ] || return 0
  if ! command -v dockerd >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends docker.io; } >/dev/null 2>&1 || return 0
  fi
  # A short path: sockets below it may have 108 characters at most.
  docker_dir=$(mktemp -d /tmp/dk.XXXXXX)
  dockerd --data-root "$docker_dir/data" --exec-root "$docker_dir/exec" --pidfile "$docker_dir/pid" \
    -H "unix://$docker_dir/sock" >"$docker_dir/log" 2>&1 &
  docker_pid=$!
  for _ in $(seq 150); do
    if docker -H "unix://$docker_dir/sock" version >/dev/null 2>&1; then
      export DOCKER_HOST="unix://$docker_dir/sock"
      return 0
    fi
    kill -0 "$docker_pid" 2>/dev/null || break
    sleep 0.2
  done
  echo "dockerd does not start:" && tail -n 5 "$docker_dir/log"
}
