//! PDF.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| jobsearch_fuzz::read_as("pdf", data));
