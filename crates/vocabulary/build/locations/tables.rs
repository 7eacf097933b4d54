//! Reads the tables of places.

use super::Standing;
use super::names::Names;
use jobsearch_posting::Precision;
use std::collections::HashMap;
use std::fs;

/// A place, before it is packed.
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) precision: Precision,
    pub(crate) country: String,
    pub(crate) code: String,
    pub(crate) department: String,
    pub(crate) region: Option<u32>,
    pub(crate) population: u32,
    pub(crate) lat: f32,
    pub(crate) lon: f32,
}

/// All places, with the names that the tables give each besides its own.
pub(crate) struct Gazetteer {
    pub(crate) places: Vec<Draft>,
    aliases: Vec<(String, u32, Standing)>,
    /// Where a region is, by its country and code, and a department or commune, by `FR` and its code.
    by_code: HashMap<(String, String), u32>,
}

/// The names that are also ordinary words, with how sure they are.
pub(crate) fn common_words() -> Result<Vec<(String, f32)>, String> {
    let number = |row: &[String]| row[1].parse().map_err(|_| format!("`{}` is not a certainty", row[1]));
    table("common_words", 2)?.iter().map(|row| Ok((row[0].clone(), number(row)?))).collect()
}

impl Gazetteer {
    pub(crate) fn read() -> Result<Self, String> {
        let mut new = Self { places: Vec::new(), aliases: Vec::new(), by_code: HashMap::new() };
        new.add_countries()?;
        new.add_regions()?;
        new.add_departments()?;
        new.add_communes()?;
        new.add_cities()?;
        new.sum_up();
        new.add_merged()?;
        new.add_exonyms()?;
        Ok(new)
    }

    pub(crate) fn name_all(&self, names: &mut Names) -> Result<(), String> {
        for (at, place) in self.places.iter().enumerate() {
            names.add_own(at as u32, place);
        }
        for (alias, place, standing) in &self.aliases {
            names.add(alias, *place, *standing);
        }
        names.check()
    }

    fn add_countries(&mut self) -> Result<(), String> {
        for row in table("countries", 4)? {
            let spellings = row[2].split('|').chain(row[3].split('|')).map(str::to_owned).collect::<Vec<_>>();
            let at = self.add(place(&spellings[0], Precision::Country, &row[0]), &row[0]);
            self.alias(&spellings[1..], at, Standing::Alias);
            self.alias(&row[..2], at, Standing::Code);
        }
        Ok(())
    }

    fn add_regions(&mut self) -> Result<(), String> {
        for row in table("regions", 3)? {
            let at = self.add(
                Draft { code: row[0].clone(), ..place(&row[1], Precision::Region, "FR") },
                &region_key(&row[0]),
            );
            self.alias_list(&row[2], at);
        }
        for row in table("admin1", 6)? {
            let spellings = row[3].split('|').map(str::to_owned).collect::<Vec<_>>();
            let mut draft = place(&spellings[0], Precision::Region, &row[0]);
            (draft.lat, draft.lon) = (degrees(&row[4])?, degrees(&row[5])?);
            let at = self.add(draft, &region_key(&row[1]));
            self.alias(&spellings[1..], at, Standing::Alias);
            if !row[2].is_empty() {
                self.alias(&row[2..3], at, Standing::Code);
            }
        }
        Ok(())
    }

    fn add_departments(&mut self) -> Result<(), String> {
        for row in table("departments", 4)? {
            let region = self.by_code.get(&("FR".to_owned(), region_key(&row[2]))).copied();
            let draft = place(&row[1], Precision::Department, "FR");
            let draft = Draft { code: row[0].clone(), department: row[0].clone(), region, ..draft };
            let at = self.add(draft, &row[0]);
            self.alias_list(&row[3], at);
            self.alias(&row[..1], at, Standing::Number);
        }
        Ok(())
    }

    fn add_communes(&mut self) -> Result<(), String> {
        for row in table("communes", 7)? {
            let department = self.place_of("FR", &row[2])?;
            let region = self.places[department as usize].region;
            let mut draft = place(&row[1], Precision::Commune, "FR");
            draft = Draft { code: row[0].clone(), department: row[2].clone(), region, ..draft };
            draft.population = number(&row[3])?;
            (draft.lat, draft.lon) = (degrees(&row[4])?, degrees(&row[5])?);
            let at = self.add(draft, &row[0]);
            // The postcodes of Paris, Lyon and Marseille belong to their districts.
            let with_districts = ["75056", "69123", "13055"].contains(&row[0].as_str());
            for postcode in row[6].split(',').filter(|code| !code.is_empty() && !with_districts) {
                self.alias(&[postcode.to_owned()], at, Standing::Postcode);
            }
        }
        // Postings name these for the whole city, though no letter ever bore them.
        for (postcode, commune) in [("75000", "75056"), ("69000", "69123"), ("13000", "13055")] {
            let at = self.place_of("FR", commune)?;
            self.alias(&[postcode.to_owned()], at, Standing::Postcode);
        }
        Ok(())
    }

    fn add_cities(&mut self) -> Result<(), String> {
        for row in table("cities", 7)? {
            let region = self.by_code.get(&(row[2].clone(), region_key(&row[3]))).copied();
            let mut draft =
                Draft { region, population: number(&row[4])?, ..place(&row[1], Precision::Commune, &row[2]) };
            (draft.lat, draft.lon) = (degrees(&row[5])?, degrees(&row[6])?);
            self.places.push(draft);
        }
        Ok(())
    }

