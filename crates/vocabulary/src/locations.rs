//! Places: the communes, departments and regions of France, the towns of the world, states and countries.
//!
//! ```
//! use jobsearch_analysis::Analyzer;
//! use jobsearch_vocabulary::locations::{recognise, resolve};
//!
//! let tokens = Analyzer::new().tokens("infirmière Lyon 3e");
//! let found = recognise(&tokens);
//! let (_, place, certainty) = found.iter().find(|(tokens, ..)| *tokens == (1..3)).unwrap();
//! assert_eq!(place.place().name(), "Lyon 3e Arrondissement");
//! assert!(*certainty > 0.9);
//!
//! let found = resolve("66 - ST CYPRIEN (66750)", None);
//! assert_eq!(found[0].commune.as_deref(), Some("66171"));
//! ```
//!
//! [`recognise`] finds places in analysed text, [`resolve`] reads the location field of a posting, [`suggest`] mends
//! a typing error. Where a name is shared, the most populous place comes first, those in France counted tenfold.

mod field;
mod packed;
mod place;
mod recognise;
mod resolve;
mod suggest;

pub use place::{Place, PlaceId, count};
pub use recognise::recognise;
pub use resolve::resolve;
pub use suggest::suggest;

#[cfg(test)]
mod tests {
    use super::*;
    use jobsearch_analysis::Analyzer;
    use jobsearch_posting::Precision;
    use std::fs;

    /// The likeliest place of a text that is nothing but its name.
    fn named(text: &str) -> Option<Place> {
        let tokens = Analyzer::new().tokens(text);
        let mut found = recognise(&tokens).into_iter();
        found.find(|(range, ..)| *range == (0..tokens.len())).map(|(_, id, _)| id.place())
    }

    fn table(name: &str) -> Vec<Vec<String>> {
        let text = fs::read_to_string(format!("tables/locations/{name}.tsv")).unwrap_or_default();
        text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn tables_are_sorted_and_name_each_row_once() {
        let keys = [
            ("admin1", 2),
            ("cities", 1),
            ("common_words", 1),
            ("communes", 1),
            ("countries", 1),
            ("departments", 1),
            ("exonyms", 2),
            ("merged", 2),
            ("regions", 1),
        ];
        for (name, key) in keys {
            let rows = table(name);
            assert!(!rows.is_empty(), "{name}");
            for pair in rows.windows(2) {
                assert!(pair[0][..key] < pair[1][..key], "{name}: {:?} before {:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn every_department_is_found_by_number_and_name() {
        for row in table("departments") {
            let by_number = named(&row[0]).unwrap_or_else(|| panic!("{}", row[0]));
            assert_eq!((by_number.name(), by_number.department()), (row[1].as_str(), Some(row[0].as_str())));
            let tokens = Analyzer::new().tokens(&row[1]);
            let by_name = |(_, id, _): &(_, PlaceId, _)| id.place() == by_number;
            assert!(recognise(&tokens).iter().any(by_name), "{}", row[1]);
            if row[1] != "Paris" {
                assert_eq!(
                    resolve(&row[1].to_uppercase(), None)[0].department,
                    Some(row[0].clone()),
                    "{}",
                    row[1]
                );
            }
        }
    }

    #[test]
    fn every_district_is_found_in_all_its_spellings() {
        for (city, first, count, postcode) in
            [("Paris", 75101, 20, 75000), ("Lyon", 69381, 9, 69000), ("Marseille", 13201, 16, 13000)]
        {
            for number in 1..=count {
                let code = (first + number - 1).to_string();
                let ordinal = if number == 1 { "1er".to_owned() } else { format!("{number}e") };
                for text in [
                    format!("{city} {ordinal}"),
                    format!("{city} {number}ème"),
                    format!("{} {}", city.to_uppercase(), ordinal.to_uppercase()),
                    format!("{city} {ordinal} arrondissement"),
                    format!("{ordinal} arrondissement de {city}"),
                    format!("{city} ({})", postcode + number),
                    format!("{} {city}", postcode + number),
                ] {
                    let found = resolve(&text, None);
                    assert_eq!(
                        found.iter().map(|place| place.commune.as_deref()).collect::<Vec<_>>(),
                        [Some(code.as_str())],
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_commune_is_found_by_its_name_and_department() {
        // `ville` says nothing in a location field, so these two need their postcode.
        let unlike_words = |row: &&Vec<String>| {
            !matches!(row[1].as_str(), "Ville" | "Villé") && !row[1].ends_with("Arrondissement")
        };
        let mut lost = Vec::new();
        for row in table("communes").iter().filter(unlike_words) {
            let found = resolve(&format!("{} - {}", row[2], row[1].to_uppercase()), None);
            if found.len() != 1 || found[0].commune.as_ref() != Some(&row[0]) {
                lost.push(format!("{} {}: {found:?}", row[2], row[1]));
            }
        }
        assert!(lost.is_empty(), "{} communes: {:#?}", lost.len(), &lost[..lost.len().min(20)]);
    }

    #[test]
    fn old_names_and_other_languages_are_known() {
        let check = |text: &str, name: &str, precision: Precision| {
            let place = named(text).unwrap_or_else(|| panic!("`{text}` is not known"));
            assert_eq!((place.name(), place.precision()), (name, precision), "{text}");
        };
        use Precision::*;
        for (text, name, precision) in [
            ("Londres", "London", Commune),
            ("Genf", "Geneva", Commune),
            ("Bâle", "Basel", Commune),
            ("Bruxelles", "Brussels", Commune),
            ("casa", "Casablanca", Commune),
            ("Fès", "Fes", Commune),
            ("Tanger", "Tangier", Commune),
            ("La Défense", "Courbevoie", Commune),
            ("sophia-antipolis", "Valbonne", Commune),
            ("st etienne", "Saint-Étienne", Commune),
            ("Ulis", "Les Ulis", Commune),
            ("Annecy-le-Vieux", "Annecy", Commune),
            ("Rhône-Alpes", "Auvergne-Rhône-Alpes", Region),
            ("PACA", "Provence-Alpes-Côte d'Azur", Region),
            ("IDF", "Île-de-France", Region),
            ("région parisienne", "Île-de-France", Region),
            ("Nord-Pas-de-Calais", "Hauts-de-France", Region),
            ("Vaud", "Vaud", Region),
            ("Texas", "Texas", Region),
            ("Angleterre", "England", Region),
            ("haute savoie", "Haute-Savoie", Department),
            ("États-Unis", "États-Unis", Country),
            ("USA", "États-Unis", Country),
            ("Morocco", "Maroc", Country),
            ("UK", "Royaume-Uni", Country),
            ("Brest", "Brest", Commune),
        ] {
            check(text, name, precision);
        }
    }

    #[test]
    fn a_place_knows_what_it_lies_in() {
        let lyon = named("Lyon").map(|place| place.to_location()).unwrap_or_default();
        assert_eq!(
            (lyon.commune.as_deref(), lyon.department.as_deref(), lyon.region.as_deref()),
            (Some("69123"), Some("69"), Some("84"))
        );
        let rabat = named("Rabat").map(|place| place.to_location()).unwrap_or_default();
        assert_eq!((rabat.commune, rabat.region.as_deref()), (None, Some("Rabat-Salé-Kénitra")));
        let france = named("France");
        assert!(france.is_some_and(|place| place.region().is_none() && place.population() > 60_000_000));
        assert!(
            france.and_then(|place| place.point()).is_some_and(|point| (46.0..49.0).contains(&point.lat))
        );
    }
}
