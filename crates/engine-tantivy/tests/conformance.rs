//! The cases that every engine must pass, on this one.

use jobsearch_engine::{PostingWriter, conformance};
use jobsearch_engine_tantivy::{open, write};

#[test]
fn plans_are_answered_as_every_engine_must() {
    conformance::check(&mut |postings| {
        let dir = tempfile::tempdir().expect("a temporary folder can be made");
        let mut writer = write(dir.path()).expect("an index can be made");
        for posting in postings {
            writer.add(posting).expect("a posting can be added");
        }
        writer.commit("").expect("the index can be committed");
        // The files are mapped by now, and no longer needed by name.
        Box::new(open(dir.path()).expect("the index was just made"))
    });
}

#[test]
fn postings_are_taken_in_as_every_engine_must() {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = write(dir.path()).expect("an index can be made");
    conformance::check_writer(&mut writer, &mut || {
        Box::new(open(dir.path()).expect("something was committed"))
    });
}
