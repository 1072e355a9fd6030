# shellcheck shell=bash
# Sourced by the scripts of curl: a mock in the background, and a line for each check, ok or FAILED.
# Begins with the caller's BINARY and PATTERN; what follows them are flags of the mock.
set -uo pipefail
binary=$1
pattern=${2:-}
shift $(($# < 2 ? $# : 2))
scratch=$(mktemp -d)
mock=
end() {
  [ -n "$mock" ] && kill "$mock" 2>/dev/null && wait "$mock" 2>/dev/null
  rm -rf "$scratch"
}
trap end EXIT

"$binary" --port 0 --log off "$@" >"$scratch/out" 2>"$scratch/err" &
mock=$!
for _ in $(seq 200); do
  grep -q '^jimeng-mock ready http://127.0.0.1:[0-9]*$' "$scratch/out" && break
  kill -0 "$mock" 2>/dev/null || break
  sleep 0.02
done
base=$(sed -n '1s/^jimeng-mock ready //p' "$scratch/out")
if [ -z "$base" ]; then
  echo "FAILED - $suite: the mock prints its ready line first: $(head -c 300 "$scratch/out" "$scratch/err" | tr '\n' ' ')"
  exit 1
fi

submit=$base/jimeng/submit/videos
json='Content-Type: application/json'
valid='{"prompt":"一只小猪在高速公路上快乐的奔跑","duration":5,"aspect_ratio":"21:9","cfg_scale":0.5}'
success='^\{"code":"success","message":"","data":"[0-9]{13}"\}$'

# ask NAME ARGS…: runs curl; the status is in $status, head, body and trace are files.
ask() {
  status=$(curl -sS --max-time 10 -o "$scratch/body" -D "$scratch/head" -w '%{http_code}' "$@" 2>"$scratch/trace" || echo "curl-$?")
  body=$(cat "$scratch/body" 2>/dev/null || true)
  head=$(tr -d '\r' <"$scratch/head" 2>/dev/null || true)
  rm -f "$scratch/body"
}
# expect NAME CONDITION…: CONDITION is a command.
expect() {
  local name="$suite: $1"
  shift
  case $name in *"$pattern"*) ;; *) return ;; esac
  if "$@"; then
    echo "ok - $name"
  else
    echo "FAILED - $name: status $status, head $head, body $body $(cat "$scratch/trace")" | tr '\n' '|' | cut -c1-900
  fi
}
is() { [ "$status" = "$1" ]; }
body_like() { is "$1" && [[ $body =~ $2 ]]; }
head_like() { is "$1" && grep -qiE "$2" <<<"$head"; }
both() { body_like "$1" "$2" && grep -qiE "$3" <<<"$head"; }

