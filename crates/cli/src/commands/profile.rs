//! What `--profile FILE` says, be it a text or a document.

use anyhow::{Context, Result};
use jobsearch_indexer::{Options, RawPosting, formats, read_postings, read_text};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes looked at to tell a document from a text.
const HEAD: u64 = 16 << 10;

/// The text of a profile; that of a document is taken out as that of a posting is.
pub(super) fn read(path: &Path) -> Result<String> {
    let text = match is_document(path) {
        Ok(true) => text_of_document(path),
        Ok(false) => read_text(path, &Options::default()).map_err(Into::into),
        Err(error) => Err(error.into()),
    };
    text.with_context(|| format!("cannot read `{}`", path.display()))
}

/// Tells whether a file is in a format that is no text, such as PDF.
fn is_document(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(formats::recognise_bytes(&head, path).is_some())
}

fn text_of_document(path: &Path) -> Result<String> {
    let mut text = String::new();
    read_postings(path, &Options::default(), &mut |read| {
        read.posting.iter().for_each(|document| text.push_str(&lines_of(document)));
        Ok(())
    })?;
    Ok(text)
}

/// All that a document says of what somebody can, a line each.
fn lines_of(document: &RawPosting) -> String {
    let RawPosting {
        title,
        description,
        sections,
        other_titles,
        experience,
        education,
        languages,
        skills,
        ..
    } = document;
    let sections = sections.iter().flat_map(|section| [&section.heading, &section.text]);
    let single = [title, description, experience].into_iter().flatten();
    let lines = single.chain(sections).chain(other_titles).chain(education).chain(languages).chain(skills);
    lines.map(|line| format!("{line}\n")).collect()
}
