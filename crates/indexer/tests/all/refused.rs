//! Files made to break a reader are refused with a reason, and nothing else is lost.

use jobsearch_indexer::{Options, read_postings};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes under a name; returns titles and reasons.
fn said(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let options = Options { max_record_bytes: 1 << 20, ..Options::default() };
    let mut said = Vec::new();
    let outcome = read_postings(&path, &options, &mut |read| {
        let what = read.posting.map_or_else(|why| format!("! {why}"), |raw| raw.title.unwrap_or_default());
        said.push(format!("{} {what}", read.record).trim().to_owned());
        Ok(())
    });
    said.extend(outcome.err().map(|error| format!("!! {error}")));
    said
}

fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(said(name, bytes), expected, "{name}");
}

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn archives_are_held_to_their_limits() {
    let text = "Soudeur TIG\n\nTexte de l'offre.".as_bytes();
    let inner = archive(&[("a.txt", text)]);
    check(
        "a.zip",
        &archive(&[
            ("b.zip", &inner),
            ("c.exe", text),
            ("d.txt", text),
            (".e.txt", text),
            ("f.json", b"{\"x"),
        ]),
        &[
            "!b.zip ! an archive inside an archive is not opened",
            "!c.exe ! its extension is none that postings come with",
            "!d.txt Soudeur TIG",
            "!f.json: line 1 ! the JSON breaks off at column 3",
        ],
    );
    let mut line = b"{\"title\": \"Cariste\"}\n".to_vec();
    line.extend([&b" ".repeat(1000)[..], b"\n"].concat().repeat(80 << 10));
    let bomb = said("bomb.zip", &archive(&[("a.ndjson", &line), ("b.txt", text)]));
    assert_eq!(bomb, ["!a.ndjson: line 1 Cariste", "!! the archive unpacks to far more than it should"]);
    check(
        "cut.zip",
        &inner[..40],
        &["!! the archive cannot be opened (invalid Zip archive: Could not find EOCD)"],
    );
}

#[test]
fn documents_that_cannot_be_read_say_why() {
    let unreadable = said("a.pdf", b"%PDF-1.4\nnothing of the sort");
    assert!(unreadable[0].starts_with("!! the PDF is broken"), "{unreadable:?}");
    check("b.pdf", b"no pages at all\0", &["!! it is binary"]);
    let large = [&b"%PDF-1.4\n"[..], &b" ".repeat(2 << 20)].concat();
    check("c.pdf", &large, &["!! it is over the size limit of a record"]);
    let empty = archive(&[("word/other.xml", b"<w/>")]);
    check("d.docx", &empty, &["!! the document cannot be opened (it has no text)"]);
    let broken = archive(&[("word/document.xml", b"<w:p><w:t>a</w:p>")]);
    assert!(said("e.docx", &broken)[0].starts_with("!! the document cannot be opened"));
    check("f.eml", b"From: a@example.org\r\n\r\n", &["! the message has no text"]);
}

#[test]
fn a_row_that_does_not_fit_is_passed_over() {
    let table = "titre;ville;contrat\nSoudeur;Metz;CDI\nCariste;Tours\n;;\nVendeur;Pau;CDD\n";
    check(
        "a.csv",
        table.as_bytes(),
        &["line 2 Soudeur", "line 3 ! it has 2 cells where the header has 3", "line 5 Vendeur"],
    );
    check("b.csv", b"a,b\n1,2\n", &["!! none of its columns is a title: a,b"]);
    let open = format!("titre;ville\nSoudeur;\"{}", "x".repeat(3 << 20));
    let said = said("c.csv", open.as_bytes());
    assert!(said[0].contains("over the size limit"), "{said:?}");
}

#[test]
fn depth_does_not_break_a_reader() {
    let deep = format!("{{\"jobs\": {}", "[".repeat(10_000));
    assert!(said("a.json", deep.as_bytes())[0].contains("recursion limit"));
    let deep =
        format!("{{\"absolute_url\": 1, \"internal_job_id\": 1, \"jobs\": {}", "{\"jobs\":".repeat(10_000));
    let said = said("b.json", deep.as_bytes());
    assert!(said.last().unwrap().contains("recursion limit"), "{said:?}");
}
