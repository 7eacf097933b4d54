//! `field:value`: what must be so.

use crate::amounts::{self, AmountMeaning, radius_in, told};
use crate::asked::Role;
use crate::facts::{AskedFacts, all_near, area};
use crate::interpretation::Understood;
use crate::options::{Options, QueryError};
use crate::parse::{Part, PartKind};
use crate::suggest::nearest;
use crate::understand::Reader;
use jobsearch_analysis::Analyzer;
use jobsearch_engine::{Area, Condition, Quantity, Spot, Wanted};
use jobsearch_vocabulary::{Meaning, Mention, contracts, locations, longest};

/// The fields one can type, each under all its names.
pub(crate) const FIELDS: &[(&str, &[&str])] = &[
    ("contract", &["contract", "contrat", "type"]),
    ("location", &["location", "lieu", "ville", "place", "city", "où", "ou", "where", "localisation"]),
    ("radius", &["radius", "rayon", "distance"]),
    ("remote", &["remote", "télétravail", "teletravail"]),
    ("time", &["time", "temps", "horaire"]),
    ("hours", &["hours", "heures"]),
    ("pay", &["pay", "salary", "salaire", "rémunération", "remuneration", "tjm"]),
    ("posted", &["posted", "publié", "publie", "published", "since", "depuis", "date"]),
    ("start", &["start", "début", "debut"]),
    ("duration", &["duration", "durée", "duree", "months", "mois"]),
    ("experience", &["experience", "expérience", "xp"]),
    ("title", &["title", "titre", "poste", "intitulé", "intitule"]),
    ("company", &["company", "entreprise", "société", "societe", "employeur"]),
    ("text", &["text", "texte"]),
];

/// The fields whose values are figures.
const QUANTITIES: &[(&str, Quantity)] = &[
    ("pay", Quantity::Pay(None)),
    ("posted", Quantity::Posted),
    ("start", Quantity::Start),
    ("duration", Quantity::Months),
    ("hours", Quantity::Hours),
    ("experience", Quantity::Experience),
];

/// The field of a name, or else the nearest name there is.
pub(crate) fn named(name: &str) -> Result<&'static str, Option<&'static str>> {
    let known = FIELDS.iter().find(|(_, names)| names.contains(&name));
    known.map(|(field, _)| *field).ok_or_else(|| {
        let all = FIELDS.iter().flat_map(|(_, names)| names.iter().copied());
        nearest(name, all)
    })
}

/// Tells whether the value of a field may stand behind a blank, as in `lieu: Lyon`: those whose names say little else.
pub(crate) fn takes_blank(name: &str) -> bool {
    asks_place(name) || matches!(name, "contrat" | "contract")
}

/// Tells whether a field asks for a place.
fn asks_place(name: &str) -> bool {
    named(name) == Ok("location")
}

/// Gives fields for places the words behind them that make a longer name with their values: `lieu:La Rochelle vendeur`.
pub(crate) fn with_whole_places(mut parts: Vec<Part>) -> Vec<Part> {
    let analyzer = Analyzer::new();
    for at in 1..parts.len() {
        let [.., field, words] = &mut parts[..=at] else { continue };
        let is_field = matches!(&field.kind, PartKind::Field(name) if asks_place(name));
        if !is_field || words.kind != PartKind::Words || words.excluded {
            continue;
        }
        let text = format!("{} {}", field.text, words.text);
        let tokens = analyzer.tokens(&text);
        let from_start = locations::recognise(&tokens).into_iter().filter(|(name, ..)| name.start == 0);
        let end = from_start.map(|(name, ..)| tokens[name.end - 1].span.end).max();
        if let Some(end) = end.filter(|end| *end > field.text.len()) {
            field.text = text[..end].to_owned();
            words.text = text[end..].trim_start().to_owned();
        }
    }
    parts.retain(|part| part.kind != PartKind::Words || !part.text.is_empty());
    parts
}

/// How a value of a kind is written.
pub(crate) fn example(what: &str) -> Option<&'static str> {
    Some(match what {
        "contract" => "contract:CDI",
        "location" => "location:Lyon",
        "remote mode" => "remote:hybrid",
        "working time" => "time:night",
        "pay" => "pay:>45k",
        "day of posting" => "posted:<30d",
        "start month" => "start:2027-01",
        "length of a contract" => "duration:6",
        "number of hours a week" => "hours:35",
        "experience" => "experience:<2",
        "distance" => "radius:30km",
        _ => return None,
    })
}

