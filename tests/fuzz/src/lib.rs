//! What each target does with the bytes it is given: nothing may panic, and what is promised of any text must hold.

mod echo;

use echo::Echo;
use jobsearch_analysis::{Analyzer, guess_language, surface_key};
use jobsearch_indexer::formats::Read;
use jobsearch_indexer::{Options, RawPosting, prepare, read_postings};
use jobsearch_posting::Day;
use std::sync::{LazyLock, Once};

/// The most bytes a record may have here: small, so that the limit is met too.
const MAX_RECORD: usize = 1 << 16;

/// The extensions a file may come with, chosen by its first byte.
const EXTENSIONS: [&str; 12] =
    ["txt", "md", "html", "json", "ndjson", "csv", "xml", "rss", "eml", "pdf", "docx", "zip"];

/// Reads bytes as a file with this extension would be read; what they say comes before what the extension says.
pub fn read_as(extension: &str, data: &[u8]) {
    read(extension, data, &mut drop);
}

/// Reads a file whose first byte chooses its extension, and prepares every record of it.
pub fn read_file(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else { return };
    let extension = EXTENSIONS[first as usize % EXTENSIONS.len()];
    read(extension, bytes, &mut |raw| drop(prepare(&raw, &OPTIONS)));
}

/// Goes through the door that the indexer has, which is a file.
fn read(extension: &str, data: &[u8], each: &mut dyn FnMut(RawPosting)) {
    EXPECTED.call_once(expect_panics_of_pdf);
    let path = std::env::temp_dir().join(format!("jobsearch-fuzz-{}.{extension}", std::process::id()));
    std::fs::write(&path, data).expect("a temporary file can be written");
    // That bytes are refused is as good an answer as any.
    let _ = read_postings(&path, &OPTIONS, &mut |read: Read| {
        read.posting.into_iter().for_each(&mut *each);
        Ok(())
    });
}

/// The library that reads PDFs panics on some, in a thread whose panics the reader catches; libFuzzer would end there.
fn expect_panics_of_pdf() {
    let end = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some("pdf") {
            end(panic);
        }
    }));
}

static EXPECTED: Once = Once::new();

/// Prepares a record: the first lines are its fields, the rest its body.
pub fn prepare_text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.splitn(5, '\n').map(str::to_owned);
    let title = lines.next();
    let contracts = lines.next().into_iter().collect();
    let (pay, posted, description) = (lines.next(), lines.next(), lines.next());
    let raw = RawPosting { title, contracts, pay, posted, description, ..RawPosting::default() };
    prepare(&raw, &OPTIONS);
}

/// Asks an engine that finds one posting, made of the query itself.
pub fn ask(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    if let Ok(results) = jobsearch_query::search(&Echo::of(&typed), &typed, &ASKED) {
        results.interpretation.to_string();
        results.found.iter().flat_map(|found| &found.reasons).for_each(|reason| drop(reason.to_string()));
    }
}

/// Analyses a text and checks what is promised of its terms.
pub fn analyze(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut expected = 0;
    for token in Analyzer::new().tokens(&text) {
        assert!(!token.term.is_empty(), "a term is empty: {token:?}");
        assert!(text.get(token.span.clone()).is_some_and(|read| !read.is_empty()), "no text: {token:?}");
        expected += u32::from(!token.alias);
        assert_eq!(token.position + 1, expected, "a position is left out: {token:?}");
    }
    guess_language(&text);
    surface_key(&text);
}

/// How records are read here: nothing without a bound, and always on the same day.
static OPTIONS: LazyLock<Options> = LazyLock::new(|| Options {
    max_file_bytes: 1 << 24,
    max_record_bytes: MAX_RECORD,
    today: Day(20_000),
    ..Options::default()
});

/// How queries are asked here.
static ASKED: LazyLock<jobsearch_query::Options> =
    LazyLock::new(|| jobsearch_query::Options { today: Some(Day(20_000)), ..Default::default() });
