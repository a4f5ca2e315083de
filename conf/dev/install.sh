#!/usr/bin/env bash
# Installs the Debian packages of the named groups that are missing (conf/dev/packages), and touches no system service.
# usage: install.sh GROUP...   Without root or sudo it prints the one command that is missing and exits 1.
set -eu
cd "$(dirname "$0")"

PATH=$PATH:/usr/sbin:/sbin
policy=/usr/sbin/policy-rc.d

wanted()
{
	local group package command groups=" $* "

	while read -r group package command; do
		case $group in ''|'#'*) continue ;; esac
		case $groups in *" $group "*) ;; *) continue ;; esac
		[ -n "$command" ] && command -v "$command" >/dev/null && continue
		echo "$package"
	done <packages
}

mapfile -t candidates < <(wanted "$@")
[ ${#candidates[@]} -eq 0 ] && exit 0
mapfile -t present < <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${candidates[@]}" 2>/dev/null |
	sed -n 's/^installed //p')
missing=()
for package in "${candidates[@]}"; do
	case " ${present[*]-} " in *" $package "*) ;; *) missing+=("$package") ;; esac
done
[ ${#missing[@]} -eq 0 ] && exit 0

install="apt-get install -y --no-install-recommends ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && [ ! -t 0 ]; }; then
		echo "Some Debian packages are missing. As root, run:" >&2
		echo "    apt-get update && $install" >&2
		exit 1
	fi
	as_root=(sudo)
fi

# While packages are being installed no service may start: Debian asks policy-rc.d. Ours goes away again, and a
# policy that the administrator wrote stays as it is.
own_policy=
forget_policy()
{
	[ -z "$own_policy" ] || "${as_root[@]}" rm -f "$policy"
	own_policy=
}
trap forget_policy EXIT
if [ ! -e "$policy" ]; then
	own_policy=yes
	printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
	"${as_root[@]}" chmod 755 "$policy"
fi

echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" </dev/null
forget_policy

# An nginx that only our own instances use has no business starting at the next boot of this machine.
case " ${missing[*]} " in
*' nginx '*)
	if command -v systemctl >/dev/null; then
		"${as_root[@]}" systemctl disable -q --now nginx 2>/dev/null || true
	fi
	;;
esac