/// What the value of a field for figures is.
fn value_name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Pay(_) => "pay",
        Quantity::Posted => "day of posting",
        Quantity::Start => "start month",
        Quantity::Months => "length of a contract",
        Quantity::Hours => "number of hours a week",
        Quantity::Experience => "experience",
    }
}

/// How far round a place an offer may be, as a field says it.
pub(crate) fn radius_of(parts: &[Part]) -> Result<Option<f32>, QueryError> {
    let is_radius = |part: &&Part| matches!(&part.kind, PartKind::Field(name) if named(name) == Ok("radius"));
    let Some(part) = parts.iter().rev().find(is_radius) else { return Ok(None) };
    let bare =
        part.text.trim().parse().ok().filter(|km: &f32| Options::DISTANCES_KM.contains(&f64::from(*km)));
    let said = bare.or_else(|| Some(radius_in(&part.text, &Analyzer::new().tokens(&part.text))?.0));
    said.map(Some).ok_or_else(|| unknown("distance", &part.text))
}

/// Makes one filter of those that are alternatives: `contrat:CDI contrat:stage` asks for either.
pub(crate) fn join_alternatives(filters: &mut Vec<Condition>) {
    let mut joined: Vec<Condition> = Vec::new();
    for filter in filters.drain(..) {
        let fits = |known: &&mut Condition| {
            !known.negated && !filter.negated && can_join(&known.wanted, &filter.wanted)
        };
        match joined.iter_mut().find(fits) {
            Some(known) => join(known, filter),
            None => joined.push(filter),
        }
    }
    *filters = joined;
}

fn can_join(one: &Wanted, other: &Wanted) -> bool {
    matches!((one, other), (Wanted::Contract(_), Wanted::Contract(_)) | (Wanted::Place(_), Wanted::Place(_)))
}

fn join(known: &mut Condition, other: Condition) {
    match (&mut known.wanted, other.wanted) {
        (Wanted::Contract(set), Wanted::Contract(more)) => *set = set.union(more),
        (Wanted::Place(areas), Wanted::Place(more)) => areas.extend(more),
        _ => return,
    }
    known.label = format!("{} / {}", known.label, other.label);
}

