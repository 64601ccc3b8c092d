# The two commands that a newcomer needs: `make run` cleans a real list, `make test` runs every test.
# Both install what is missing first, through apt (.ci/install-needs says what that is).

SWIFT ?= swift
# The build refuses an import that Package.swift does not list.
STRICT = --explicit-target-dependency-import-check error
LIST = Tests/Fixtures/us-legislator-offices.csv
MUSTER = .build/release/muster

.PHONY: run test test-spark release sender setup lint clean check-release metadata parity check-counts check-benchmarks benchmark manual
.PHONY: documentation install deb check-package sbom fuzz sanitize sanitize-parts

run: release
	$(MUSTER) clean $(LIST) --columns "Name=fullName,Telephone=cellPhoneNumber" --region US --output .build/clean.csv
	@echo "The first rows of .build/clean.csv:"
	@head -n 5 .build/clean.csv

# PROGRAM=.build/release/muster has the tests of the command line run that program, instead of the one that is built with them and takes
# several times as long for everything.
test: setup
	$(SWIFT) build --build-tests $(STRICT)
ifdef PROGRAM
	mkdir -p .build/programs
	ln -f $(PROGRAM) .build/debug/muster-send .build/debug/muster-stand-in .build/programs
	MUSTER_PROGRAMS=$(CURDIR)/.build/programs $(SWIFT) test --skip-build
else
	$(SWIFT) test --skip-build
endif

# What Apache Spark makes of a list against what one machine makes of it. Installs Java where it is missing, and a Spark of its own (from
# PyPI, about 400 MB) in .build/spark.
SPARK = .build/spark
test-spark: release
	@.ci/install-needs spark
	python3 -m venv $(SPARK)
	$(SPARK)/bin/pip install --quiet ./integrations/spark
	cd integrations/spark/tests && MUSTER=$(CURDIR)/$(MUSTER) PYSPARK_PYTHON=$(CURDIR)/$(SPARK)/bin/python \
	  $(CURDIR)/$(SPARK)/bin/python -m unittest --verbose

release: setup
	$(SWIFT) build -c release --product muster --static-swift-stdlib $(STRICT)

# What `muster send` and `muster stand-in` need beside the program. Building what talks to the network takes minutes.
sender: release
	$(SWIFT) build -c release --product muster-send --static-swift-stdlib $(STRICT)
	$(SWIFT) build -c release --product muster-stand-in --static-swift-stdlib $(STRICT)

# What only an optimized program can get wrong: every answer of the phone engine, over the parity table.
PARITY = Tests/PhoneNumbersTests/Fixtures/parity.tsv
check-release: release
	tail -n +2 $(PARITY) | cut -f 1,2 | $(MUSTER) phone --strict --tsv > .build/answers.tsv
	tail -n +2 $(PARITY) | cut -f 3-14 | cmp - .build/answers.tsv

# One page for each command, in .build.
manual: setup
	$(SWIFT) package plugin generate-manual --multi-page --configuration debug > .build/manual.log 2>&1 || { cat .build/manual.log; exit 1; }

# The libraries' pages, with a tutorial each, in .build.
LIBRARIES = CSV PhoneNumbers PersonNames Countries Duplicates Rules
documentation: setup
	$(SWIFT) package generate-documentation --warnings-as-errors $(LIBRARIES:%=--target %)

# Installs the program, its manual, completions and rules: `make install PREFIX=/usr/local`, with DESTDIR before it where it is packaged.
PREFIX ?= /usr/local
install: manual release
	packaging/stage $(DESTDIR)$(PREFIX)

deb: manual release
	packaging/make-deb

# What the program is made of, with licences, as SPDX 2.3 in .build/muster.spdx.json.
sbom: setup
	packaging/make-sbom > .build/muster.spdx.json

# The package on a machine without Swift, the completions in their shells, the manual's pages. Installs what it needs for that.
check-package:
	@.ci/install-needs packaging
	$(MAKE) deb
	packaging/check-shells .build/deb/usr
	packaging/check-deb .build/muster_*.deb

setup:
	@.ci/install-needs

# Every fuzz target for a minute, or for SECONDS: Tests/Fuzzing/README.md says what each holds against what.
SECONDS ?= 60
fuzz: setup
	Tests/Fuzzing/run $(SECONDS)

# The program under ThreadSanitizer and AddressSanitizer, optimized, through the tests of the command line; a report ends the run that
# causes it with status 66, and lies in .build-thread or .build-address. Takes half an hour on two cores.
SANITIZERS = thread address
sanitize: setup
	$(SWIFT) build --build-tests $(STRICT)
	for sanitizer in $(SANITIZERS); do \
	  build=$(CURDIR)/.build-$$sanitizer; \
	  $(SWIFT) build -c release --product muster --sanitize $$sanitizer --scratch-path $$build && mkdir -p $$build/programs && \
	  ln -f $$build/release/muster $$build/programs && ln -f .build/debug/muster-send .build/debug/muster-stand-in $$build/programs && \
	  SANITIZER=$$sanitizer MUSTER_PROGRAMS=$$build/programs TSAN_OPTIONS="exitcode=66 log_path=$$build/report" \
	    ASAN_OPTIONS="detect_leaks=0 exitcode=66 log_path=$$build/report" \
	    $(SWIFT) test --skip-build --filter '^CommandTests[.]' || exit 1; \
	done

# The tests of the parts that share memory or reach into it, under the same two, each in a build of its own, not optimized. TESTS=.
# takes every test.
TESTS ?= CSVTests|DuplicatesTests|ICUTests|PipelineTests
sanitize-parts: setup
	for sanitizer in $(SANITIZERS); do \
	  $(SWIFT) build --build-tests --sanitize $$sanitizer --scratch-path .build-$$sanitizer && \
	  ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --skip-build --sanitize $$sanitizer --scratch-path .build-$$sanitizer --filter '$(TESTS)' \
	    || exit 1; \
	done

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

# Makes the phone tables anew from the newest libphonenumber metadata (VERSION=9.0.43 takes that release). Needs Python and pip.
metadata:
	Sources/CTables/phones/refresh.sh

# Compares the phone engine with libphonenumber's Python port on ROWS made-up inputs. Needs Python and pip; a million rows take minutes.
ROWS ?= 1000000
SEED ?= $(shell date +%s)
parity: release
	python3 -m venv .build/oracle
	.build/oracle/bin/pip install --quiet phonenumbers==$(shell cat Sources/CTables/phones/VERSION)
	.build/oracle/bin/python Sources/CTables/phones/parity.py --rows $(ROWS) --seed $(SEED) $(MUSTER) phone --strict --tsv

# Whether the benchmarks can be built: what they say is for people to read.
check-benchmarks:
	$(SWIFT) build --package-path benchmarks

# Instructions and allocations a record, held to bounds that seconds cannot be held to. Says so where valgrind is missing.
check-counts: release
	benchmarks/counts.py $(MUSTER)

# What each part and the whole cost on this machine, in under five minutes: see benchmarks/README.md for what a figure means.
benchmark: release
	benchmarks/run

clean:
	$(SWIFT) package clean
