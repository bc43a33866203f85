# nnrun: see README.md. Everything below works from a fresh clone.

PREFIX ?= /usr/local
NNRUN = .build/release/nnrun
# Tests see inside the modules, so they are another build, in a folder of its own.
TEST_FLAGS = -c release -Xswiftc -enable-testing --scratch-path .build-test
# On Linux the Swift runtime is linked in: the program starts in a third of the time, and runs where there is no toolchain.
# It looks for libraries where the system keeps them, and not beside itself.
# Without debugging information it is built in nine tenths of the time, and takes three quarters of the space.
BUILD_FLAGS = -c release --disable-local-rpath -debug-info-format none $(if $(filter Linux,$(shell uname)),--static-swift-stdlib)
SOURCES = Package.swift Sources Tests Benchmarks

.PHONY: run build test check lint imports packaging warnings results fuzz reproduce schemas schemas-current portability bench install setup clean

run: build ## Build, and run the activation sweep
	$(NNRUN) experiments/activation_sweep.yaml

setup: ## Install the system packages that are missing
	@.ci/setup

build: setup ## Build the program
	swift build $(BUILD_FLAGS) --product nnrun

test: setup ## Run the tests
	swift test $(TEST_FLAGS)

check: lint imports warnings schemas-current packaging results portability ## Check format, imports, warnings, schemas, packaging, results, and bits elsewhere

lint: ## Check the format of the sources
	swift format lint --strict --recursive $(SOURCES)

imports: ## Check that each target imports only what it may
	.ci/check-imports --self-test
	.ci/check-imports

packaging: build ## Check what is installed, and what the workflow uses
	.ci/check-packaging $(NNRUN)

warnings: setup ## Compile every source anew, and fail on a warning
	@find Sources Tests Benchmarks -name '*.swift' -exec touch {} +
	@swift build --build-tests $(TEST_FLAGS) >.build-test/warnings.log 2>&1 || { cat .build-test/warnings.log; exit 1; }
	@if grep -E '(warning|error):' .build-test/warnings.log; then echo 'make: warnings are errors here' >&2; exit 1; fi
	@echo 'no warnings'

results: reproduce ## Reproduce the committed results, and fail where a byte differs
	git diff --exit-code --stat -- results
	@new=$$(git status --porcelain -- results); if [ -n "$$new" ]; then echo "$$new"; exit 1; fi

reproduce: build ## Run every experiment, but those whose data are not installed
	@.ci/setup data
	.ci/reproduce $(NNRUN)

schemas: build ## Write the schemas of experiment and dataset files, and the reference
	$(NNRUN) schema experiment >schemas/experiment.schema.json
	$(NNRUN) schema dataset >schemas/dataset.schema.json
	$(NNRUN) describe --markdown >docs/REFERENCE.md

schemas-current: build ## Fail where the committed schemas or reference are not the program's, or schemas do not fit the files
	$(NNRUN) schema experiment | diff - schemas/experiment.schema.json
	$(NNRUN) schema dataset | diff - schemas/dataset.schema.json
	$(NNRUN) describe --markdown | diff - docs/REFERENCE.md
	@if python3 -c 'import jsonschema, yaml' 2>/dev/null; then python3 .ci/check-schemas.py; \
	else echo 'no Python packages jsonschema and yaml: the schemas are not tried on files'; fi

portability: build ## Compare the bits with those of other processors, emulated by qemu where it is installed
	.ci/portability $(NNRUN)

# What the fuzzer tries: plan (YAML to plan), csv or npy, and for how many seconds. Inputs that it found stay in .build-fuzz/corpus.
FUZZ ?= plan csv npy
FUZZ_SECONDS ?= 600
FUZZ_SEEDS_plan = Tests/ExperimentTests/Malformed experiments
FUZZ_SEEDS_csv = Tests/Fuzzing/Seeds/csv experiments/datasets/tables
FUZZ_SEEDS_npy = Tests/Fuzzing/Seeds/npy

fuzz: setup ## Make up inputs with libFuzzer, and fail where one ends the program (FUZZ="csv npy" FUZZ_SECONDS=60)
	swift build -c release --scratch-path .build-fuzz --target Fuzzing -Xswiftc -sanitize=fuzzer
	swiftc -sanitize=fuzzer -o .build-fuzz/fuzz $$(find .build-fuzz/release/*.build -name '*.o') -lyaml -lz -ldeflate $(if $(filter Linux,$(shell uname)),-lcrypto)
	@for subject in $(FUZZ); do mkdir -p .build-fuzz/corpus/$$subject; done
	@$(foreach subject,$(FUZZ),NNRUN_FUZZ=$(subject) nice .build-fuzz/fuzz -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=4096 -max_len=8192 \
	  -print_final_stats=1 -artifact_prefix=.build-fuzz/$(subject)- .build-fuzz/corpus/$(subject) $(FUZZ_SEEDS_$(subject)) &&) true

bench: build ## Measure nnrun beside its peers, and write Benchmarks/RESULTS.md (BENCH=--long adds the notebook's own code, BENCH='--only networks' runs one section)
	swift build $(BUILD_FLAGS) --product kernel-benchmark
	python3 Benchmarks/run.py --nnrun $(NNRUN) $(BENCH)

install: build ## Install the program and its datasets under PREFIX
	@umask 022 && install -d "$(DESTDIR)$(PREFIX)/bin" && install -m 755 $(NNRUN) "$(DESTDIR)$(PREFIX)/bin/nnrun" && \
	  find experiments/datasets -type f ! -name '*.py' | while read -r file; do \
	    target="$(DESTDIR)$(PREFIX)/share/nnrun/$${file#experiments/}"; \
	    install -d "$${target%/*}" && install -m 644 "$$file" "$$target" || exit 1; \
	  done
	@echo "installed: $(DESTDIR)$(PREFIX)/bin/nnrun and its datasets"

clean: ## Delete what was built
	rm -rf .build .build-test .build-fuzz
