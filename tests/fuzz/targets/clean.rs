//! The cleaning of a record and what is recognised in it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| jobsearch_fuzz::prepare_text(data));
