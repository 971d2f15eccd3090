# `make demo` shows the main job, `make test` runs every test. Both set up what they need, from nothing.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check unit policies browser-tests sandbox-tests engine-tests fault-tests package-tests bench generated clean

# npm runs every script with the project's own Node, from node_modules/.bin.
RUN := npm run --silent

help: ## what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

node_modules/.package-lock.json: package.json package-lock.json components/package.json
	npm ci --no-audit --no-fund --loglevel error
	@touch $@

setup: node_modules/.package-lock.json ## packages, the emulator and the engine
	$(RUN) sandbox -- setup

demo: node_modules/.package-lock.json ## deploy both stacks to an AWS on this machine, and see replication work (KEEP=1 leaves it)
	$(RUN) demo

test: node_modules/.package-lock.json ## the next eight, of every kind; the first two side by side, since each uses one core
	$(MAKE) --jobs 2 --output-sync=target check unit
	$(MAKE) policies browser-tests sandbox-tests engine-tests fault-tests package-tests

check: node_modules/.package-lock.json ## types, lint, walls, what is unused, format, workflows
	$(RUN) types
	$(RUN) lint
	$(RUN) walls
	$(RUN) unused
	$(RUN) format:check
	$(RUN) workflows

unit: node_modules/.package-lock.json ## unit tests, with coverage
	$(RUN) test:unit

policies: node_modules/.package-lock.json ## lint, simulation and mutation of the IAM documents
	$(RUN) test:policies

browser-tests: node_modules/.package-lock.json ## the page of a diagnosis, in a real browser
	$(RUN) test:browser

sandbox-tests: setup ## the stand-ins and the emulator
	$(RUN) test:sandbox

engine-tests: setup ## the stacks and components on a real engine
	$(RUN) test:engine

fault-tests: setup ## some seeds of `npm run faults`: calls to AWS that are broken, processes that are killed
	$(RUN) test:faults

package-tests: setup ## the component package: its schema, its use from another project, and as a plug-in
	$(RUN) test:package

bench: setup ## time and memory of preview and up, of one pair and of many, beside plain programs
	$(RUN) bench

generated: node_modules/.package-lock.json ## write anew what is generated: components/schema.json, tables of settings and arguments, docs/least-privilege.md, the picture of a comment
	$(RUN) schema
	$(RUN) tables
	$(RUN) least-privilege
	$(RUN) picture

clean: ## remove everything that was downloaded or built
	-$(RUN) sandbox -- stop
	rm -rf .sandbox coverage components/dist node_modules
