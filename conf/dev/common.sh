# Shared by the scripts of conf/dev (sourced): the folders of one instance, progress, and processes known by their
# start time, so that nothing is ever stopped but what this instance started.
# shellcheck shell=bash
# From outside: RUN_DIR (instance folder), MODULES, FRONT, PORT, VARIANT, PROCESSES (per module), DEMO (yes: sample province).

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PATH=$PATH:/usr/sbin:/sbin
VARIANT=${VARIANT:-release}
BUILD=$ROOT/build
BIN=$BUILD/$VARIANT/bin
RUN=${RUN_DIR:-$BUILD/run}
case $RUN in /*) ;; *) RUN=$ROOT/$RUN ;; esac
FRONT=${FRONT:-province}
# shellcheck disable=SC2034
PORT_GIVEN=${PORT-}
PORT=${PORT:-8080}
PROCESSES=${PROCESSES:-1}
# shellcheck disable=SC2034
ADDRESS=127.0.0.1
# $RUN/sock leads to a short folder in /tmp, for a socket's path may not exceed 107 bytes. Programs get its real name.
# shellcheck disable=SC2034 # used by the scripts that read this one
SOCKETS=$(readlink "$RUN/sock" 2>/dev/null || true)

# The modules that this build has and that serve pages, those that others lean on first. A folder that is gone is no
# module any more, though its program may still lie there.
built_modules()
{
	local module seen=" core domain dvcctl "

	for module in catalogue submission workflow payment exchange $(cd "$ROOT/modules" && echo *); do
		case $seen in *" $module "*) continue ;; esac
		seen+="$module "
		[ ! -e "$ROOT/modules/$module/module.mk" ] || [ ! -x "$BIN/motcua-$module" ] || printf '%s ' "$module"
	done
}

say()
{
	printf '%s\n' "$*"
}

step()
{
	printf '  %-10s %s\n' "$1" "$2"
}

die()
{
	printf 'motcua: %s\n' "$*" >&2
	exit 1
}

# The 22nd field of /proc/PID/stat: with the number it names one process for ever.
start_time()
{
	local line

	[ -r "/proc/$1/stat" ] || return 1
	read -r line <"/proc/$1/stat" || return 1
	line=${line##*) }
	# shellcheck disable=SC2086
	set -- $line
	echo "${20}"
}

# keeper_start NAME: runs the services listed in $RUN/NAME.services in a session of their own, away from Ctrl-C.
keeper_start()
{
	local name=$1

	setsid "$BUILD/tools/keeper" "$RUN/$name.services" "$RUN/$name.running" \
		</dev/null >>"$RUN/log/keeper.log" 2>&1 3>&- 4>&- 5>&- &
	echo "$! $(start_time $!)" >"$RUN/$name.keeper"
}

keeper_alive()
{
	local pid started

	[ -r "$RUN/$1.keeper" ] && read -r pid started <"$RUN/$1.keeper" && [ -n "$started" ] &&
		[ "$(start_time "$pid" 2>/dev/null)" = "$started" ]
}

keeper_stop()
{
	local pid started tries

	keeper_alive "$1" || { rm -f "$RUN/$1.keeper"; return 0; }
	read -r pid started <"$RUN/$1.keeper"
	kill -TERM "$pid" 2>/dev/null || true
	for ((tries = 0; tries < 600; tries++)); do
		keeper_alive "$1" || break
		sleep 0.05
	done
	rm -f "$RUN/$1.keeper" "$RUN/$1.running"
}

# wait_for SECONDS COMMAND...: until it succeeds; fails when the time is over.
wait_for()
{
	local deadline=$((SECONDS + $1))

	shift
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $deadline ] || return 1
		sleep 0.05
	done
}

# secret NAME BYTES: a file of random text that only this user can read; made once.
secret()
{
	local file=$RUN/secrets/$1

	[ -s "$file" ] && return
	(umask 0377 && head -c "$2" /dev/urandom | od -An -tx1 | tr -d ' \n' >"$file")
}

port_taken()
{
	(exec 3<>"/dev/tcp/$ADDRESS/$1") 2>/dev/null
}

# ports_of_its_own: the first of ten ports that no other start in this clone is given. What is free now may be another's when
# it is opened, seconds later.
ports_of_its_own()
{
	local turn=$BUILD/next-ports n

	(
		flock 9
		read -r n 2>/dev/null <"$turn" || n=$RANDOM
		echo $(((n + 1) % 1000)) >"$turn"
		echo $((20000 + n % 1000 * 10))
	) 9>"$turn.lock"
}

# free_port FIRST: the first port from there on that nobody serves.
free_port()
{
	local port=$1

	while port_taken "$port"; do port=$((port + 1)); done
	echo "$port"
}
