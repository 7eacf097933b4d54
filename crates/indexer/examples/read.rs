//! Reads files and tells what was found in them: `read [--gold GOLD.ndjson.zst] [--show FACT] FILE…`. With `--gold` the
//! given contract is hidden, and what title and text say is compared with the file's `contract_norm`.

use jobsearch_indexer::{Options, RawPosting, SourceFile, prepare, read_postings};
use jobsearch_posting::{ContractKind, ContractSet, Posting};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    let (mut gold, mut show, mut files) = (HashMap::new(), None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--gold" => gold = read_gold(arguments.next().unwrap_or_default()),
            "--show" => show = arguments.next(),
            _ => files.push(PathBuf::from(argument)),
        }
    }
    let mut tally = Tally::default();
    let start = Instant::now();
    for path in files {
        let file = SourceFile { path, bytes: 0, named: true };
        let outcome = read_postings(&file, &Options::default(), &mut |read| {
            match read.posting {
                Ok(raw) => tally.take(raw, &gold, show.as_deref()),
                Err(why) => tally.skip(&format!("{}: {why}", read.record)),
            }
            Ok(())
        });
        if let Err(error) = outcome {
            tally.skip(&error.to_string());
        }
    }
    tally.print(start.elapsed().as_secs_f64());
}

/// The contract of each posting by its id, as a judge wrote it.
fn read_gold(path: String) -> HashMap<String, String> {
    let mut gold = HashMap::new();
    let read = std::fs::read(path).expect("a file of judgements");
    let mut text = String::new();
    let mut frame = ruzstd::decoding::StreamingDecoder::new(&read[..]).expect("a zstd file");
    std::io::Read::read_to_string(&mut frame, &mut text).expect("a text");
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        if let (Some(id), Some(contract)) = (row["id"].as_str(), row["contract_norm"].as_str()) {
            gold.insert(id.to_owned(), contract.to_owned());
        }
    }
    gold
}

#[derive(Default)]
struct Tally {
    postings: usize,
    bytes: usize,
    skipped: usize,
    found: BTreeMap<&'static str, usize>,
    judged: BTreeMap<(String, &'static str), usize>,
}

impl Tally {
    fn take(&mut self, mut raw: RawPosting, gold: &HashMap<String, String>, show: Option<&str>) {
        self.postings += 1;
        self.bytes +=
            raw.description.as_ref().map_or(0, String::len) + raw.title.as_ref().map_or(0, String::len);
        if !gold.is_empty() {
            raw.contracts.clear();
        }
        let posting = prepare(&raw, &Options::default());
        self.count(&posting);
        if let Some(fact) = show {
            print_fact(fact, &raw, &posting);
        }
        let judged =
            raw.id.as_ref().and_then(|id| gold.get(id)).filter(|wanted| !kinds_of(wanted).is_empty());
        if let Some(wanted) = judged {
            let kinds = posting.facts.contract_kinds();
            let verdict = match (kinds.is_empty(), kinds.meets(kinds_of(wanted))) {
                (true, _) => "not found",
                (_, true) => "right",
                _ => "wrong",
            };
            if verdict == "wrong" && show == Some("wrong") {
                println!("{wanted}\t{}\t{:?}", posting.title, posting.facts.contracts);
            }
            *self.judged.entry((wanted.clone(), verdict)).or_default() += 1;
        }
    }

    fn skip(&mut self, why: &str) {
        self.skipped += 1;
        eprintln!("skipped {why}");
    }

    fn count(&mut self, posting: &Posting) {
        let facts = &posting.facts;
        for (name, said) in [
            ("contract", !facts.contracts.is_empty()),
            ("working time", !facts.working_time.is_empty()),
            ("location", !facts.locations.is_empty()),
            ("remote", facts.remote.is_some()),
            ("skill", !facts.skills.is_empty()),
            ("pay", facts.pay.is_some()),
            ("experience", facts.experience.is_some()),
            ("education", facts.education.is_some()),
            ("language", !facts.languages.is_empty()),
            ("posted", posting.posted.is_some()),
            ("gender tag", posting.gender_tag.is_some()),
            ("headed", posting.sections.iter().any(|section| section.heading.is_some())),
        ] {
            *self.found.entry(name).or_default() += usize::from(said);
        }
    }

    fn print(&self, seconds: f64) {
        let (postings, megabytes) = (self.postings as f64, self.bytes as f64 / 1e6);
        println!(
            "{} postings, {} skipped, {megabytes:.1} MB of text in {seconds:.1} s",
            self.postings, self.skipped
        );
        println!("{:.0} postings/s, {:.1} MB/s", postings / seconds, megabytes / seconds);
        for (name, count) in &self.found {
            println!("{name:>14} {count:>7} {:>5.1} %", *count as f64 * 100.0 / postings);
        }
        for ((wanted, verdict), count) in &self.judged {
            println!("{wanted:>14} {verdict:<10} {count}");
        }
    }
}

fn print_fact(fact: &str, raw: &RawPosting, posting: &Posting) {
    let facts = &posting.facts;
    match fact {
        "pay" => println!("{:?}\t{:?}", raw.pay, facts.pay),
        "remote" => println!("{:?}\t{:?}", raw.remote, facts.remote),
        "title" => println!("{:?}\t{}\t{:?}", raw.title, posting.title, posting.gender_tag),
        "contract" => println!("{:?}\t{:?}", raw.contracts, facts.contracts),
        "location" => println!("{:?}\t{:?}", raw.locations, facts.locations),
        "skill" => println!(
            "{}\t{:?}",
            posting.title,
            facts.skills.iter().map(|fact| (&fact.value.label, fact.value.required)).collect::<Vec<_>>()
        ),
        "posted" => println!("{:?}\t{:?}", raw.language, posting.posted),
        "section" => println!("{:#?}", posting.sections),
        "experience" => println!("{:?}\t{:?}\t{:?}", facts.experience, facts.education, facts.languages),
        _ => {}
    }
}

/// What the judge's names stand for.
fn kinds_of(name: &str) -> ContractSet {
    use ContractKind::*;
    let kinds: &[ContractKind] = match name {
        "CDI" => &[Permanent, ProjectPermanent, AgencyPermanent],
        "CDD" => &[FixedTerm, CasualFixedTerm, Seasonal, PublicContract],
        "interim" => &[Agency, AgencyPermanent],
        "stage" => &[Internship],
        "alternance" => &[WorkStudy, Apprenticeship, Professionalisation],
        "saisonnier" => &[Seasonal],
        "freelance" => &[Freelance, Umbrella],
        _ => &[],
    };
    kinds.iter().copied().collect()
}
