#!/usr/bin/env bash
# The private MariaDB of one instance: made when it is not there yet, started, its anonymous accounts dropped.
set -eu
# shellcheck source=conf/dev/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

data=$RUN/mariadb
me=$(id -un)
as_root=()
[ "$(id -u)" -ne 0 ] || as_root=(--user=root)

write_settings()
{
	{
		cat "$ROOT/conf/mariadb/motcua.cnf"
		echo "datadir = $data"
		echo "socket = $SOCKETS/db.sock"
		echo "pid-file = $RUN/mariadb.pid"
		echo "tmpdir = $RUN/tmp"
		echo "secure-file-priv = $RUN/no-files"
		echo "skip-networking"
		echo "innodb_buffer_pool_size = ${DATABASE_MEMORY:-256M}"
		[ "$(id -u)" -ne 0 ] || echo "user = root"
	} >"$RUN/mariadb.cnf"
	mkdir -p "$RUN/no-files" "$RUN/tmp"
}

create()
{
	step database "a new MariaDB in $data"
	rm -rf "$data"
	mkdir -p "$data"
	# Its temporary files bear a process number only: two that install at once in one /tmp could delete each other's.
	TMPDIR=$RUN/tmp mariadb-install-db --no-defaults --datadir="$data" --skip-test-db --skip-name-resolve \
		--auth-root-authentication-method=socket --auth-root-socket-user="$me" \
		"${as_root[@]}" >"$RUN/log/mariadb-install.log" 2>&1 ||
		{ tail -5 "$RUN/log/mariadb-install.log" >&2; die "MariaDB could not be installed"; }
}

sql()
{
	mariadb --no-defaults --socket="$SOCKETS/db.sock" --user="$me" --batch --skip-column-names "$@"
}

write_settings
[ -e "$data/.whole" ] || create
printf 'database\t1\t-\t%s\texec %s --defaults-file=%s\n' "$RUN/log/mariadb.log" "$(command -v mariadbd)" \
	"$RUN/mariadb.cnf" >"$RUN/database.services"
keeper_start database
wait_for 60 sql -e "SELECT 1" ||
	{ tail -5 "$RUN/log/mariadb.log" >&2; die "MariaDB does not answer (see $RUN/log/mariadb.log)"; }
if [ ! -e "$data/.whole" ]; then
	sql <<-'SQL'
	DELETE FROM mysql.global_priv WHERE User = '';
	DELETE FROM mysql.global_priv WHERE User = 'root' AND Host <> 'localhost';
	FLUSH PRIVILEGES;
	SQL
	touch "$data/.whole"
fi
sql -e "CREATE DATABASE IF NOT EXISTS motcua CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"
step database "answers on $SOCKETS/db.sock"
