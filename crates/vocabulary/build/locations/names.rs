//! The names of places: the keys they are found by, and how sure each is.

use super::tables::Draft;
use crate::keys::CODE_MARK;
use jobsearch_analysis::Analyzer;
use jobsearch_posting::Precision;
use std::collections::{BTreeMap, HashMap};

/// What a name is to its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Standing {
    /// Its own name.
    Own,
    /// Its own name without the leading article.
    Shortened,
    /// Another name.
    Alias,
    /// The name of a commune that is now part of it.
    Former,
    /// A department's number.
    Number,
    /// A postcode.
    Postcode,
    /// A country's or state's letters; kept apart from names.
    Code,
}

/// Every key with the places it may mean.
pub(crate) struct Names {
    analyzer: Analyzer,
    keys: BTreeMap<String, Vec<(u32, Standing)>>,
    common: HashMap<String, f32>,
}

impl Names {
    pub(crate) fn new(common: Vec<(String, f32)>) -> Self {
        let mut new = Self { analyzer: Analyzer::new(), keys: BTreeMap::new(), common: HashMap::new() };
        for (name, certainty) in common {
            let key = new.key(&name);
            new.common.insert(key, certainty);
        }
        new
    }

    /// Adds a place's own name in all its usual spellings.
    pub(crate) fn add_own(&mut self, at: u32, place: &Draft) {
        if place.is_district() {
            return self.add_district(at, &place.name);
        }
        if place.name.contains(" (") {
            self.add(&place.name, at, Standing::Own);
        }
        let outside = place.name.split(" (").next().unwrap_or_default();
        for name in outside.split('/').map(str::trim) {
            self.add(name, at, Standing::Own);
            for (one, other) in [("-lès-", "-lez-"), ("-lez-", "-lès-")] {
                if name.contains(one) {
                    self.add(&name.replace(one, other), at, Standing::Own);
                }
            }
        }
    }

    pub(crate) fn add(&mut self, name: &str, at: u32, standing: Standing) {
        if standing == Standing::Code {
            return self.insert(format!("{CODE_MARK}{}", name.to_lowercase()), at, standing);
        }
        // With and without hyphens: `-le-` may be read as the ending of a word, ` le ` never is.
        for name in [name, &name.replace('-', " ")] {
            self.insert(self.key(name), at, standing);
            if let Some(rest) = without_article(name) {
                let shortened = if standing == Standing::Own { Standing::Shortened } else { standing };
                self.insert(self.key(rest), at, shortened);
            }
        }
    }

