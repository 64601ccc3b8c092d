# The two commands that a newcomer needs: `make run` cleans a real list, `make test` runs every test.
# Both install what is missing first (ICU's headers and pkg-config, through apt).

SWIFT ?= swift
# The build refuses an import that Package.swift does not list.
STRICT = --explicit-target-dependency-import-check error
LIST = Tests/Fixtures/us-legislator-offices.csv
MUSTER = .build/release/muster

.PHONY: run test release setup lint clean

run: release
	$(MUSTER) clean $(LIST) --columns "Name=fullName,Telephone=cellPhoneNumber" --region US --output .build/clean.csv
	@echo "The first rows of .build/clean.csv:"
	@head -n 5 .build/clean.csv

test: setup
	$(SWIFT) build --build-tests $(STRICT)
	$(SWIFT) test --skip-build

release: setup
	$(SWIFT) build -c release --product muster --static-swift-stdlib $(STRICT)

setup:
	@.ci/install-needs

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

clean:
	$(SWIFT) package clean
