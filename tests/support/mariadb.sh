#!/usr/bin/env bash
# A private MariaDB for tests: its own folder, a UNIX socket, no network, no waiting for the disk.
# usage: mariadb.sh start DIR   makes it if needed, starts it, prints the path of its socket
#        mariadb.sh stop DIR    stops it; the data stays
#        mariadb.sh drop DIR    stops it and removes the folder
# The user who starts it signs in by the socket, without a password, as an administrator.
set -eu
PATH=$PATH:/usr/sbin:/sbin
verb=${1:?start, stop or drop}
dir=$(realpath -m "${2:?a folder}")
me=$(id -un)
as_root=()
[ "$(id -u)" -ne 0 ] || as_root=(--user=root)

# A socket's path may not exceed 107 bytes: it lies in /tmp, and `socket` in the folder names it.
socket()
{
	[ -s "$dir/socket" ] || printf '%s/db.sock\n' "$(mktemp -d /tmp/motcua-db.XXXXXX)" >"$dir/socket"
	cat "$dir/socket"
}

answers()
{
	mariadb --no-defaults --socket="$(socket)" --user="$me" -e 'DO 1' >/dev/null 2>&1
}

create()
{
	rm -rf "$dir/data"
	TMPDIR=$dir/tmp mariadb-install-db --no-defaults --datadir="$dir/data" --skip-test-db --skip-name-resolve \
		--auth-root-authentication-method=socket --auth-root-socket-user="$me" \
		"${as_root[@]}" >"$dir/install.log" 2>&1 || { tail -5 "$dir/install.log" >&2; exit 1; }
}

start()
{
	local made=no wait

	mkdir -p "$dir/tmp"
	if answers; then socket; return; fi
	[ -e "$dir/data/.whole" ] || { create; made=yes; }
	mkdir -p "$(dirname "$(socket)")"
	setsid mariadbd --no-defaults "${as_root[@]}" --datadir="$dir/data" --socket="$(socket)" \
		--pid-file="$dir/pid" --tmpdir="$dir/tmp" --skip-networking --skip-name-resolve --performance-schema=OFF \
		--character-set-server=utf8mb4 --collation-server=utf8mb4_nopad_bin \
		--innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 --innodb-flush-method=nosync \
		--innodb-buffer-pool-size=64M --innodb-log-file-size=32M \
		--max-prepared-stmt-count=65536 --max-connections=200 --innodb-snapshot-isolation=ON --local-infile=OFF \
		</dev/null >"$dir/log" 2>&1 &
	for ((wait = 0; wait < 600; wait++)); do
		answers && break
		sleep 0.1
	done
	answers || { tail -5 "$dir/log" >&2; exit 1; }
	if [ $made = yes ]; then
		mariadb --no-defaults --socket="$(socket)" --user="$me" -e "DELETE FROM mysql.global_priv WHERE User = '';
			DELETE FROM mysql.global_priv WHERE User = 'root' AND Host <> 'localhost'; FLUSH PRIVILEGES"
		touch "$dir/data/.whole"
	fi
	socket
}

# Only the server that was started here: its pid file lies in our folder, and the process names that folder.
stop()
{
	local pid wait

	[ -s "$dir/pid" ] || return 0
	pid=$(cat "$dir/pid")
	grep -qaF -- "--datadir=$dir/data" "/proc/$pid/cmdline" 2>/dev/null || return 0
	kill "$pid"
	for ((wait = 0; wait < 300; wait++)); do
		[ -e "/proc/$pid" ] || break
		sleep 0.1
	done
}

case $verb in
start) start ;;
stop) stop ;;
drop)
	stop
	case $(socket) in /tmp/motcua-db.??????/db.sock) rm -rf "$(dirname "$(socket)")" ;; esac
	rm -rf "$dir"
	;;
*) echo "usage: mariadb.sh start|stop|drop DIR" >&2; exit 2 ;;
esac
