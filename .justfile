# What is done every day; `just` alone lists it.

shared := env("JOBSEARCH_SHARED", "../shared")

_list:
    @just --list --justfile {{ justfile() }}

# Compiles everything and lints it
check:
    cargo clippy --workspace --all-targets -- -D warnings

# Runs the tests: all, or those whose name holds a word
test *words:
    cargo test {{ words }}

# Writes the goldens anew, then shows what changed
bless *words:
    UPDATE_EXPECT=1 cargo test {{ words }}
    git diff --stat -- tests crates

# Measures: analyse, index, search, or all
bench *names:
    cargo bench -p jobsearch-cli {{ if names == "" { "" } else { "--bench " + names } }}

# Scores the judged queries over the real postings, where they are
relevance:
    #!/usr/bin/env bash
    set -euo pipefail
    if [ ! -d "{{ shared }}/eval" ]; then echo "skipped: no {{ shared }}/eval"; exit 0; fi
    cargo run --release --quiet -- index "{{ shared }}/data/postings" --index target/relevance
    cargo run --release --quiet -- eval "{{ shared }}/eval/queries.tsv" "{{ shared }}/eval/qrels.tsv" --index target/relevance --run target/relevance.tsv

# All that must hold before a change is taken in
ci:
    .ci/run