    pub(crate) fn check(&self) -> Result<(), String> {
        match self.common.keys().find(|name| !self.keys.contains_key(*name)) {
            Some(name) => Err(format!("common_words.tsv: no place is called `{name}`")),
            None => Ok(()),
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&String, &Vec<(u32, Standing)>)> {
        self.keys.iter()
    }

    /// The places a key may mean with the certainty of each, the likeliest first.
    pub(crate) fn certainties(
        &self,
        key: &str,
        found: &[(u32, Standing)],
        places: &[Draft],
    ) -> Vec<(u32, f32)> {
        let mut weighed: Vec<(u32, Standing, f32)> = Vec::new();
        for (at, standing) in found {
            if !weighed.iter().any(|(known, ..)| known == at) {
                weighed.push((*at, *standing, weight(&places[*at as usize], *standing)));
            }
        }
        // A department that is its only commune, or a region its only department, is no rival of it.
        let inner: Vec<&Draft> = weighed.iter().map(|(at, ..)| &places[*at as usize]).collect();
        for (at, _, weight) in &mut weighed {
            if inner.iter().any(|finer| places[*at as usize].is_little_more_than(finer, *at)) {
                *weight *= 0.02;
            }
        }
        weighed.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
        let sum: f32 = weighed.iter().map(|(.., weight)| weight).sum();
        let common = self.common.get(key).copied();
        let certainty = |(at, standing, weight): &(u32, Standing, f32)| {
            let place = &places[*at as usize];
            let most = common.unwrap_or_else(|| most_for_length(key, place));
            (*at, alone(key, place, *standing).min(most) * (weight / sum).sqrt())
        };
        weighed.iter().map(certainty).collect()
    }

    /// `Paris 8e`, `Paris 08`, `8e arrondissement de Paris`…
    fn add_district(&mut self, at: u32, name: &str) {
        let mut words = name.split(' ');
        let (Some(city), Some(ordinal)) = (words.next(), words.next()) else { return };
        let number: u8 = ordinal.trim_end_matches(|c: char| c.is_alphabetic()).parse().unwrap_or_default();
        let ordinals =
            [ordinal.to_owned(), format!("{number}eme"), format!("{number}ème"), format!("{number}er")];
        let padded = format!("{number:02}");
        for spelling in ordinals.iter().chain([&number.to_string(), &padded]) {
            self.add(&format!("{city} {spelling} arrondissement"), at, Standing::Own);
            self.add(&format!("{spelling} arrondissement de {city}"), at, Standing::Alias);
            self.add(&format!("{spelling} arrondissement {city}"), at, Standing::Alias);
            // `Marseille 13` is the city with the number of its department.
            if city != "Marseille" || number != 13 || ordinals.contains(spelling) {
                self.add(&format!("{city} {spelling}"), at, Standing::Own);
            }
        }
    }

    fn insert(&mut self, key: String, at: u32, standing: Standing) {
        if !key.is_empty() {
            let known = self.keys.entry(key).or_default();
            if !known.contains(&(at, standing)) {
                known.push((at, standing));
            }
        }
    }

    /// The words as typed, each marked by `=`, as the walk along a text looks for them.
    fn key(&self, name: &str) -> String {
        let tokens = self.analyzer.tokens(name);
        let words: Vec<_> =
            tokens.iter().filter(|token| !token.alias).map(|token| format!("={}", token.word)).collect();
        words.join(" ")
    }
}

fn without_article(name: &str) -> Option<&str> {
    let articles = ["Le ", "La ", "Les ", "The ", "le ", "la ", "les "];
    articles.iter().find_map(|article| name.strip_prefix(article))
}

/// How likely a place is meant among its namesakes: its people, those of France tenfold, since that is where most
/// postings are (overseas fivefold); of its neighbours in language, threefold.
fn weight(place: &Draft, standing: Standing) -> f32 {
    let people = place.population.max(50) as f32;
    let near = match place.country.as_str() {
        "FR" if place.is_overseas() => 5.0,
        "FR" => 10.0,
        "BE" | "CH" | "LU" | "MA" => 3.0,
        _ => 1.0,
    };
    let kind = match place.precision {
        Precision::Country => return 1e9,
        // A city abroad is meant before the state or canton that is called like it.
        Precision::Region if place.country != "FR" => 0.1,
        _ => 1.0,
    };
    let standing = match standing {
        Standing::Alias => 0.5,
        Standing::Shortened => 0.1,
        Standing::Former => 0.02,
        _ => 1.0,
    };
    // The tables know no towns of a county.
    let least = if place.precision == Precision::Region && place.country != "FR" { 1e6 } else { 0.0 };
    people.max(least) * near * kind * standing
}

/// How sure a name is that no other place shares and that is no ordinary word.
fn alone(key: &str, place: &Draft, standing: Standing) -> f32 {
    match (standing, place.precision) {
        (Standing::Number, _) => 0.6,
        (Standing::Postcode | Standing::Code, _) => 0.95,
        (Standing::Former, _) => 0.4,
        (_, Precision::Country | Precision::Region | Precision::Department) => 0.95,
        (Standing::Shortened, _) if !key.contains(' ') => 0.6 * town(place),
        _ => town(place),
    }
}

/// How sure a town's name is: the farther and the smaller the town, the likelier its name is something else.
fn town(place: &Draft) -> f32 {
    let steps: [(u32, f32); 4] = match place.country.as_str() {
        "FR" => [(50_000, 0.95), (10_000, 0.9), (2_000, 0.8), (500, 0.65)],
        "BE" | "CH" | "LU" | "MA" | "MC" => [(50_000, 0.9), (10_000, 0.8), (2_000, 0.6), (0, 0.4)],
        "GB" | "IE" | "CA" => [(300_000, 0.9), (50_000, 0.8), (10_000, 0.55), (0, 0.35)],
        _ => [(1_000_000, 0.9), (300_000, 0.8), (100_000, 0.6), (50_000, 0.4)],
    };
    let least = if place.country == "FR" { 0.5 } else { 0.25 };
    steps.iter().find(|(people, _)| place.population >= *people).map_or(least, |(_, certainty)| *certainty)
}

/// Very short names of towns are more often something else; those of countries and regions are well-known letters.
fn most_for_length(key: &str, place: &Draft) -> f32 {
    let name = key.trim_start_matches('=');
    let is_number = name.starts_with(|c: char| c.is_ascii_digit());
    match name.chars().count() {
        _ if is_number || place.precision != Precision::Commune => 1.0,
        0..=2 => 0.1,
        3 => 0.6,
        _ => 1.0,
    }
}
