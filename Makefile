# What CI does, a person can do: `make check` and `make test`.
GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0
FUZZTIME ?= 20s

.DEFAULT_GOAL := help

.PHONY: help build test race check lint bench fuzz generate golden
help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

build: ## bin/patci, which needs nothing else to run
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/patci ./cmd/patci

test: ## every test
	$(GO) test ./...

race: ## every test, with the race detector
	$(GO) test -race ./...

check: lint ## what must hold before a commit: format, modules, vet, staticcheck, generated files fresh, patci on its own plan
	@$(MAKE) --no-print-directory fresh
	$(GO) run ./cmd/patci validate plan/2022

lint:
	@out=$$(gofmt -l cmd pkg plan schema); if [ -n "$$out" ]; then echo "not formatted:"; echo "$$out"; exit 1; fi
	$(GO) mod tidy -diff
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) -checks all,-ST1005 ./...

.PHONY: fresh
fresh: # what is generated is what would be generated now, in a copy without what is hidden
	@set -e; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; cp -R * "$$tmp"; $(MAKE) --no-print-directory -C "$$tmp" generate >/dev/null; \
	for f in $(GENERATED); do cmp -s $$f "$$tmp/$$f" || { echo "$$f is stale: make generate"; exit 1; }; done

GENERATED = pkg/rules/all.go schema/program.schema.json schema/rulebook.schema.json README.md

generate: ## the list of rule kinds, the schemas, the tables and outputs in the README
	cd pkg/rules && $(GO) run generate.go
	$(GO) run ./cmd/patci schema program -o schema/program.schema.json
	$(GO) run ./cmd/patci schema rulebook -o schema/rulebook.schema.json
	$(GO) test ./pkg/cli -run TestReadme -update >/dev/null

.PHONY: rule
rule: ## a new kind of rule in a folder of its own: make rule NAME=casting_vote
	@cd pkg/rules && $(GO) run scaffold.go $(NAME)
	@$(MAKE) --no-print-directory generate

golden: ## rewrite the expected outputs of the scripts, then look at git diff
	$(GO) test ./pkg/cli -update

bench: ## speed and memory, and validate against only decoding the same files
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## each fuzz target for FUZZTIME
	@for p in $$($(GO) list ./...); do for t in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
		echo "$$p $$t"; $(GO) test -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 50x $$p || exit 1; done; done
