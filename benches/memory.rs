//! What indexing takes in memory: writes so many 10⁹ bytes of made-up postings (2 unless another number is given), runs
//! `jobsearch index` on them and on a changed copy of a few, and tells the most it had in memory at once.
//!
//! `cargo bench --bench memory -- 0.5`; `JOBSEARCH_POSTINGS` keeps the postings in a file of that name, to be used again.

#[expect(dead_code, reason = "the seeds are all that is needed of it")]
mod measure;

use measure::corpus::texts;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The most that is wanted, in 10⁶ bytes.
const WANTED: f64 = 300.0;
/// Companies, each with a standing paragraph.
const COMPANIES: u64 = 20_000;
/// Words besides those of the seeds.
const WORDS: u64 = 400_000;
/// One posting in so many is the one before it, in another town.
const REPOSTED: u64 = 5;

fn main() {
    let gigabytes =
        std::env::args().filter_map(|argument| argument.parse::<f64>().ok()).next().unwrap_or(2.0);
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let postings = std::env::var_os("JOBSEARCH_POSTINGS")
        .map_or_else(|| dir.path().join("postings.ndjson"), PathBuf::from);
    if !postings.is_file() {
        write_postings(&postings, (gigabytes * 1e9) as u64);
    }
    let bytes = postings.metadata().expect("the postings are there").len() as f64 / 1e9;
    let index = dir.path().join("index");
    println!("indexing {bytes:.2} GB of postings");
    run("all of them, at first", &index, &postings);
    run("the same again", &index, &postings);
    let few = dir.path().join("few.ndjson");
    write_postings(&few, 1_000_000);
    run("1 MB more, later", &index, &few);
}

/// Runs the program, and tells the most memory it had.
fn run(what: &str, index: &Path, postings: &Path) {
    let start = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_jobsearch"));
    program.arg("index").arg(postings).arg("--index").arg(index);
    let mut child = program.spawn().expect("the program starts");
    let mut most = [0.0_f64; 2];
    let status = loop {
        // The kernel keeps the peak of the whole; the part that is not files is asked for now and then.
        let now = memory(child.id());
        most = [most[0].max(now[0]), most[1].max(now[1])];
        match child.try_wait().expect("it can be waited for") {
            Some(status) => break status,
            None => std::thread::sleep(std::time::Duration::from_millis(50)),
        }
    };
    assert!(status.success(), "{what}: {status}");
    let [whole, own] = most;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{what:24}{whole:8.0} MB at most ({WANTED} wanted), {own:.0} MB of them not files, {seconds:.0} s"
    );
}

/// The most a process had in memory, and what it has now that is not a file's, in 10⁶ bytes.
fn memory(process: u32) -> [f64; 2] {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    ["VmHWM:", "RssAnon:"].map(|name| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        let kibibytes: f64 =
            line.split_whitespace().next().and_then(|value| value.parse().ok()).unwrap_or(0.0);
        kibibytes * 1.024e-3
    })
}

/// Writes a file of at least so many bytes, made of the sentences of the seeds and of words nobody knows.
fn write_postings(path: &Path, bytes: u64) {
    let seeds = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds"));
    let texts = texts(seeds);
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| line.split(' ').count() > 5);
    let lines: Vec<&str> = lines.collect();
    let titles: Vec<&str> = texts.iter().filter_map(|text| text.lines().next()).collect();
    let mut out = BufWriter::new(File::create(path).expect("a file can be made"));
    let (mut chance, mut written, mut body) = (Chance(bytes), 0, String::new());
    for number in 0.. {
        let company = chance.below(COMPANIES);
        if chance.below(REPOSTED) > 0 || body.is_empty() {
            body = (0..10).map(|_| chance.changed(&lines)).collect();
        }
        let mut its_own = Chance(company);
        let standing: String = (0..3).map(|_| its_own.changed(&lines)).collect();
        let title = titles[chance.below(titles.len() as u64) as usize];
        let record = serde_json::json!({
            "id": format!("{bytes}-{number}"),
            "title": format!("{title} {}", word(chance.below(WORDS))),
            "company": word(company),
            "description": format!("{standing}{body}"),
            "location_raw": "Lyon",
        });
        let record = record.to_string();
        writeln!(out, "{record}").expect("there is room on the disk");
        written += record.len() as u64;
        if written > bytes {
            break;
        }
    }
    out.flush().expect("there is room on the disk");
}

/// A chain of numbers that look like chance, the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)) % bound
    }

    /// One of some lines with a third of its words changed; few words are met often, most rarely.
    fn changed(&mut self, lines: &[&str]) -> String {
        let line = lines[self.below(lines.len() as u64) as usize];
        let words = line.split(' ').map(|known| match self.below(3) {
            0 => {
                let most = 1 + self.below(WORDS);
                word(self.below(most))
            }
            _ => known.to_owned(),
        });
        words.collect::<Vec<_>>().join(" ") + "\n"
    }
}

/// A word for a number.
fn word(mut number: u64) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b"bcdfghjklmnprstvz"[(number % 17) as usize]));
        word.push(char::from(b"aeiou"[(number / 17 % 5) as usize]));
        number /= 85;
        if number == 0 {
            return word;
        }
    }
}
