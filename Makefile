# Cocarde: `make run` builds and runs the national scenario; `make test` checks everything.

ARGS ?=
cocarde := .build/release/cocarde

.PHONY: run test bench build deps

run: build
	$(cocarde) run Scenarios/national.yaml $(ARGS)

test: deps
	swift format lint --strict -r -p Sources Tests $(wildcard Benchmarks) Package.swift
	swift test

# The national scenario beside a C program, in rounds; ARGS=--smoke for a few seconds of it.
bench: deps
	swift build -c release --product cocarde-bench
	.build/release/cocarde-bench $(ARGS)

build: deps
	swift build -c release --product cocarde

deps:
	@.ci/deps
