#!/usr/bin/env bash
# Writes what the modules of one instance read: secrets, common.conf, one <module>.conf each, dvcctl.conf, and env.json
# for tests and anybody's own checks.
# usage: settings.sh conf | env
set -eu
# shellcheck source=conf/dev/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
: "${MODULES:?}" "${WEB_PORT:?}" "${SIMULATOR_PORT:?}" "${SMTP_PORT:?}"

base_url=http://$ADDRESS:$WEB_PORT
simulator_url=http://$ADDRESS:$SIMULATOR_PORT

common()
{
	cat <<-END
	# Written by conf/dev/settings.sh; conf/common.conf.sample explains each key.
	modules = $MODULES
	front = $FRONT
	province = ${PROVINCE:-mau}
	provinces = $ROOT/conf/provinces
	database_socket = $SOCKETS/db.sock
	database_name = motcua
	secret_file = $RUN/secrets/hmac
	templates = $ROOT/www/templates
	messages = $ROOT/www/messages
	guides = $ROOT/www/guides
	static_files = $BUILD/www/static
	published = $RUN/published
	search_index = $RUN/published/current/search.sqlite
	files = $RUN/files
	password_list = $ROOT/conf/passwords-common.txt
	base_url = $base_url
	workers = ${WORKERS:-8}
	secure_cookies = no
	test_clock = yes
	END
}

# What one module needs beside that: its account, and its own keys.
of_module()
{
	local module=$1

	echo "database_user = motcua_$module"
	echo "database_password_file = $RUN/secrets/database-$module"
	case $module in
	catalogue)
		echo "bundle_key_file = $RUN/secrets/bundle-key"
		echo "bundle_trusted = $RUN/conf/bundle-trusted"
		;;
	payment)
		cat <<-END
		payplat_url = $simulator_url/payplat/init
		payplat_partner = DVCTINH1
		payplat_secret_file = $RUN/secrets/payplat
		vnpay_pay_url = $simulator_url/vnpay/pay
		vnpay_api_url = $simulator_url/vnpay/api
		vnpay_terminal = DVCTINH1
		vnpay_secret_file = $RUN/secrets/vnpay
		END
		;;
	exchange)
		cat <<-END
		smtp_host = $ADDRESS
		smtp_port = $SMTP_PORT
		mail_from = mot-cua@tinh.example.vn
		sms_url = $simulator_url/sms
		population_url = $simulator_url/population/tra-cuu
		population_token_url = $simulator_url/population/token
		population_client = mot-cua-mau
		population_secret_file = $RUN/secrets/population
		population_integration = MAU
		population_service = TRA_CUU_CONG_DAN
		population_agent = mot-cua
		vneid_authorise_url = $simulator_url/vneid/authorize
		vneid_token_url = $simulator_url/vneid/token
		vneid_claims_url = $simulator_url/vneid/userinfo
		vneid_client = mot-cua-mau
		vneid_secret_file = $RUN/secrets/vneid
		END
		;;
	esac
}

write_conf()
{
	local module

	mkdir -p "$RUN/secrets" "$RUN/conf"
	secret hmac 32
	secret payplat 24
	secret vnpay 24
	secret population 24
	secret vneid 24
	# Procedures go to other installations signed with it; whom this one trusts is told by a test.
	[ -s "$RUN/secrets/bundle-key" ] || (umask 0377 && openssl genpkey -algorithm ed25519 -out "$RUN/secrets/bundle-key")
	[ -e "$RUN/conf/bundle-trusted" ] || : >"$RUN/conf/bundle-trusted"
	common >"$RUN/conf/common.conf"
	for module in $MODULES; do
		secret "database-$module" 24
		of_module "$module" >"$RUN/conf/$module.conf"
	done
	{
		echo "database_user = $(id -un)"
		echo "migrations = $ROOT/db/migrations"
		echo "grants = $ROOT/db/grants"
		echo "secrets = $RUN/secrets"
	} >"$RUN/conf/dvcctl.conf"
}

# Secrets stand here in plain text: the instance is private, its folder closed to others.
write_env()
{
	local accounts={} module

	[ ! -s "$RUN/accounts.json" ] || accounts=$(cat "$RUN/accounts.json")
	(
		umask 077
		cat <<-END
		{
		  "base_url": "$base_url",
		  "run_dir": "$RUN",
		  "front": "$FRONT",
		  "modules": [$(for module in $MODULES; do printf '%s"%s"' "${comma-}" "$module"; comma=', '; done)],
		  "accounts": $accounts,
		  "mail_dir": "$RUN/mail",
		  "sms_dir": "$RUN/sms",
		  "simulator_url": "$simulator_url",
		  "gateways": {
		    "payplat": {
		      "partner": "DVCTINH1",
		      "secret": "$(cat "$RUN/secrets/payplat")",
		      "callback_path": "/thanh-toan/goi-lai/payplat",
		      "control_url": "$simulator_url/payplat/control"
		    },
		    "vnpay": {
		      "terminal": "DVCTINH1",
		      "secret": "$(cat "$RUN/secrets/vnpay")",
		      "callback_path": "/thanh-toan/goi-lai/vnpay",
		      "control_url": "$simulator_url/vnpay/control"
		    }
		  },
		  "database_socket": "$SOCKETS/db.sock",
		  "database_name": "motcua",
		  "database_user": "$(id -un)",
		  "module_sockets": {$(comma=; for module in $MODULES; do
			printf '%s"%s": "%s/%s.sock"' "$comma" "$module" "$SOCKETS" "$module"; comma=', '; done)},
		  "status_socket": "$SOCKETS/status.sock",
		  "config_dir": "$RUN/conf",
		  "binaries": "$BIN",
		  "running": "$RUN/services.running",
		  "log_dir": "$RUN/log"
		}
		END
	) >"$RUN/env.json.new"
	mv "$RUN/env.json.new" "$RUN/env.json"
}

case ${1-} in
conf) write_conf ;;
env) write_env ;;
*) die "usage: settings.sh conf | env" ;;
esac
