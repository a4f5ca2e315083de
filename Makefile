# Builds, runs and tests motcua. `make help` lists the commands a person needs.
# Each module describes itself in modules/<name>/module.mk; nothing here names one.

VARIANT ?= release
BUILD   ?= build
OUT     := $(BUILD)/$(VARIANT)
CC      ?= gcc
JOBS    ?= $(shell nproc)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wformat=2 -Wundef -Werror -Wno-missing-field-initializers
HARDEN   := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
PACKAGES := libxml-2.0 jansson openssl sqlite3 libqrencode libcurl libargon2 libutf8proc zlib libcmark
MARIADB_CFLAGS := $(shell mariadb_config --cflags 2>/dev/null)
MARIADB_LIBS   := $(shell mariadb_config --libs 2>/dev/null)
VERSION  := $(shell git describe --always --dirty 2>/dev/null || echo unknown)

CFLAGS.release := -O2 -g -D_FORTIFY_SOURCE=3
CFLAGS.asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS.release :=
LDFLAGS.asan    := -fsanitize=address,undefined

CFLAGS_ALL := -std=c11 -D_GNU_SOURCE $(WARNINGS) $(HARDEN) $(CFLAGS.$(VARIANT)) \
	$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null) $(MARIADB_CFLAGS) $(CFLAGS)
LDFLAGS_ALL := $(LDFLAGS.$(VARIANT)) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
LIBS := -lfcgi $(MARIADB_LIBS) $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lmagic -lpthread -lm

# What a room may include: core sees core, domain sees core and domain, a module sees both and itself.
# build/include holds one folder per library so that no other room is within reach of -I.
INCLUDE_DIRS := $(BUILD)/include/core/core $(BUILD)/include/domain/domain
SEES_CORE    := -I$(BUILD)/include/core
SEES_DOMAIN  := $(SEES_CORE) -I$(BUILD)/include/domain

.PHONY: all
all:

# These folders and nothing below them: a header that is gone would otherwise be made as a link, in modules/ itself.
$(INCLUDE_DIRS): $(BUILD)/include/%:
	@mkdir -p $(dir $@)
	@ln -sfn $(CURDIR)/modules/$(notdir $@) $@

# $(call library,name,include flags): modules/<name>/**/*.c -> lib<name>.a
define library
$(1)_sources := $$(sort $$(shell find modules/$(1) -name '*.c'))
$(1)_objects := $$($(1)_sources:%.c=$(OUT)/%.o)
$$($(1)_objects): SEES := $(2)
$(OUT)/lib$(1).a: $$($(1)_objects)
	@rm -f $$@
	@$(AR) rcs $$@ $$^
DEPENDENCIES += $$($(1)_objects:.o=.d)
endef

# $(call module,name[,more libraries]): called by modules/<name>/module.mk. Everything but main.c is also a library
# for the module's own unit tests. All of them are built whatever is to run: MODULES is what a person asks run.sh for.
define module
ALL_MODULES += $(1)
$(1)_libraries := $(2)
$(1)_sources := $$(sort $$(shell find modules/$(1) -name '*.c'))
$(1)_objects := $$($(1)_sources:%.c=$(OUT)/%.o)
$$($(1)_objects): SEES := $(SEES_DOMAIN) -Imodules/$(1)
$(OUT)/lib$(1).a: $$(filter-out %/main.o,$$($(1)_objects))
	@rm -f $$@
	@$(AR) rcs $$@ $$^
$(OUT)/bin/motcua-$(1): $$($(1)_objects) $(OUT)/libdomain.a $(OUT)/libcore.a
	@mkdir -p $$(@D)
	@echo "  link     $$(@F)"
	@$(CC) $(LDFLAGS_ALL) -o $$@ $$($(1)_objects) $(OUT)/libdomain.a $(OUT)/libcore.a $(LIBS) $(2)
DEPENDENCIES += $$($(1)_objects:.o=.d)
endef

