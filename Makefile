# Podflame. `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

ROOT := $(CURDIR)
MVN = JAVA_HOME="$$(build-support/find-jdk.sh)" mvn --batch-mode --no-transfer-progress
NPM = npm --no-fund --no-audit --loglevel=error

.PHONY: help setup build native ui java libchdb demo demo-fix demo-down test test-cluster bench soak-attach crds images plugin format clean clean-data

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:
	@build-support/find-jdk.sh >/dev/null
	@build-support/setup.sh build

build: setup native ui java libchdb ## everything that runs

native: ## eBPF profiler, launcher and demangler (Go)
	@node-agent/native/build.sh

ui: ui/node_modules/.package-lock.json ## the page
	@cd ui && $(NPM) run --silent build

ui/node_modules/.package-lock.json: ui/package-lock.json
	@cd ui && $(NPM) ci
	@touch $@

java: ui ## agent, collector, embedded ClickHouse
	@$(MVN) -q -DskipTests package

libchdb: setup ## fetch the ClickHouse engine (150 MB, once)
	@embedded-clickhouse/fetch-libchdb.sh >/dev/null

demo: build ## run the demo on this machine (as root); EVERYTHING=1 profiles the whole machine; PORT=7070
	@EVERYTHING="$(EVERYTHING)" PORT="$(PORT)" demo/demo.sh up

demo-fix: ## put the fix into the running demo's slow service
	@demo/demo.sh fix

demo-down: ## stop a running demo from another terminal
	@demo/demo.sh down

test: ## every test there is
	@build-support/test.sh

test-cluster: build ## the tests on a real Kubernetes alone (root or Docker)
	@build-support/test-cluster.sh

bench: build ## measure, and write bench/RESULTS.md
	@bench/bench.sh

soak-attach: build ## attach to five JVMs under load and leave them; CYCLES=1000 (root)
	@build-support/soak-attach.sh $(CYCLES)

crds: ## write crds/yaml from the types, and the chart's copy
	@$(MVN) -q --projects crds test -Dtest=CrdFilesTest -Dcrds.write=true
	@mkdir -p charts/podflame/crds && cp crds/yaml/*.yaml charts/podflame/crds/

images: build ## container images of operator, collector and node agent; IMAGE_REGISTRY=, IMAGE_TAG=
	@build-support/images.sh

plugin: ## kubectl podflame as an archive with its own Java runtime, in dist/; URI= where it will be downloaded from
	@$(MVN) -q --projects kubectl-plugin -DskipTests package
	@build-support/plugin.sh $(URI)

format: ui/node_modules/.package-lock.json ## put all code into its format
	@$(MVN) -q spotless:apply
	@cd ui && $(NPM) run --silent format
	@cd node-agent/native && gofmt -w cmd
	@gofmt -w demo

clean: ## remove what was built (data and caches stay)
	@rm -rf build ui/dist ui/node_modules node-agent/native/bin dist */target

clean-data: ## remove the demo's data
	@rm -rf data
