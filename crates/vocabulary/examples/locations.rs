//! Measures how the location fields of real postings are read: `locations FILE.ndjson…` prints how many resolve, how
//! precisely, how they agree with the postings' own codes and positions, and the most frequent values that do not.
//! With `LIST` set in the environment, it prints every value with what was read as well.

use jobsearch_posting::{Country, Location, Point, Precision};
use jobsearch_vocabulary::locations::resolve;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use std::{env, fs};

fn main() -> std::io::Result<()> {
    let mut report = Report::default();
    let list = env::var_os("LIST").is_some();
    for path in env::args().skip(1) {
        for line in fs::read_to_string(path)?.lines() {
            if let Ok(record) = serde_json::from_str::<Value>(line) {
                report.read(&record, list);
            }
        }
    }
    report.print();
    Ok(())
}

#[derive(Default)]
struct Report {
    with_location: usize,
    precisions: BTreeMap<String, usize>,
    several: usize,
    unresolved: BTreeMap<String, usize>,
    postcode: Agreement,
    position: Agreement,
    took: Duration,
}

#[derive(Default)]
struct Agreement {
    yes: usize,
    no: BTreeMap<String, usize>,
}

impl Report {
    fn read(&mut self, record: &Value, list: bool) {
        let Some(raw) = record["location_raw"].as_str().filter(|raw| !raw.trim().is_empty()) else { return };
        self.with_location += 1;
        let start = Instant::now();
        let found = resolve(raw, country(record));
        self.took += start.elapsed();
        if list {
            println!("{raw}\t{}\t{found:?}", record["country"].as_str().unwrap_or("-"));
        }
        let Some(first) = found.first() else {
            *self.unresolved.entry(raw.to_owned()).or_default() += 1;
            return;
        };
        *self.precisions.entry(format!("{:?}", first.precision)).or_default() += 1;
        self.several += usize::from(found.len() > 1);
        self.compare(record, raw, &found);
    }

    fn compare(&mut self, record: &Value, raw: &str, found: &[Location]) {
        let names: Vec<_> = found.iter().map(|place| place.name.as_str()).collect();
        if let Some(code) =
            record["postcode"].as_str().filter(|code| code.len() == 5 && country(record).is_none())
        {
            let same =
                |place: &Location| place.department.as_deref().is_none_or(|number| is_in(code, number));
            self.postcode.note(found.iter().any(same), || format!("{raw} | {code} | {names:?}"));
        }
        if let (Some(lat), Some(lon)) = (degrees(&record["lat"]), degrees(&record["lon"])) {
            let here = Point { lat, lon };
            let near = |place: &Location| {
                place.precision < Precision::Commune
                    || place.point.is_none_or(|point| point.km_to(here) < 30.0)
            };
            self.position.note(found.iter().any(near), || format!("{raw} | {lat} {lon} | {names:?}"));
        }
    }

    fn print(&self) {
        let missing: usize = self.unresolved.values().sum();
        let share = 100.0 * (1.0 - missing as f64 / self.with_location as f64);
        println!(
            "{} with a location, {share:.2} % resolve, {} to several places",
            self.with_location, self.several
        );
        println!("{:.1} µs a field", self.took.as_secs_f64() * 1e6 / self.with_location as f64);
        println!("{:?}", self.precisions);
        self.postcode.print("postcode");
        self.position.print("position");
        println!("unresolved: {missing}");
        print_most(&self.unresolved, 100);
    }
}

impl Agreement {
    fn note(&mut self, same: bool, what: impl Fn() -> String) {
        if same {
            self.yes += 1;
        } else {
            *self.no.entry(what()).or_default() += 1;
        }
    }

    fn print(&self, of: &str) {
        let no: usize = self.no.values().sum();
        println!("{of}: {} agree, {no} do not", self.yes);
        print_most(&self.no, 30);
    }
}

fn print_most(counts: &BTreeMap<String, usize>, most: usize) {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(_, count)| usize::MAX - **count);
    for (what, count) in sorted.into_iter().take(most) {
        println!("  {count:4} {what}");
    }
}

fn country(record: &Value) -> Option<Country> {
    record["country"].as_str().and_then(Country::new)
}

fn is_in(postcode: &str, department: &str) -> bool {
    postcode.starts_with(department) || department.starts_with("2A") || department.starts_with("2B")
}

fn degrees(value: &Value) -> Option<f32> {
    value.as_f64().map(|degrees| degrees as f32)
}