    /// Gives the wider places the people and the centre of the towns in them.
    fn sum_up(&mut self) {
        let mut sums = vec![Sum::default(); self.places.len()];
        for town in self.places.iter().filter(|place| place.counts()) {
            let country = self.find(&town.country, &town.country);
            let department = self.find("FR", &town.department);
            for at in [country, town.region, department].into_iter().flatten() {
                // The centre of France is that of its mainland.
                sums[at as usize].add(town, Some(at) != country || !town.is_overseas());
            }
        }
        for (place, sum) in self.places.iter_mut().zip(sums).filter(|(_, sum)| sum.weight > 0.0) {
            place.population = sum.people;
            (place.lat, place.lon) = ((sum.lat / sum.weight) as f32, (sum.lon / sum.weight) as f32);
        }
    }

    /// Names of former communes lead to the one they are part of today.
    fn add_merged(&mut self) -> Result<(), String> {
        for row in table("merged", 2)? {
            let at = self.place_of("FR", &row[1])?;
            self.alias(&row[..1], at, Standing::Former);
        }
        Ok(())
    }

    fn add_exonyms(&mut self) -> Result<(), String> {
        let mut cities: HashMap<(String, String), u32> = HashMap::new();
        for (at, place) in
            self.places.iter().enumerate().filter(|(_, place)| place.precision == Precision::Commune)
        {
            let city = cities.entry((place.country.clone(), place.name.clone())).or_insert(at as u32);
            if self.places[*city as usize].population < place.population {
                *city = at as u32;
            }
        }
        for row in table("exonyms", 3)? {
            for target in row[2].split('|') {
                let at = match row[1].as_str() {
                    "FR" => self.place_of("FR", target)?,
                    country => *cities
                        .get(&(country.to_owned(), target.to_owned()))
                        .ok_or_else(|| format!("exonyms.tsv: no city {target} in {country}"))?,
                };
                self.alias(&row[..1], at, Standing::Alias);
            }
        }
        Ok(())
    }

    fn add(&mut self, draft: Draft, code: &str) -> u32 {
        let at = self.places.len() as u32;
        self.by_code.insert((draft.country.clone(), code.to_owned()), at);
        self.places.push(draft);
        at
    }

    fn alias_list(&mut self, list: &str, at: u32) {
        let spellings: Vec<_> = list.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        self.alias(&spellings, at, Standing::Alias);
    }

    fn alias(&mut self, spellings: &[String], at: u32, standing: Standing) {
        self.aliases.extend(spellings.iter().map(|name| (name.clone(), at, standing)));
    }

    fn find(&self, country: &str, code: &str) -> Option<u32> {
        self.by_code.get(&(country.to_owned(), code.to_owned())).copied()
    }

    fn place_of(&self, country: &str, code: &str) -> Result<u32, String> {
        self.find(country, code).ok_or_else(|| format!("no place {code} in {country}"))
    }
}

/// What the towns of a wider place come to.
#[derive(Clone, Copy, Default)]
struct Sum {
    people: u32,
    weight: f64,
    lat: f64,
    lon: f64,
}

impl Sum {
    fn add(&mut self, town: &Draft, central: bool) {
        self.people += town.population;
        if central {
            let weight = f64::from(town.population.max(1));
            self.weight += weight;
            self.lat += weight * f64::from(town.lat);
            self.lon += weight * f64::from(town.lon);
        }
    }
}

impl Draft {
    /// Tells the departments beyond the seas and their towns, and their regions.
    pub(crate) fn is_overseas(&self) -> bool {
        let region = self.precision == Precision::Region && self.code.starts_with('0');
        self.country == "FR" && (region || self.department.len() == 3)
    }

    /// Tells a district of Paris, Lyon or Marseille, whose people the city counts already.
    pub(crate) fn is_district(&self) -> bool {
        self.country == "FR" && self.name.ends_with(" Arrondissement")
    }

    /// Tells whether this department or region, at a place in the table, has hardly more people than one in it.
    pub(crate) fn is_little_more_than(&self, finer: &Self, at: u32) -> bool {
        let inside = match self.precision {
            Precision::Department => {
                finer.precision == Precision::Commune && finer.department == self.department
            }
            Precision::Region => finer.precision == Precision::Department && finer.region == Some(at),
            _ => false,
        };
        inside && u64::from(finer.population) * 2 > u64::from(self.population)
    }

    fn counts(&self) -> bool {
        self.precision == Precision::Commune && !self.is_district()
    }
}

fn place(name: &str, precision: Precision, country: &str) -> Draft {
    let (name, country) = (name.to_owned(), country.to_owned());
    let (code, department) = (String::new(), String::new());
    Draft {
        name,
        precision,
        country,
        code,
        department,
        region: None,
        population: 0,
        lat: f32::NAN,
        lon: f32::NAN,
    }
}

/// Regions have numbers that departments have too.
fn region_key(code: &str) -> String {
    format!("region {code}")
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("`{text}` is not a number of people"))
}

fn degrees(text: &str) -> Result<f32, String> {
    if text.is_empty() {
        return Ok(f32::NAN);
    }
    text.parse().map_err(|_| format!("`{text}` is not a position"))
}

fn table(name: &str, columns: usize) -> Result<Vec<Vec<String>>, String> {
    let path = format!("tables/locations/{name}.tsv");
    let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rows: Vec<Vec<_>> = lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    match rows.iter().find(|row| row.len() != columns) {
        Some(row) => Err(format!("{path}: `{}` has not {columns} columns", row.join("\t"))),
        None => Ok(rows),
    }
}
