# Turns a page of the argument parser's manual into one that `man muster-clean` (and so `man muster clean`) finds, and that a formatter
# has nothing to say about: names with hyphens, a paragraph macro for an empty line.
/^\.Dt / { gsub(/\./, "-"); sub(/^-/, "."); print; next }
/^\.Nm "/ { called = $0; named = $0; gsub(/"/, "", named); sub(/^\.Nm /, "", named); gsub(/ /, "-", named); print ".Nm " named; next }
/^\.Nm$/ && called { print called; next }
/^\.Xr / { gsub(/muster\./, "muster-"); while (sub(/-[a-z]+\./, "&-")) sub(/\.-/, "-"); print; next }
/^$/ { print ".Pp"; next }
{ print }
