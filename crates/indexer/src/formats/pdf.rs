//! PDF: the text of its pages, where it has one.

use super::{Each, Format, Input, Read, ReadError, read_whole, text};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// The longest a file may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Room for files whose parts lie deep in each other.
const STACK: usize = 64 << 20;

/// A file with fewer letters a page holds scanned pages.
const LETTERS: usize = 20;

/// PDF.
pub(super) struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn about(&self) -> &'static str {
        "PDF with text in it; the first line is the title unless a label names one"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn fields(&self) -> Vec<String> {
        text::labels()
    }

    fn reads_bytes(&self) -> bool {
        true
    }

    fn one_a_file(&self) -> bool {
        true
    }

    fn recognises(&self, head: &[u8], _path: &Path) -> bool {
        // Some programs put a line of their own before it.
        head.get(..1024).unwrap_or(head).windows(5).any(|window| window == b"%PDF-")
    }

    fn read(&self, input: &mut Input<'_>, each: Each<'_>) -> Result<(), ReadError> {
        let text = text_of(read_whole(input)?).map_err(ReadError::Refused)?;
        if text.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
            return Err(ReadError::refused("the PDF has no text, its pages are pictures"));
        }
        each(Read { record: String::new(), posting: text::posting_of(&unwrapped(&text)) })
    }
}

/// Takes the text out, in a thread of its own: a file made to harm may take for ever, or deeper than a stack goes.
fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    let (sender, receiver) = mpsc::channel();
    let taking = move || {
        let text = std::panic::catch_unwind(|| pdf_extract::extract_text_from_mem(&bytes));
        // Nobody listens any more when it took too long.
        let _ = sender.send(text);
    };
    let thread = std::thread::Builder::new().name("pdf".into()).stack_size(STACK).spawn(taking);
    thread.map_err(|error| format!("the PDF cannot be read now ({error})"))?;
    match receiver.recv_timeout(PATIENCE) {
        Ok(Ok(Ok(text))) => Ok(text),
        Ok(Ok(Err(error))) => Err(explain(&error)),
        Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => {
            Err("the PDF is broken: what its pages say makes no sense".into())
        }
        Err(mpsc::RecvTimeoutError::Timeout) => Err("the PDF takes too long to read".into()),
    }
}

fn explain(error: &pdf_extract::OutputError) -> String {
    let said = error.to_string();
    let locked = ["password", "decrypt", "encrypt"].iter().any(|word| said.to_lowercase().contains(word));
    if locked { "the PDF is locked with a password".into() } else { format!("the PDF is broken ({said})") }
}

/// Puts lines together that the page's width broke: one that goes on in lower case goes on.
fn unwrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut blank = true;
    for line in single_spaced(text) {
        let goes_on = line.starts_with(char::is_lowercase) || line.starts_with(['(', '«']);
        match lines.last_mut().filter(|last| goes_on && !blank && !last.ends_with([':', '.', ';'])) {
            Some(last) if last.ends_with('-') => last.push_str(line),
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => lines.push(line.to_owned()),
        }
        blank = line.is_empty();
    }
    lines.join("\n")
}

/// The lines; of a page whose lines all stand far apart, without what is blank between each two.
fn single_spaced(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    let close = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty()).count();
    let written = lines.iter().filter(|line| !line.is_empty()).count();
    if close * 4 > written {
        return lines;
    }
    let before = std::iter::once(&"").chain(&lines);
    let spread = lines.iter().zip(before).filter(|(line, before)| !line.is_empty() || before.is_empty());
    spread.map(|(line, _)| *line).collect()
}
