#!/usr/bin/env bash
# Loads the sample province into the migrated database of one instance: calendar, organisation, catalogue. Loading again
# changes nothing. conf/dev/run.sh calls it; by environment: RUN (the instance's folder) and BIN (the binaries).
set -eu
: "${RUN:?}" "${BIN:?}"
seed=$(cd "$(dirname "$0")" && pwd)
common=$RUN/conf/common.conf

# setting KEY: its value in common.conf
setting()
{
	sed -n "s/^$1 *= *//p" "$common"
}

dvcctl()
{
	"$BIN/motcua-dvcctl" --config "$common" --config "$RUN/conf/dvcctl.conf" "$@"
}

sql()
{
	mariadb --no-defaults --socket="$(setting database_socket)" --default-character-set=utf8mb4 "$(setting database_name)"
}

# The programs of workflow and catalogue load what every installation needs, also one that does not run them: what is
# missing of a module's configuration and account is made here. A list of modules of our own makes the account.
make_ready()
{
	local module missing='' secret

	for module in workflow catalogue; do
		[ ! -s "$RUN/conf/$module.conf" ] || continue
		secret=$RUN/secrets/database-$module
		[ -s "$secret" ] || (umask 0377 && head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$secret")
		printf 'database_user = motcua_%s\ndatabase_password_file = %s\n' "$module" "$secret" \
			>"$RUN/conf/$module.conf"
		missing="$missing $module"
	done
	[ -n "$missing" ] || return 0
	sed "s/^modules = .*/&$missing/" "$common" >"$RUN/conf/seed.conf"
	"$BIN/motcua-dvcctl" --config "$RUN/conf/seed.conf" --config "$RUN/conf/dvcctl.conf" migrate
}

for program in dvcctl workflow catalogue; do
	[ -x "$BIN/motcua-$program" ] || { echo "motcua-$program is not built: nothing is loaded"; exit 0; }
done
make_ready
sql <"$seed/calendar.sql"
dvcctl import organisation "$seed/organisation.csv" --accounts "$RUN/accounts.json"
# Many tests sign in as the same sample person at once; a person has three places at most.
if [ "$(setting test_clock)" = yes ]; then
	dvcctl setting set session.citizen.most 1000
	dvcctl setting set session.officer.most 1000
fi
"$BIN/motcua-catalogue" --config "$common" --config "$RUN/conf/catalogue.conf" --verb load "$seed/../national" "$seed"
sql <"$seed/content.sql"
dvcctl import dossiers "$seed/old-dossiers.json"
