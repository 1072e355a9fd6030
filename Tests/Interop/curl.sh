#!/usr/bin/env bash
# What a user types: curl against one running mock. Every check is one line, ok or FAILED.
# usage: curl.sh BINARY [PATTERN]
set -uo pipefail
binary=$1
pattern=${2:-}
scratch=$(mktemp -d)
mock=
end() {
  [ -n "$mock" ] && kill "$mock" 2>/dev/null && wait "$mock" 2>/dev/null
  rm -rf "$scratch"
}
trap end EXIT

"$binary" --port 0 --log off >"$scratch/out" 2>"$scratch/err" &
mock=$!
for _ in $(seq 200); do
  grep -q '^jimeng-mock ready http://127.0.0.1:[0-9]*$' "$scratch/out" && break
  kill -0 "$mock" 2>/dev/null || break
  sleep 0.02
done
base=$(sed -n '1s/^jimeng-mock ready //p' "$scratch/out")
if [ -z "$base" ]; then
  echo "FAILED - curl: the mock prints its ready line first: $(head -c 300 "$scratch/out" "$scratch/err" | tr '\n' ' ')"
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
  local name="curl: $1"
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

ask "$submit" -H "$json" -d "$valid"
expect "a valid request gets a task id" both 200 "$success" '^content-type: application/json$'
ask "$base/BASE_URL/jimeng/submit/videos" -H "$json" -d "$valid"
expect "the page's literal /BASE_URL is served too" body_like 200 "$success"

ask "$submit" -H "$json" -d '{"prompt":"x","duration":7,"aspectRatio":"16:9","cfg_scale":"0.5"}'
expect "a bad request is told that 7 is not one of 5, 10" body_like 400 '"message":"[^"]*duration: 7 is not one of 5, 10'
expect "… that aspect_ratio is missing, and the near name" body_like 400 'aspect_ratio: required, but missing \(did you mean it by aspectRatio\?\)'
expect "… that cfg_scale is a string" body_like 400 'cfg_scale: '
expect "… in the service's envelope" body_like 400 '^\{"code":"invalid_request","message":".*","data":null\}$'
expect "… with the count in Mock-Violations" head_like 400 '^mock-violations: 3; first="/duration"; request=[^ ]+$'

echo "$valid" >"$scratch/valid.json"
ask "$submit" -H "$json" -H 'Transfer-Encoding: chunked' -d @- <"$scratch/valid.json"
expect "a chunked upload from standard input" body_like 200 "$success"
ask "$submit" -H "$json" --data-binary @"$scratch/valid.json"
expect "a body from a file" body_like 200 "$success"
ask --http1.0 "$submit" -H "$json" -d "$valid"
expect "HTTP/1.0" body_like 200 "$success"
expect "HTTP/1.0 is answered without chunks" grep -qi '^content-length: ' <<<"$head"

{
  printf '{"prompt":"x","duration":5,"aspect_ratio":"1:1","cfg_scale":0.5,"image_url":"data:image/png;base64,'
  head -c 2097152 /dev/zero | tr '\0' 'A'
  printf '"}'
} >"$scratch/large.json"
begin=$(date +%s%N)
ask -v "$submit" -H "$json" --data-binary @"$scratch/large.json"
took=$((($(date +%s%N) - begin) / 1000000))
expect "two MiB with Expect: 100-continue" body_like 200 "$success"
expect "… curl did announce it" grep -qi '^> expect: 100-continue' "$scratch/trace"
expect "… and was answered 100 at once, not after its second of patience ($took ms)" [ "$took" -lt 900 ]
head -c 9437184 /dev/zero | tr '\0' 'A' >"$scratch/huge"
ask "$submit" -H "$json" --data-binary @"$scratch/huge"
expect "nine MiB are refused with 413" is 413
ask "$submit" -H "$json" -H 'Expect:' --data-binary @"$scratch/huge"
expect "… also when the client sends them without asking" is 413

ask "$submit"
expect "GET is not served there: 405 with Allow" head_like 405 '^allow: .*POST'
length=$(grep -i '^content-length:' <<<"$head")
ask -I -w '%{http_code}/%{size_download}' "$submit"
expect "HEAD has the head of GET and no body" [ "$status/$(grep -i '^content-length:' <<<"$head")" = "405/0/$length" ]
ask "$base/jimeng/typo" -H "$json" -d "$valid"
expect "an unknown path is 404" is 404
ask "$submit" -d "$valid" -H 'Content-Type:'
expect "no Content-Type is 415" is 415
ask "$submit" -d "$valid"
expect "a form's Content-Type is 415" is 415
ask "$submit" -H 'Content-Type: application/json; charset=utf-8' -d "$valid"
expect "a charset is allowed" body_like 200 "$success"
ask "$submit" -H "$json" -H 'Authorization: Bearer {{YOUR_API_KEY}}' -d "$valid"
expect "the unsubstituted placeholder key is accepted" body_like 200 "$success"
ask "$submit" -H "$json" -d ''
expect "no body is a bad request" body_like 400 '"code":"invalid_request"'
ask "$submit" -H "$json" -d '{"prompt": }'
expect "broken JSON is told where" body_like 400 '"message":".*(line 1|column 1[0-9])'

curl -sS -v --max-time 10 -o /dev/null "$submit" -H "$json" -d "$valid" --next -sS -v -o /dev/null "$submit" -H "$json" -d "$valid" 2>"$scratch/trace"
status="-" head="" body=""
expect "a second request uses the same connection" grep -qiE 're-using existing connection' "$scratch/trace"
expect "the first line of standard output is the ready line and nothing follows it" [ "$(wc -l <"$scratch/out")" = 1 ]
expect "the banner on standard error quotes the page" grep -q '枚举值 5, 10' "$scratch/err"
