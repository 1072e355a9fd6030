#!/usr/bin/env bash
# What a user types: curl against one running mock. Every check is one line, ok or FAILED.
# usage: curl.sh BINARY [PATTERN]
set -uo pipefail
suite=curl
. "$(dirname "$0")/mock.sh" "$@"

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
