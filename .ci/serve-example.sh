# Sourced by checks that need a running local stack. It serves an example at $url until the next one, or until the check ends.
# It logs to $work/<example>.server.log, and expects $work to be a folder that the check removes.
server=
stop_example() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" || true; }
  server=
}
serve_example() { # example
  stop_example
  : > "$work/$1.server.log"
  node --import tsx local/cli.ts "examples/$1" --port 0 > "$work/$1.server.log" 2>&1 &
  server=$!
  url=
  for _ in $(seq 100); do
    url=$(sed -n 's/^Serving \(http[^ ]*\).*/\1/p' "$work/$1.server.log")
    [ -z "$url" ] || return 0
    kill -0 "$server" || { cat "$work/$1.server.log"; return 1; }
    sleep 0.3
  done
  printf 'examples/%s did not serve within 30 s\n' "$1"
  cat "$work/$1.server.log"
  return 1
}
