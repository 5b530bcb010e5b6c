# Cocarde: `make run` builds and runs the national scenario; `make test` checks everything.

ARGS ?=
cocarde := .build/release/cocarde

.PHONY: run test bench build docs deps

run: build
	$(cocarde) run Scenarios/national.yaml $(ARGS)

test: deps
	swift format lint --strict -r -p Sources Tests $(wildcard Benchmarks) Package.swift
	swift test

# The national scenario beside a C program, in rounds; ARGS=--smoke for a few seconds of it.
bench:
	@.ci/deps build
	swift build -c release --product cocarde-bench
	.build/release/cocarde-bench $(ARGS)

build:
	@.ci/deps build
	swift build -c release --product cocarde

# The documentation of every room, from its comments and catalogues: one archive to serve.
docs: deps
	.ci/docs

deps:
	@.ci/deps
