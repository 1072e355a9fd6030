#!/usr/bin/env bash
# The two loops that every client has, as a user writes them with curl: poll until the video is
# there, and try again until the service takes the request. No step sleeps: a task gets on with each
# fetch, and nothing here limits the rate but the queue.
# usage: loops.sh BINARY [PATTERN]
set -uo pipefail
suite=loops
. "$(dirname "$0")/mock.sh" "$1" "${2:-}" --progress-by poll

# text NAME: the value of a member of the last body that is a string.
text() { sed -nE "s/.*\"$1\":\"([^\"]*)\".*/\\1/p" <<<"$body"; }

# poll BODY: submits it and fetches until the task is over; the statuses that it had are in $seen.
poll() {
  ask "$submit" -H "$json" -d "$1"
  local task
  task=$(text data)
  seen=
  for _ in $(seq 60); do
    ask "$base/jimeng/fetch/$task"
    outcome=$(grep -oE '"status":"[A-Z_]+"' <<<"$body" | head -1 | cut -d'"' -f4)
    case " $seen " in *" $outcome "*) ;; *) seen="${seen:+$seen }$outcome" ;; esac
    case $outcome in SUCCESS | FAILURE) return ;; esac
  done
}

# plays RATIO SECONDS: what ffprobe says of the file, within a percent of the ratio and a frame.
plays() {
  ffprobe -v error -select_streams v:0 -show_entries stream=width,height:format=duration \
    -of default=noprint_wrappers=1 "$scratch/video.mp4" >"$scratch/trace" 2>&1 &&
    awk -F= -v ratio="$1" -v seconds="$2" '
      { value[$1] = $2 }
      END {
        split(ratio, side, ":")
        wide = value["width"] / value["height"] / (side[1] / side[2])
        long = value["duration"] - seconds
        exit !(wide > 0.99 && wide < 1.01 && long > -0.05 && long < 0.05)
      }' "$scratch/trace"
}

for ratio in 21:9 9:16; do
  for seconds in 5 10; do
    poll "{\"prompt\":\"x\",\"duration\":$seconds,\"aspect_ratio\":\"$ratio\",\"cfg_scale\":0.5}"
    expect "a poll loop ends with success ($ratio, $seconds s): $seen" [ "$outcome" = SUCCESS ]
    expect "… and saw it in progress first" grep -q 'IN_PROGRESS SUCCESS$' <<<"$seen"
    url=$(text video)
    status=$(curl -sS --max-time 10 -o "$scratch/video.mp4" -w '%{http_code}' "$url" 2>"$scratch/trace")
    expect "… the video is there" is 200
    if command -v ffprobe >/dev/null; then
      expect "… and ffprobe calls it $ratio and $seconds s long" plays "$ratio" "$seconds"
    fi
  done
done

poll '{"prompt":"x [[mock:task-fails]]","duration":5,"aspect_ratio":"1:1","cfg_scale":0.5}'
expect "a poll loop ends with failure, and its reason" [ "$outcome $(text fail_reason)" = "FAILURE task failed" ]

# submit_until_taken: as `curl --retry` would do it, but for the wait; the statuses are in $seen.
submit_until_taken() {
  seen=
  for _ in $(seq 10); do
    ask "$submit" -H "$json" -d "$valid"
    seen="${seen:+$seen }$status"
    [ "$status" = 200 ] && return
  done
}

ask "$base/__mock/reset" -X POST
ask "$base/__mock/queue" -d '{"scenario":"rate-limited","times":2}'
ask "$base/__mock/queue" -d '{"scenario":"no-channel"}'
ask "$base/__mock/queue" -d '{"scenario":"empty-response"}'
submit_until_taken
expect "a retry loop goes through what was queued, then is served: $seen" \
  [ "$seen" = "429 429 503 000curl-52 200" ]
ask "$base/__mock/verify" -d '{"method":"POST","path":"/jimeng/submit/videos","status":429,"exactly":2}'
expect "… and the mock counted the refusals" body_like 200 '"result":"met"'
ask "$base/__mock/queue"
expect "… and nothing is left in the queue" body_like 200 '"timesLeft":0'
