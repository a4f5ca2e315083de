# Assets: theme, fonts, scripts -> build/www/static, which nginx serves as /static/. Included by the Makefile.

WWW_STATIC  := $(BUILD)/www/static
WWW_SOURCES := $(shell find www/theme www/static -type f) www/build.mjs

www/node_modules/.package-lock.json: www/package.json www/package-lock.json
	@echo "  npm ci   www"
	@cd www && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(WWW_STATIC)/citizen.css: $(WWW_SOURCES) www/node_modules/.package-lock.json
	@echo "  assets   $(WWW_STATIC)"
	@node www/build.mjs $(WWW_STATIC)

.PHONY: www
www: $(WWW_STATIC)/citizen.css
all: www
