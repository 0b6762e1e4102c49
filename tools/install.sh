# shellcheck shell=sh
# Sourced by demo, check and .ci/run from the top folder: installs what is missing and builds. Nothing is asked and nothing is done twice.

say() {
  printf '== %s\n' "$*"
}

# install_missing GROUP …: installs the packages of tools/packages that are not there yet.
install_missing() {
  if ! command -v dpkg-query >/dev/null 2>&1; then
    say "this is not Debian: the packages in tools/packages are taken to be there under their names here"
    return 0
  fi
  wanted=
  for group in "$@"; do
    wanted="$wanted $(sed -n "s/^$group: //p" tools/packages)"
  done
  missing=
  for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
    [ "$state" = installed ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as_root=
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "These packages are missing and neither root nor sudo is at hand to install them:$missing" >&2
      return 77
    fi
    as_root=sudo
  fi
  say "installing:$missing"
  log=$(mktemp)
  # An index that is there and knows all the packages saves the update; a stale one does not, so a failed install updates and tries once more.
  # shellcheck disable=SC2086
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >"$log" 2>&1 </dev/null; then
    if ! { $as_root apt-get update >"$log" 2>&1 </dev/null &&
           $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >>"$log" 2>&1 </dev/null; }; then
      tail -n 15 "$log" >&2
      rm -f "$log"
      echo "apt could not install:$missing" >&2
      return 75
    fi
  fi
  rm -f "$log"
}

# build_in FOLDER [meson setup option …]: sets up once, then compiles. Quiet unless something goes wrong.
build_in() {
  folder=$1
  shift
  log=$(mktemp)
  if [ ! -f "$folder/build.ninja" ]; then
    say "configuring $folder"
    meson setup "$folder" "$@" >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; return 1; }
  fi
  if [ "$(ninja -C "$folder" -n 2>/dev/null | tail -n 1)" != "ninja: no work to do." ]; then
    say "building $folder"
    ninja -C "$folder" >"$log" 2>&1 || { tail -n 60 "$log" >&2; rm -f "$log"; return 1; }
  fi
  rm -f "$log"
}
