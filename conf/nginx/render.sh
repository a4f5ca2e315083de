#!/usr/bin/env bash
# Writes the nginx configuration of one instance into $RUN/nginx. Everything comes in by environment:
# RUN (instance folder), SOCKETS (folder of module sockets), MODULES (installed ones), LISTEN (address:port), NAMES
# (server names), STATIC (built assets), FILES (attachments), BIN (binaries), CONFIG (folder of module
# configurations), LIMITS (file of rate limits).
set -eu
CONF=$(cd "$(dirname "$0")" && pwd)
: "${RUN:?}" "${SOCKETS:?}" "${MODULES:?}" "${LISTEN:?}" "${NAMES:?}" "${STATIC:?}" "${FILES:?}" "${BIN:?}" "${CONFIG:?}"
LIMITS=${LIMITS:-$CONF/limits.conf}
CONNECTIONS=${CONNECTIONS:-100}
out=$RUN/nginx

fill()
{
	local user=

	[ "$(id -u)" -eq 0 ] && user="user ${NGINX_USER:-root};"
	sed -e "s|@USER@|$user|; s|@RUN@|$RUN|g; s|@CONF@|$CONF|g; s|@STATIC@|$STATIC|g; s|@FILES@|$FILES|g; s|@SOCKETS@|$SOCKETS|g" \
		-e "s|@LISTEN@|$LISTEN|g; s|@NAMES@|$NAMES|g; s|@LIMITS@|$LIMITS|g; s|@CONNECTIONS@|$CONNECTIONS|g" "$@"
}

installed()
{
	case " $MODULES " in *" $1 "*) return 0 ;; esac
	return 1
}

upstreams()
{
	local module

	for module in $MODULES; do
		printf 'upstream motcua_%s {\n\tserver unix:%s/%s.sock;\n}\n' \
			"$module" "$SOCKETS" "$module"
	done
}

# The locations that several modules can serve, each given to the first that is installed.
shared_locations()
{
	local location candidates module limit

	while read -r location candidates; do
		case $location in ''|'#'*) continue ;; esac
		for module in $candidates; do
			[ "$module" != any ] || module=${MODULES%% *}
			installed "$module" || continue
			limit=
			case $location in
			*/dang-nhap) limit='	limit_req zone=sign_in burst=30 nodelay;' ;;
			esac
			printf 'location %s {\n%s\n\tinclude %s/fastcgi.conf;\n\tfastcgi_pass motcua_%s;\n}\n' \
				"$location" "$limit" "$CONF" "$module"
			break
		done
	done <"$CONF/shared"
	installed catalogue || first_page
}

# Without a published home the first of these shows its own.
first_page()
{
	local module

	for module in submission workflow payment exchange; do
		installed "$module" || continue
		printf 'location = / {\n\tinclude %s/fastcgi.conf;\n\tfastcgi_pass motcua_%s;\n}\n' "$CONF" "$module"
		return
	done
}

# program MODULE OPTION: what the module says of itself.
program()
{
	"$BIN/motcua-$1" --config "$CONFIG/common.conf" --config "$CONFIG/$1.conf" "$2"
}

# Addresses that take files: as much as the module itself takes, and time for a slow line to bring it.
large_bodies()
{
	local pattern bytes

	while read -r pattern bytes; do
		printf 'location ~ "%s" {\n\tclient_max_body_size %s;\n\tclient_body_timeout 30s;\n' "$pattern" "$bytes"
		printf '\tfastcgi_send_timeout 60s;\n\tfastcgi_read_timeout 60s;\n'
		printf '\tinclude %s/fastcgi.conf;\n\tfastcgi_pass motcua_%s;\n}\n' "$CONF" "$1"
	done < <(program "$1" --limits)
}

locations()
{
	local module

	for module in $MODULES; do
		large_bodies "$module"
		[ ! -e "$CONF/modules.d/$module.conf" ] || fill "$CONF/modules.d/$module.conf"
	done
	shared_locations
}

# setting FILE KEY: the value of `KEY = value`.
setting()
{
	sed -n "s/^$2 *= *//p" "$1"
}

# The sites that may show the blocks of /nhung/ in a frame, as province.conf names them; anything else than plain origins
# would be nginx's own language.
embed_origins()
{
	local origin provinces province

	# As the modules read it: from the folder of the configuration, unless it begins with /.
	provinces=$(setting "$CONFIG/common.conf" provinces)
	provinces=${provinces:-provinces}
	[[ $provinces == /* ]] || provinces=$CONFIG/$provinces
	province=$(setting "$CONFIG/common.conf" province)
	set -f
	for origin in $(setting "$provinces/$province/province.conf" embed_origins); do
		[[ $origin =~ ^https?://[A-Za-z0-9.*-]+(:[0-9]+)?$ ]] || { echo "embed_origins: $origin" >&2; exit 1; }
		printf ' %s' "$origin"
	done
	set +f
}

mkdir -p "$out"/{body,proxy,fastcgi,uwsgi,scgi}
fill "$CONF/nginx.conf" >"$out/nginx.conf"
upstreams >"$out/upstreams.conf"
locations >"$out/locations.conf"
program "${MODULES%% *}" --headers >"$out/headers.conf"
# Somebody's file, should a browser ever show it: nothing in it runs or loads.
sed '/Content-Security-Policy/s/"[^"]*"/"sandbox; default-src '"'none'"'"/' "$out/headers.conf" >"$out/file-headers.conf"
sed -e "s|frame-ancestors 'none'|frame-ancestors 'self'$(embed_origins)|" -e '/Resource-Policy/s/same-origin/cross-origin/' \
	"$out/headers.conf" >"$out/embed-headers.conf"
{
	cat "$out/headers.conf"
	echo 'add_header Vary Accept always;'
	echo 'add_header Cache-Control "public, no-cache" always;'
} >"$out/published.conf"
