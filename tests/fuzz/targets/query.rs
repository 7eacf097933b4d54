//! A typed query, from its parsing to its highlights.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| jobsearch_fuzz::ask(data));
