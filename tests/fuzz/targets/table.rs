//! Tables between commas, semicolons, bars or tabs.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| jobsearch_fuzz::read_as("csv", data));
