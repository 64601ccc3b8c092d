/// The request as a shell script around curl, for whoever wants to send it without Muster.
///
/// The token comes from a file or the environment and goes to curl through its standard input: it is in no argument that other users of
/// the machine could read. Each answer is kept, and a batch that has one is not sent again; what it writes, `muster send` can go on from.
struct RequestScript {
  let requestsPerMinute: Int

  /// Whole seconds between two calls, rounded up.
  private var seconds: Int { max(1, (60 + requestsPerMinute - 1) / max(1, requestsPerMinute)) }

  var text: String {
    #"""
    #!/bin/sh
    # Sends the batches of this folder with curl, one after the other, and keeps each answer beside its batch.
    # Needs curl 7.55 or newer. Set, in the environment:
    #   MUSTER_HOST        the service's host, such as smartassist.kore.ai
    #   MUSTER_STREAM_ID   the bot's stream id, st- and a UUID
    #   MUSTER_TOKEN_FILE  a file that holds the token (or MUSTER_TOKEN, the token itself)
    #   MUSTER_ACCOUNT_ID  the account, where the service asks for it
    #   MUSTER_CACERT      a file of certificates to trust instead of the system's
    set -eu
    cd "$(dirname "$0")"
    umask 077
    : "${MUSTER_HOST:?set it to the host of the service}"
    : "${MUSTER_STREAM_ID:?set it to the stream id of the bot}"
    if [ -n "${MUSTER_TOKEN_FILE:-}" ]; then token=$(cat "$MUSTER_TOKEN_FILE"); else token=${MUSTER_TOKEN:?set it, or MUSTER_TOKEN_FILE}; fi

    set -- --silent --show-error --max-time 120 --max-redirs 0
    if [ -n "${MUSTER_CACERT:-}" ]; then set -- "$@" --cacert "$MUSTER_CACERT"; fi

    for batch in batch-*.csv; do
      name=${batch%.csv}
      number=$(expr "${name#batch-}" + 0)
      answer=answer-${name#batch-}.json
      [ ! -e "$answer" ] || continue
      last=$(grep "\"batch\":$number," journal.jsonl 2>/dev/null | tail -n 1 || true)
      case $last in
      *'"event":"sending"'*)
        echo "request.sh: nobody knows whether $batch arrived, because its answer never came: let muster send find out" >&2
        exit 5
        ;;
      esac
      printf '{"at":"%s","event":"sending","batch":%d,"attempt":1}\n' "$(date -u +%FT%TZ)" "$number" >> journal.jsonl
      status=$(
        {
          printf '\#(ImportCall.tokenHeader): %s\n' "$token"
          if [ -n "${MUSTER_ACCOUNT_ID:-}" ]; then printf '\#(ImportCall.accountHeader): %s\n' "$MUSTER_ACCOUNT_ID"; fi
        } | curl "$@" --header @- --form "\#(ImportCall.partName)=@$batch;type=text/csv" \
          --output "$answer.part" --write-out '%{http_code}' \
          "https://$MUSTER_HOST\#(ImportCall.path(streamId: "$MUSTER_STREAM_ID"))"
      ) || { echo "request.sh: sending $batch failed: see curl's message" >&2; exit 5; }
      case $status in
      2??) ;;
      *)
        case $status in
        # What the service refused it has not stored; behind any other status the batch may have arrived.
        4??) printf '{"at":"%s","event":"refused","batch":%d,"attempt":1,"status":%d}\n' "$(date -u +%FT%TZ)" "$number" "$status" >> journal.jsonl ;;
        esac
        echo "request.sh: $batch was answered with status $status:" >&2
        head -c 1000 "$answer.part" >&2
        exit 5
        ;;
      esac
      if ! grep -q '^[[:space:]]*\[' "$answer.part"; then
        echo "request.sh: the answer to $batch is no list of contacts:" >&2
        head -c 1000 "$answer.part" >&2
        exit 5
      fi
      mv "$answer.part" "$answer"
      printf '{"at":"%s","event":"answered","batch":%d,"attempt":1,"status":%d}\n' "$(date -u +%FT%TZ)" "$number" "$status" >> journal.jsonl
      echo "$batch was accepted" >&2
      sleep \#(seconds)
    done

    """#
  }
}