impl Reader<'_> {
    /// Reads a field, under its own name.
    pub(crate) fn field(&mut self, field: &str, value: &str, excluded: bool) -> Result<(), QueryError> {
        let quantity = QUANTITIES.iter().find(|(name, _)| *name == field).map(|(_, quantity)| *quantity);
        match (field, quantity) {
            ("title", _) => self.text_filter(field, (value, Role::Title), excluded),
            ("company", _) => self.text_filter(field, (value, Role::Company), excluded),
            ("text", _) => self.text_filter(field, (value, Role::Phrase), excluded),
            ("location", _) => self.place_filter(value, excluded)?,
            // Read before all others.
            ("radius", _) => {
                self.intent
                    .understood
                    .push(Understood::filter(value, format!("within {} km", self.radius_km)));
            }
            ("time" | "hours", _) => self.hours_or_time(field, value, excluded)?,
            (_, Some(quantity)) => self.amount_filter(quantity, value, excluded)?,
            (_, None) => self.fact_filter(field, value, excluded)?,
        }
        Ok(())
    }

    fn text_filter(&mut self, field: &str, (value, role): (&str, Role), excluded: bool) {
        let understood = Understood::filter(value.trim(), format!("{field} “{}”", value.trim()));
        match excluded {
            true => self.exclude_text((value, role.field()), understood),
            false => self.text(value, role, understood),
        }
    }

    fn place_filter(&mut self, value: &str, negated: bool) -> Result<(), QueryError> {
        let within = radius_in(value, &self.analyzer.tokens(value));
        let name = within.as_ref().map_or(value, |(_, name)| name);
        let found = locations::resolve(name, None);
        if found.is_empty() {
            let nearest = locations::suggest(name).map(str::to_owned);
            return Err(QueryError::UnknownValue { what: "location", value: name.to_owned(), nearest });
        }
        let radius = within.as_ref().map_or(self.radius_km, |(km, _)| *km);
        let mut areas: Vec<Area> = found.iter().map(|place| area(&Spot::of(place), None, radius)).collect();
        let mut label = found.iter().map(|place| place.name.as_str()).collect::<Vec<_>>().join(", ");
        if within.is_some() {
            areas.iter_mut().for_each(all_near);
            label.push_str(&format!(" + {radius} km"));
        }
        let condition = Condition { label: label.clone(), wanted: Wanted::Place(areas), negated };
        self.filter(value, format!("location {label}"), condition);
        Ok(())
    }

    /// `time:35h` asks for hours, `hours:night` for a time.
    fn hours_or_time(&mut self, field: &str, value: &str, negated: bool) -> Result<(), QueryError> {
        let is_figure = value.contains(|c: char| c.is_ascii_digit());
        let is_time = field == "time" || !self.mentions_of("time", value).is_empty();
        match is_time && !is_figure {
            true => self.fact_filter("time", value, negated),
            false => self.amount_filter(Quantity::Hours, value, negated),
        }
    }

    fn amount_filter(&mut self, quantity: Quantity, value: &str, negated: bool) -> Result<(), QueryError> {
        let tokens = self.analyzer.tokens(value);
        let Some(AmountMeaning::Wanted(quantity, span)) = told(quantity, value, &tokens, self.options.today)
        else {
            let counts_from_today = matches!(quantity, Quantity::Posted | Quantity::Start);
            return Err(match (self.options.today, counts_from_today) {
                (None, true) => QueryError::NoToday { value: value.to_owned() },
                _ => unknown(value_name(quantity), value),
            });
        };
        let label = amounts::label(&AmountMeaning::Wanted(quantity, span));
        let condition = Condition { label: label.clone(), wanted: Wanted::Amount(quantity, span), negated };
        self.filter(value, label, condition);
        Ok(())
    }

    fn fact_filter(&mut self, field: &str, value: &str, negated: bool) -> Result<(), QueryError> {
        let what: &'static str = match field {
            "contract" => "contract",
            "remote" => "remote mode",
            _ => "working time",
        };
        let mentions = self.mentions_of(field, value);
        let mut facts = AskedFacts::default();
        mentions.iter().for_each(|mention| facts.add_mention(value, mention, negated));
        let conditions = facts.conditions(self.radius_km);
        if conditions.is_empty() {
            let near =
                contracts::suggest_contract(value).filter(|near| !self.mentions_of(field, near).is_empty());
            let nearest = near.map(str::to_owned);
            return Err(QueryError::UnknownValue { what, value: value.to_owned(), nearest });
        }
        for condition in conditions {
            self.filter(value, format!("{what} {}", condition.label), condition);
        }
        Ok(())
    }

    /// What a value says that a field can ask for.
    fn mentions_of(&self, field: &str, value: &str) -> Vec<Mention> {
        let mut mentions = longest(self.vocabulary.contract_mentions(&self.analyzer.tokens(value)));
        mentions.retain(|mention| match mention.meaning {
            Meaning::Contract(_) => field == "contract",
            Meaning::Remote(_) => field == "remote",
            Meaning::WorkingTime(_) => field == "time",
            Meaning::Concept(_) | Meaning::Place(_) => false,
        });
        mentions
    }

    fn filter(&mut self, value: &str, meaning: String, condition: Condition) {
        let understood = Understood::filter(value, meaning);
        let understood = if condition.negated { understood.excluded() } else { understood };
        self.intent.understood.push(understood);
        self.intent.filters.push(condition);
    }
}

fn unknown(what: &'static str, value: &str) -> QueryError {
    QueryError::UnknownValue { what, value: value.to_owned(), nearest: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_posting::ContractKind;

    #[test]
    fn every_field_has_one_name_of_its_own_and_an_example_that_names_it() {
        let mut all: Vec<&str> = FIELDS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "{all:?}");
        for (field, names) in FIELDS {
            assert!(names.contains(field), "{field}");
        }
        for (field, quantity) in QUANTITIES {
            assert!(
                example(value_name(*quantity)).is_some_and(|example| example.starts_with(field)),
                "{field}"
            );
        }
        assert_eq!((named("salaire"), named("salaires")), (Ok("pay"), Err(Some("salaire"))));
    }

    #[test]
    fn filters_of_one_kind_are_alternatives() {
        let contract = |kind: ContractKind| Wanted::Contract(kind.into());
        let mut filters = vec![
            Condition::new("CDI", contract(ContractKind::Permanent)),
            Condition::new("posted", Wanted::Amount(Quantity::Posted, jobsearch_engine::Span::exactly(1.0))),
            Condition::new("stage", contract(ContractKind::Internship)),
            Condition::not("intérim", contract(ContractKind::Agency)),
        ];
        join_alternatives(&mut filters);
        let labels: Vec<&str> = filters.iter().map(|filter| filter.label.as_str()).collect();
        assert_eq!(labels, ["CDI / stage", "posted", "intérim"]);
    }
}
