//! A file of any kind: unpacked, decoded, recognised, read and prepared.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| jobsearch_fuzz::read_file(data));
