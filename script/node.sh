# Sourced by the scripts and by bin/muster: sets $node to a Node that is new enough, or says what to install.
# $root is the checkout.

node_is_new_enough() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' 2>/dev/null
}

node=
for candidate in node "$root/node_modules/.bin/node"; do
  if command -v "$candidate" >/dev/null 2>&1 && node_is_new_enough "$candidate"; then
    node=$candidate
    break
  fi
done

require_node() {
  [ -n "$node" ] && return 0
  if [ -d "$root/node_modules" ]; then
    echo "Muster needs Node 22.18 or newer; please install it from https://nodejs.org (there is $(node -v 2>/dev/null || echo none))." >&2
  else
    echo "Muster is not set up yet: run script/setup first." >&2
  fi
  exit 1
}
