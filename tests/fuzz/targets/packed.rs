//! Archives, and word processor documents, which are archives too.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    jobsearch_fuzz::read_as("zip", data);
    jobsearch_fuzz::read_as("docx", data);
});
