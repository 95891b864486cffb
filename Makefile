# What a newcomer types. Everything is built where NOMADE_BUILD says (default .build).

NOMADE_BUILD ?= .build
export NOMADE_BUILD
export SWIFT_BACKTRACE ?= enable=no

# Options for `nomade demo`, such as: make demo ARGS="--port 9443 --agents 2000"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo build test check lint format schema bench fuzz docs rules

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Build, then open the demo town on https://nomades.localhost:8443/
	@Scripts/install run
	@Scripts/build --product nomade
	@exec "$(NOMADE_BUILD)/debug/nomade" demo $(ARGS)

build: ## Build the program (debug)
	@Scripts/install run
	@Scripts/build

test: ## Run every test a clean machine can: Swift, then browsers
	@Scripts/install test
	@Scripts/test

check: ## What CI runs: lint, architecture, sizes, tests, each a named step
	@Scripts/check

lint: ## Refuse code that the formatter would change
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz/Package.swift Fuzz/Harness

format: ## Format the code in place
	@swift format --in-place --recursive --parallel Package.swift Sources Tests Fuzz/Package.swift Fuzz/Harness

schema: ## Write docs/schema.sql again from the migrations
	@Scripts/install run
	@Scripts/build --product nomade
	@"$(NOMADE_BUILD)/debug/nomade" schema > docs/schema.sql

bench: ## Print the benchmark table: bare nginx beside us, release mode
	@Scripts/install bench
	@Scripts/bench

fuzz: ## Run each fuzzer for twenty seconds, or ARGS="600 head feed"
	@Scripts/install run
	@Scripts/fuzz $(ARGS)

rules: ## List the S- and X- rules that no test names
	@Scripts/rules

docs: ## Check that the links and examples of the documentation hold
	@Scripts/docs
