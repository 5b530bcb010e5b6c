# Cocarde: `make run` builds and runs the national scenario; `make test` checks everything.

ARGS ?=
cocarde := .build/release/cocarde

.PHONY: run test bench build deps

run: build
	$(cocarde) run Scenarios/national.yaml $(ARGS)

test: deps
	swift format lint --strict -r -p Sources Tests $(wildcard Benchmarks) Package.swift
	swift test

# Three runs of the national scenario; the engine's figures of each.
bench: build
	@for run in 1 2 3; do \
	  $(cocarde) run Scenarios/national.yaml --quiet --json $(ARGS) > .build/bench.json || exit $$?; \
	  sed -n '/"engine"/,/}/p' .build/bench.json; \
	done

build: deps
	swift build -c release --product cocarde

deps:
	@.ci/deps
