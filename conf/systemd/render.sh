#!/usr/bin/env bash
# Writes the systemd units of the named modules into a folder: for each a socket, two processes that take turns when
# restarted, and its jobs. A module's units differ only in its name, its group of files and whether it talks to the world.
# usage: render.sh FOLDER MODULE...        then copy them to /etc/systemd/system
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?folder}
shift
mkdir -p "$folder"

# Who keeps or reads files of citizens; who calls other hosts. All others see neither.
keeps_files()
{
	case $1 in submission|workflow|payment|exchange) return 0 ;; esac
	return 1
}

calls_out()
{
	case $1 in payment|exchange) return 0 ;; esac
	return 1
}

# fill MODULE TEMPLATE: the lines marked "files:" and "net:" or "no-net:" stay where they apply.
fill()
{
	local script="s/@MODULE@/$1/g"

	if keeps_files "$1"; then script+='; s/^files: //'; else script+='; /^files: /d'; fi
	if calls_out "$1"; then
		script+='; s/^net: //; /^no-net: /d'
	else
		script+='; s/^no-net: //; /^net: /d'
	fi
	sed -e "$script" "$here/$2"
}

for module in "$@"; do
	fill "$module" module.socket >"$folder/motcua-$module.socket"
	{ fill "$module" module.service; fill "$module" hardening; } >"$folder/motcua-$module@.service"
	{ fill "$module" jobs.service; fill "$module" hardening; } >"$folder/motcua-$module-jobs.service"
done
