#!/usr/bin/env bash
# What compilers and checkers find beyond warnings: gcc -fanalyzer, clang-tidy, cppcheck, shellcheck, and the HTML of the
# pages that the browser tests have seen. Called by make lint; exits 1 if anything is found.
# A file that compilers' checkers had nothing to say about is not asked again until it, a header of ours that it includes,
# or a rule changes (build/lint; remove it to ask about everything).
# usage: lint.sh                 everything
#        lint.sh analyzer FILE   one C file; also: lint.sh tidy FILE
set -u
cd "$(dirname "$0")/../.." || exit 2

# The flags of a file, with the rooms that it sees.
flags_of()
{
	read -ra flags <<<"-std=c11 -D_GNU_SOURCE -Ibuild/include/core $(mariadb_config --cflags) \
$(pkg-config --cflags libxml-2.0 jansson openssl sqlite3 libqrencode libcurl libargon2 libutf8proc)"
	flags+=('-DMOTCUA_VERSION="lint"')
	case $1 in
	modules/core/*) ;;
	modules/domain/*) flags+=(-Ibuild/include/domain) ;;
	*) flags+=(-Ibuild/include/domain "-I$(cut -d/ -f1,2 <<<"$1")") ;;
	esac
}

check()
{
	case $1 in
	analyzer) gcc "${flags[@]}" -O1 -fanalyzer -Wno-analyzer-too-complex -c -o /dev/null "$2" 2>&1 ;;
	tidy) clang-tidy --quiet --config-file=tests/architecture/clang-tidy.yaml "$2" -- "${flags[@]}" 2>/dev/null ;;
	esac
}

# check_changed CHECKER FILE: prints what it found. The stamp holds the names that the file depends on.
check_changed()
{
	local stamp=build/lint/$1/$2 said

	if [ -e "$stamp" ] && mapfile -t names <"$stamp" &&
		[ -z "$(find "${names[@]}" tests/architecture/clang-tidy.yaml tests/architecture/lint.sh -newer "$stamp" 2>&1)" ]; then
		return
	fi
	flags_of "$2"
	said=$(check "$1" "$2")
	if [ -n "$said" ]; then
		printf '%s\n' "$said"
		return
	fi
	mkdir -p "$(dirname "$stamp")"
	gcc "${flags[@]}" -MM "$2" | sed 's/^[^:]*://; s/\\$//' | xargs -n 1 >"$stamp"
}

case ${1-} in
analyzer|tidy)
	check_changed "$1" "$2"
	exit
	;;
esac

bad=0
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mapfile -t sources < <(find modules -name '*.c' | sort)

# found NAME FILE: prints what a checker wrote, if anything.
found()
{
	if [ -s "$2" ]; then
		cat "$2"
		bad=1
		printf '%-12s found something\n' "$1"
	else
		printf '%-12s found nothing\n' "$1"
	fi
}

each()
{
	printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 1 tests/architecture/lint.sh "$1" >"$out/$1"
}

each analyzer
found analyzer "$out/analyzer"
each tidy
found clang-tidy "$out/tidy"

# Module by module: headers of two modules may have one name. It does not read the system's headers.
for module in modules/*/; do
	cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability --inline-suppr -j "$(nproc)" \
		--suppress=missingInclude --suppress=missingIncludeSystem --suppress=nullPointerArithmeticRedundantCheck \
		'-Djson_array_foreach(array,index,value)=while ((index = json_array_size(array), value = json_array_get(array, index)) != NULL)' \
		-Ibuild/include/core -Ibuild/include/domain "-I${module%/}" "$module"
done >"$out/cppcheck" 2>&1
found cppcheck "$out/cppcheck"

mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
shellcheck -x "${scripts[@]}" >"$out/shellcheck" 2>&1
found shellcheck "$out/shellcheck"

if compgen -G 'build/screens/html/*.html' >/dev/null; then
	(cd tests && node_modules/.bin/html-validate --config html-validate.json ../build/screens/html/*.html) \
		>"$out/html" 2>&1 && : >"$out/html"
	found html "$out/html"
else
	echo "html         no pages yet: make test-browser makes them"
fi
exit $bad
