#!/usr/bin/env bash
# One whole motcua on this machine, private to its folder (build/run, or RUN_DIR): database, modules, jobs, simulators
# of the outside world, nginx.
# usage: run.sh run | start | switch | template | stop | reset | status
#   run    starts and stays; Ctrl-C stops everything it started and nothing else
#   start  the same in the background: returns when everything answers
#   database-stop, database-start   only the database goes and comes: for tests of what remains
#   switch the same over the database that runs already: other modules, another front
#   template  only its data, for other instances to begin from (TEMPLATE)
# By environment: MODULES="catalogue workflow" (a subset), FRONT=province|national, PORT (first to try), RUN_DIR,
# VARIANT=release|asan, PROCESSES (per module), DEMO=no (no sample province), TEMPLATE (folder of an instance that `template`
# made: a new one with the sample province begins as its copy, some seven seconds sooner).
set -eu
# shellcheck source=conf/dev/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
here=$ROOT/conf/dev

running()
{
	keeper_alive services && keeper_alive database
}

make_folders()
{
	mkdir -p "$RUN"/{log,files,mail,sms,published,uploads}
	chmod 700 "$RUN"
	if [ ! -d "$RUN/sock/" ]; then
		SOCKETS=$(mktemp -d /tmp/motcua.XXXXXX)
		ln -sfn "$SOCKETS" "$RUN/sock"
	fi
}

# The ports of the last start, if they are free, so that addresses stay valid; else the next free ones.
choose_ports()
{
	local first=$PORT

	case ${PORT_GIVEN:-0} in 0) [ ! -s "$RUN/ports" ] || read -r first _ <"$RUN/ports" ;; esac
	[ "$first" != 0 ] || first=$(ports_of_its_own)
	WEB_PORT=$(free_port "$first")
	SIMULATOR_PORT=$(free_port $((WEB_PORT + 1)))
	SMTP_PORT=$(free_port $((SIMULATOR_PORT + 1)))
	export WEB_PORT SIMULATOR_PORT SMTP_PORT
	echo "$WEB_PORT $SIMULATOR_PORT $SMTP_PORT" >"$RUN/ports"
}

dvcctl()
{
	"$BIN/motcua-dvcctl" --config "$RUN/conf/common.conf" --config "$RUN/conf/dvcctl.conf" "$@"
}

module()
{
	local name=$1

	shift
	"$BIN/motcua-$name" --config "$RUN/conf/common.conf" --config "$RUN/conf/$name.conf" "$@"
}

# logged NAME COMMAND...: its output goes to a log; shown when it fails.
logged()
{
	local name=$1 log=$RUN/log/$1.log

	shift
	"$@" >"$log" 2>&1 || { tail -20 "$log" >&2; die "$name failed (see $log)"; }
}

# The sample province is loaded once, by db/seed/load.sh: it gets RUN (this instance's folder, with conf/) and BIN, and
# writes $RUN/accounts.json, {"intake": {"login": ..., "password": ..., "totp_secret": ...}, ... "citizen": ...}.
prepare_data()
{
	step schema "migrations and rights"
	logged migrate dvcctl migrate
	if [ "${DEMO:-yes}" = yes ] && [ -x "$ROOT/db/seed/load.sh" ] && [ ! -e "$RUN/seeded" ]; then
		step data "the sample province"
		RUN=$RUN BIN=$BIN logged seed "$ROOT/db/seed/load.sh"
		touch "$RUN/seeded"
	fi
	case " $MODULES " in
	*' catalogue '*)
		step pages "publishing the catalogue"
		logged publish module catalogue --verb publish
		;;
	esac
}

# One line for the keeper: name, processes, socket, log, command.
service()
{
	printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$RUN/log/$1.log" "$4"
}

services()
{
	local name with

	service simulators 1 - "exec node '$ROOT/tests/simulator/main.mjs' '$RUN/simulators.json'"
	for name in $MODULES; do
		with="exec '$BIN/motcua-$name' --config '$RUN/conf/common.conf' --config '$RUN/conf/$name.conf'"
		service "$name" "$PROCESSES" "$SOCKETS/$name.sock" "$with"
		! grep -qs '\.jobs *=' "$ROOT/modules/$name/main.c" || service "$name-jobs" 1 - "$with --jobs"
	done
	service nginx 1 - "exec nginx -e '$RUN/log/nginx-error.log' -c '$RUN/nginx/nginx.conf'"
}

write_simulators()
{
	cat <<-END >"$RUN/simulators.json"
	{
	  "address": "$ADDRESS", "port": $SIMULATOR_PORT, "smtp_port": $SMTP_PORT,
	  "base_url": "http://$ADDRESS:$WEB_PORT", "mail_dir": "$RUN/mail", "sms_dir": "$RUN/sms",
	  "payplat": {"partner": "DVCTINH1", "secret_file": "$RUN/secrets/payplat",
	    "callback_path": "/thanh-toan/goi-lai/payplat", "return_path": "/thanh-toan/tro-ve/payplat"},
	  "vnpay": {"terminal": "DVCTINH1", "secret_file": "$RUN/secrets/vnpay",
	    "callback_path": "/thanh-toan/goi-lai/vnpay"},
	  "population": {"client": "mot-cua-mau", "secret_file": "$RUN/secrets/population"},
	  "vneid": {"client": "mot-cua-mau", "secret_file": "$RUN/secrets/vneid", "return_path": "/dinh-danh/tro-ve"}
	}
	END
}