$(eval $(call library,core,$(SEES_CORE)))
$(eval $(call library,domain,$(SEES_DOMAIN)))
include $(wildcard modules/*/module.mk)

BINARIES := $(ALL_MODULES:%=$(OUT)/bin/motcua-%)

.PHONY: binaries
binaries: $(BINARIES)
all: binaries

$(OUT)/%.o: %.c | $(INCLUDE_DIRS)
	@mkdir -p $(@D)
	@echo "  compile  $<"
	@$(CC) $(CFLAGS_ALL) -DMOTCUA_VERSION='"$(VERSION)"' $(SEES) -MMD -MP -c -o $@ $<

# --- fuzz targets as plain tests: tests/fuzz/<name>_fuzz.c over tests/fuzz/corpus/<name>/ -------------------------------
FUZZ_TESTS := $(patsubst %.c,$(OUT)/%,$(sort $(wildcard tests/fuzz/*_fuzz.c)))
# A target may ignore what a function answers: it looks for what must never happen. One whose name begins with that of a
# module (catalogue_xml_fuzz.c) sees the module and is linked with it.
fuzz_room = $(filter $(ALL_MODULES),$(firstword $(subst _, ,$(notdir $(1)))))
$(OUT)/tests/fuzz/standalone.o: SEES := $(SEES_DOMAIN)
define fuzz_rules
$(1).o: SEES := $(SEES_DOMAIN) $(2:%=-Imodules/%) -Wno-unused-result
$(1): $(1).o $(OUT)/tests/fuzz/standalone.o $(2:%=$(OUT)/lib%.a) $(OUT)/libdomain.a $(OUT)/libcore.a
	@$$(CC) $$(LDFLAGS_ALL) -o $$@ $$^ $$(LIBS) $(2:%=$$(%_libraries))
endef
$(foreach t,$(FUZZ_TESTS),$(eval $(call fuzz_rules,$(t),$(call fuzz_room,$(t)))))
DEPENDENCIES += $(FUZZ_TESTS:%=%.d)

.PHONY: fuzz-binaries
fuzz-binaries: $(FUZZ_TESTS)

# --- programs that tests ask: tests/support/<name>.c -------------------------------------------------------------------
TEST_PROGRAMS := $(patsubst %.c,$(OUT)/%,$(sort $(wildcard tests/support/*.c)))
$(TEST_PROGRAMS:%=%.o): SEES := $(SEES_DOMAIN)
$(TEST_PROGRAMS): %: %.o $(OUT)/libdomain.a $(OUT)/libcore.a
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)
DEPENDENCIES += $(TEST_PROGRAMS:%=%.d)

.PHONY: test-programs
test-programs: $(TEST_PROGRAMS)

# --- assets and helpers ---------------------------------------------------------------------------------------------
.PHONY: assets
assets: www $(BUILD)/www/loi/loi.html

$(BUILD)/www/loi/loi.html: conf/nginx/errors.mjs www/loi.html www/messages/vi/error.json
	@node $< $(BUILD)/www

-include conf/dev/www.mk

$(BUILD)/tools/keeper: conf/dev/keeper.c
	@mkdir -p $(@D)
	@echo "  compile  $<"
	@$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O2 -o $@ $<

# --- unit tests: tests/unit/<room>/.../<name>_test.c, one program each, linked with its room's library -------------
UNIT_SOURCES := $(sort $(shell find tests/unit -name '*_test.c' 2>/dev/null))
UNIT_TESTS   := $(UNIT_SOURCES:%.c=$(OUT)/%)
unit_room     = $(word 3,$(subst /, ,$(1)))
UNIT_ROOMS   := $(sort $(foreach s,$(UNIT_SOURCES),$(call unit_room,$(s))))

define unit_room_rules
$(filter $(OUT)/tests/unit/$(1)/%,$(UNIT_TESTS)): $(OUT)/%: $(OUT)/%.o $(if $(filter core domain,$(1)),,$(OUT)/lib$(1).a) $(OUT)/libdomain.a $(OUT)/libcore.a
	@$(CC) $(LDFLAGS_ALL) -o $$@ $$^ $(LIBS) $($(1)_libraries) -lcmocka
endef
$(foreach r,$(UNIT_ROOMS),$(eval $(call unit_room_rules,$(r))))
$(foreach s,$(UNIT_SOURCES),$(eval $(OUT)/$(s:%.c=%.o): SEES := $(SEES_DOMAIN) -Itests/unit -Imodules/$(call unit_room,$(s))))
DEPENDENCIES += $(UNIT_TESTS:%=%.d)

.PHONY: unit-binaries
unit-binaries: $(UNIT_TESTS)

# One unit test by hand: make unit T=tests/unit/core/memory/arena_test VARIANT=asan
.PHONY: unit
unit: $(OUT)/$(T)
	$(OUT)/$(T)

# --- running ---------------------------------------------------------------------------------------------------------
# Builds what one instance needs; conf/dev/run.sh does the rest. Of use beside: MODULES="catalogue workflow" (a
# subset), FRONT=national, PORT=9000, RUN_DIR=build/other (a second instance).
.PHONY: packages
packages:
	@conf/dev/install.sh build run

# The packages must be there before make can know their compiler flags, hence the second make.
.PHONY: ready
ready: packages
	@echo "motcua: building (VARIANT=$(VARIANT))"
	@$(MAKE) --no-print-directory -s -j$(JOBS) binaries assets $(BUILD)/tools/keeper

.PHONY: run start stop reset status
run start: ready
	@VARIANT=$(VARIANT) conf/dev/run.sh $@
stop reset status:
	@VARIANT=$(VARIANT) conf/dev/run.sh $@

# The second factor of a sample account, as an authenticator app would show it: make code WHO=tiepnhan
.PHONY: code
code:
	@node conf/dev/accounts.mjs $(or $(RUN_DIR),$(BUILD)/run)/accounts.json $(WHO)

# --- testing ---------------------------------------------------------------------------------------------------------
# All of it with ASan and UBSan, on servers of its own on free ports. Real data is read through MOTCUA_SHARED.
TEST_SUITES.test         :=
TEST_SUITES.test-unit    := architecture headers unit fuzz
TEST_SUITES.test-api     := check api
TEST_SUITES.test-browser := browser

tests/node_modules/.package-lock.json: tests/package.json tests/package-lock.json
	@echo "  npm ci   tests"
	@cd tests && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: test test-unit test-api test-browser
test test-unit test-api test-browser: VARIANT := asan
test test-unit test-api test-browser:
	@conf/dev/install.sh build run test
	@echo "motcua: building (VARIANT=$(VARIANT))"
	@$(MAKE) --no-print-directory -s -j$(JOBS) VARIANT=$(VARIANT) binaries unit-binaries fuzz-binaries test-programs assets $(BUILD)/tools/keeper \
		tests/node_modules/.package-lock.json
	@VARIANT=$(VARIANT) node tests/run.mjs $(TEST_SUITES.$@)

# --- looking at the code ---------------------------------------------------------------------------------------------
C_FILES := $(shell find modules tests conf -name '*.[ch]' -not -path '*/node_modules/*')

.PHONY: lint
lint:
	@conf/dev/install.sh build lint
	@$(MAKE) --no-print-directory -s $(INCLUDE_DIRS) tests/node_modules/.package-lock.json
	@tests/architecture/lint.sh

.PHONY: format
format:
	@conf/dev/install.sh lint
	@clang-format -i $(C_FILES)

# --- measuring: figures as ratios to floors built here (tests/bench) ----------------------------------------------------
.PHONY: bench-smoke
bench-smoke:
	@conf/dev/install.sh build run bench
	@$(MAKE) --no-print-directory -s -j$(JOBS) VARIANT=release binaries assets $(BUILD)/tools/keeper bench-programs
	@VARIANT=release node tests/bench/smoke.mjs

FLOORS := $(patsubst tests/bench/floor/%.c,$(BUILD)/bench/%,$(filter-out %/front.c,$(wildcard tests/bench/floor/*.c)))
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*_bench.c))
.PHONY: bench-programs
bench-programs: $(FLOORS) $(BENCHES)
$(FLOORS): $(BUILD)/bench/%: tests/bench/floor/%.c tests/bench/floor/front.c tests/bench/floor/front.h
	@mkdir -p $(@D)
	@$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O2 $(MARIADB_CFLAGS) -o $@ $(filter %.c,$^) -lfcgi $(MARIADB_LIBS) -lpthread
# Pure functions, measured in one process, as the modules are built.
$(BENCHES): $(BUILD)/bench/%: tests/bench/%.c $(OUT)/libdomain.a $(OUT)/libcore.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS_ALL) $(SEES_DOMAIN) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

.PHONY: help
help:
	@echo "make run           build and start everything on 127.0.0.1:8080; Ctrl-C stops it"
	@echo "make start, stop   the same in the background; make status says whether it runs"
	@echo "make code WHO=x    the second factor of a sample account, now"
	@echo "make reset         forget the data of make run"
	@echo "make test          all tests (make test-unit, make test-api, make test-browser: parts of them)"
	@echo "make unit T=x      one unit test by hand, e.g. T=tests/unit/core/memory/arena_test"
	@echo "make lint          look at the code; make format lays it out"
	@echo "make bench-smoke   figures against their floors, two minutes"
	@echo "make binaries      only build, into build/release/bin (or build/asan/bin)"
	@echo "Variables: MODULES=\"catalogue workflow\" FRONT=national PORT=9000 RUN_DIR=build/other VARIANT=asan"

-include $(DEPENDENCIES)
.SECONDARY:
