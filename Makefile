# SPDX-License-Identifier: EUPL-1.2
PREFIX ?= /usr/local
DESTDIR ?=
RELEASE = swift build -c release --product gehoord --static-swift-stdlib
share = $(DESTDIR)$(PREFIX)/share/gehoord
docs = $(DESTDIR)$(PREFIX)/share/doc/gehoord
units = $(DESTDIR)$(PREFIX)/lib/systemd/system

# With the options of the release, so that what both are made of is built once.
BENCH = swift build -c release --product message-bench --static-swift-stdlib

ONECORE = taskset -c 0

.PHONY: help demo test build release install lint fuzz soak bench clean

help: ## lists what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: ## gets what is missing, builds, and runs the main job on sample mail; sends nothing
	@.ci/packages build
	@echo '==> Building' && $(RELEASE)
	@.build/release/gehoord demo

test: ## gets what is missing, builds, and runs every test, with real mail servers on loopback
	@.ci/packages test
	@.ci/test

build: ## builds for development
	@.ci/packages build
	@swift build

release: ## builds the program as it is installed
	@.ci/packages build
	@$(RELEASE)

install: release ## installs under DESTDIR and PREFIX (/usr/local)
	install -D -s -m 755 .build/release/gehoord $(DESTDIR)$(PREFIX)/bin/gehoord
	install -d -m 755 $(share) $(docs) $(units)
	cp -R Config Templates $(share)/
	sed 's|/usr/bin/gehoord|$(PREFIX)/bin/gehoord|g' systemd/gehoord.service > $(units)/gehoord.service
	install -m 644 README.md LICENSE $(docs)/
	@echo '==> Installed. Next: copy $(PREFIX)/share/gehoord/Config/minimal.json5 to /etc/gehoord/gehoord.json5'

lint: ## checks the style of the sources
	@swift format lint --strict -r Sources Tests Package.swift

fuzz: ## reads damaged mails for a minute: no crash, no hang, no growth
	@$(BENCH) && .build/release/message-bench fuzz 60

soak: ## the same for an hour, with another seed each time
	@$(BENCH) && .build/release/message-bench fuzz 3600 $$(date +%s)

bench: ## measures reading; beside GMime where libgmime-3.0-dev is installed
	@$(BENCH) && .build/release/message-bench corpus .build/corpus
	@$(ONECORE) .build/release/message-bench speed .build/corpus
	@if pkg-config --exists gmime-3.0; then \
	  cc -O2 -o .build/gmime-peer Tests/MessageBench/gmime-peer.c $$(pkg-config --cflags --libs gmime-3.0) && \
	  $(ONECORE) .build/gmime-peer .build/corpus; \
	else echo 'gmime: not installed (apt-get install libgmime-3.0-dev)'; fi

clean: ## removes everything that was built
	@rm -rf .build
