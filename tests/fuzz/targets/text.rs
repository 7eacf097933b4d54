//! Plain text and Markdown.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    jobsearch_fuzz::read_as("txt", data);
    jobsearch_fuzz::read_as("md", data);
});
