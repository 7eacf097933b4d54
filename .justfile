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

# Scores the judged queries over the real postings, where they are, beside plain engines (SQLite needs a C compiler)
relevance:
    #!/usr/bin/env bash
    set -euo pipefail
    postings="{{ shared }}/data/postings" queries="{{ shared }}/eval/queries.tsv" qrels="{{ shared }}/eval/qrels.tsv"
    if [ ! -d "{{ shared }}/eval" ]; then echo "skipped: no {{ shared }}/eval"; exit 0; fi
    cargo run --release --quiet -- index "$postings" --index target/relevance
    cargo run --release --quiet --manifest-path benches/peers/Cargo.toml -- "$postings" "$queries" target/peers
    scored=()
    for run in target/peers/*.tsv; do scored+=(--score "$run"); done
    cargo run --release --quiet -- eval "$queries" "$qrels" --index target/relevance --run target/relevance.tsv "${scored[@]}"
    cargo run --release --quiet -- eval-variants "$queries" --index target/relevance

# Scores the search without each part of the ranking in turn; the index is that of `just relevance`
ablation:
    cargo run --release --quiet -- eval "{{ shared }}/eval/queries.tsv" "{{ shared }}/eval/qrels.tsv" --index target/relevance --ablation

# Feeds a target with bytes for so many seconds (needs a C++ compiler), or every target in turn
fuzz target="all" seconds="600":
    #!/usr/bin/env bash
    set -euo pipefail
    cd tests/fuzz
    targets="{{ target }}"
    if [ "$targets" = all ]; then targets=$(ls targets | sed 's/[.]rs$//'); fi
    host=$(rustc -vV | sed -n 's/^host: //p')
    RUSTC_WRAPPER="$PWD/with-coverage" cargo build --release --bins --target "$host"
    for target in $targets; do
        mkdir -p "corpus/$target" artifacts
        # libFuzzer looks through folders: what it is not given to write to is only read. A PDF may take a minute.
        "target/$host/release/$target" "corpus/$target" ../../seeds -artifact_prefix=artifacts/ \
            -max_total_time={{ seconds }} -rss_limit_mb=2048 -timeout=70
    done

# All that must hold before a change is taken in
ci:
    .ci/run