module_answers()
{
	curl -sf --max-time 5 --unix-socket "$SOCKETS/status.sock" "http://status/$1/health"
}

# Whatever it says: that it says anything is what the first payment of a test needs.
simulators_answer()
{
	curl -s --max-time 5 -o /dev/null "http://$ADDRESS:$SIMULATOR_PORT/"
}

start_services()
{
	local name

	step programs "$MODULES"
	env RUN="$RUN" SOCKETS="$SOCKETS" MODULES="$MODULES" LISTEN="$ADDRESS:$WEB_PORT" NAMES="$ADDRESS localhost" \
		STATIC="$BUILD/www" FILES="$RUN/files" BIN="$BIN" CONFIG="$RUN/conf" CONNECTIONS=10000 \
		LIMITS="$ROOT/conf/nginx/limits-test.conf" "$ROOT/conf/nginx/render.sh"
	write_simulators
	services >"$RUN/services.services"
	keeper_start services
	for name in $MODULES; do
		wait_for 20 module_answers "$name" || die "$name does not answer (see $RUN/log/$name.log)"
	done
	wait_for 20 simulators_answer || die "the simulators do not answer (see $RUN/log/simulators.log)"
	step nginx "answers on http://$ADDRESS:$WEB_PORT"
}

# What belongs together: a database knows the secrets of its accounts, and what was published of it.
copy_template()
{
	local part

	if [ "${DEMO:-yes}" != yes ] || [ ! -e "${TEMPLATE:-}/seeded" ] || [ -e "$RUN/mariadb" ]; then return 0; fi
	rm -rf "$RUN/published"
	for part in secrets files published accounts.json mariadb seeded; do
		cp -a --reflink=auto "$TEMPLATE/$part" "$RUN/"
	done
	# With which key an installation signs its bundles is its own: a copy is another province to the one it was copied from.
	rm -f "$RUN/secrets/bundle-key"
}

prepare()
{
	MODULES=${MODULES:-$(built_modules)}
	MODULES=${MODULES% }
	export MODULES
	[ -n "$MODULES" ] || die "no module is built in $BIN"
	make_folders
	copy_template
	[ -x "$BUILD/tools/keeper" ] || die "run this through make"
	choose_ports
	"$here/settings.sh" conf
	keeper_alive database || "$here/database.sh"
	prepare_data
}

bring_up()
{
	prepare
	start_services
	"$here/settings.sh" env
}

tell()
{
	say ""
	say "  motcua runs at   http://$ADDRESS:$WEB_PORT"
	say "  officers sign in http://$ADDRESS:$WEB_PORT/can-bo/dang-nhap"
	say "  mail and SMS     $RUN/mail  $RUN/sms   (one file per message)"
	say "  everything else  $RUN/env.json"
	if [ -s "$RUN/accounts.json" ]; then
		say "  sample accounts  (login, password)"
		node "$here/accounts.mjs" "$RUN/accounts.json"
		say "  their second factor: make code WHO=tiepnhan   (the six digits of this half minute)"
	fi
	say ""
}

template()
{
	trap 'stop_all' EXIT
	stop_all
	unset TEMPLATE
	prepare
}

stop_all()
{
	keeper_stop services
	keeper_stop database
	case $SOCKETS in /tmp/motcua.??????) rm -rf "$SOCKETS" ;; esac
	rm -f "$RUN/sock"
}

reset()
{
	stop_all
	[ ! -d "$RUN" ] || { [ -e "$RUN/log" ] && rm -rf "$RUN"; }
}

run()
{
	local pid

	running && die "already running; 'make stop' ends it"
	trap 'say; say "stopping ..."; stop_all; exit 0' INT TERM HUP
	trap 'stop_all' EXIT
	bring_up
	tell
	say "  Ctrl-C stops it."
	read -r pid _ <"$RUN/services.keeper"
	# The keeper ends well only when it is asked to.
	if wait "$pid"; then say "stopped"; exit 0; fi
	die "the programs ended by themselves (see $RUN/log/keeper.log)"
}

start()
{
	if running; then
		read -r WEB_PORT _ <"$RUN/ports"
	else
		trap 'stop_all' EXIT
		stop_all
		bring_up
		trap - EXIT
	fi
	tell
	say "  make stop ends it."
}

switch()
{
	trap 'stop_all' EXIT
	keeper_stop services
	bring_up
	trap - EXIT
}

case ${1-} in
run) run ;;
start) start ;;
switch) switch ;;
template) template ;;
database-stop) keeper_stop database ;;
database-start) keeper_alive database || "$here/database.sh" ;;
stop) stop_all && say "stopped" ;;
reset) reset && say "forgotten: the next start begins anew" ;;
status) if running; then say running; else say stopped; exit 1; fi ;;
*) die "usage: run.sh run | start | switch | template | stop | reset | status | database-stop | database-start" ;;
esac
