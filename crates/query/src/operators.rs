//! Operators as recruiters type them: `("data engineer" OR "ingénieur data") AND spark NOT stage`.

use crate::parse::{Part, PartKind, end_of_word, field_of, is_blank, is_excluded};

/// A word or sign that joins what stands beside it, or avoids it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
}

impl Operator {
    /// In capitals, by which they are told from `or` and `et`, or as a sign.
    fn of(word: &str) -> Option<Self> {
        match word {
            "AND" | "ET" | "&&" => Some(Self::And),
            "OR" | "OU" | "||" => Some(Self::Or),
            "NOT" | "SAUF" => Some(Self::Not),
            _ => None,
        }
    }
}

/// The operators before the next part of a query, and how far they reach.
#[derive(Default)]
pub(crate) struct Operators {
    /// Without operators a query has no groups either: the brackets of `Consultant(e)` are its own.
    are_used: bool,
    or: bool,
    not: bool,
    /// The groups that are open.
    groups: Vec<Group>,
    /// The group before was one whose parts are all asked for.
    behind_all: bool,
    /// Such a group stands beside an `OR`.
    pub(crate) parts_groups: bool,
}

/// What stands in brackets.
#[derive(Clone, Default)]
struct Group {
    avoided: bool,
    /// The field that it is the value of.
    field: Option<String>,
    /// An `OR` stands before it.
    instead: bool,
    /// It holds an `AND`.
    asks_all: bool,
}

impl Operators {
    /// Those of a query, which has some where they join words in capitals among words that are not, or open a group.
    pub(crate) fn of(typed: &str) -> Self {
        let words: Vec<&str> = typed.split(is_blank).filter(|word| !word.is_empty()).collect();
        let joins = |at: usize| match Operator::of(words[at].trim_matches(['(', ')'])) {
            Some(Operator::Not) => at + 1 < words.len(),
            // `OR nurse` joins nothing.
            Some(_) => at > 0 && at + 1 < words.len(),
            None => false,
        };
        let opens = |word: &&str| word.starts_with("-(") || opens_field(word).is_some();
        let among_others = typed.contains(char::is_lowercase);
        let are_used = (among_others && (0..words.len()).any(joins)) || words.iter().any(opens);
        Self { are_used, ..Self::default() }
    }

    /// Where the next part begins, behind blanks, operators and brackets; none where nothing follows.
    pub(crate) fn pass(&mut self, typed: &str, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += typed[at..].find(|c: char| !is_blank(c))?;
            let Some(length) = self.take(&typed[at..]) else { return Some(at) };
            at += length;
        }
    }

    /// Takes an operator or bracket at the beginning of a text, and tells how long it is.
    fn take(&mut self, rest: &str) -> Option<usize> {
        if !self.are_used {
            return None;
        }
        let behind_all = std::mem::take(&mut self.behind_all);
        match rest.as_bytes()[0] {
            b'(' => self.open(None),
            b')' => self.close(),
            b'-' if rest[1..].starts_with('(') => self.not = true,
            _ => return self.take_word(&rest[..self.end_of_word(rest, 0)], behind_all),
        }
        Some(1)
    }

    fn take_word(&mut self, word: &str, behind_all: bool) -> Option<usize> {
        match (Operator::of(word), opens_field(word)) {
            (Some(Operator::Or), _) => {
                self.parts_groups |= behind_all;
                self.or = true;
            }
            (Some(Operator::Not), _) => self.not = true,
            (Some(Operator::And), _) => {
                if let Some(group) = self.groups.last_mut() {
                    group.asks_all = true;
                    self.parts_groups |= group.instead;
                }
            }
            (None, Some(field)) => {
                self.not |= is_excluded(word);
                self.open(Some(field.to_lowercase()));
                return Some(word.find('(')? + 1);
            }
            (None, None) => return None,
        }
        Some(word.len())
    }

    /// Opens a group, which is avoided and the value of a field with the one round it.
    fn open(&mut self, field: Option<String>) {
        let outer = self.groups.last().cloned().unwrap_or_default();
        self.groups.push(Group {
            avoided: std::mem::take(&mut self.not) || outer.avoided,
            field: field.or(outer.field),
            instead: self.or,
            asks_all: false,
        });
    }

    fn close(&mut self) {
        self.behind_all = self.groups.pop().is_some_and(|group| group.asks_all);
    }

    /// Where a word ends: before the bracket that closes its group.
    pub(crate) fn end_of_word(&self, typed: &str, at: usize) -> usize {
        let word = &typed[at..end_of_word(typed, at)];
        let open = word.trim_end_matches(')');
        if self.groups.is_empty() || open.is_empty() {
            return at + word.len();
        }
        let own = open.matches('(').count().saturating_sub(open.matches(')').count());
        at + word.len().min(open.len() + own)
    }

    /// Marks the part that they stand before.
    pub(crate) fn mark(&mut self, part: &mut Part) {
        part.instead = std::mem::take(&mut self.or);
        part.excluded |= std::mem::take(&mut self.not);
        let Some(group) = self.groups.last() else { return };
        part.excluded |= group.avoided;
        if let Some(field) = &group.field
            && !matches!(part.kind, PartKind::Field(_))
        {
            part.kind = PartKind::Field(field.clone());
        }
    }
}

/// The field whose value is a group that a word opens: `title:(data`.
fn opens_field(word: &str) -> Option<&str> {
    let word = word.trim_start_matches(['-', '(']);
    field_of(word).filter(|field| word[field.len() + 1..].starts_with('('))
}

#[cfg(test)]
mod tests {
    use crate::parse::{PartKind, parse};

    /// Compares the parts of a query, each with its signs.
    fn check(typed: &str, expected: &str) {
        let query = parse(typed);
        let parts = query.parts.iter().map(|part| {
            let instead = if part.instead { "or " } else { "" };
            let not = if part.excluded { "not " } else { "" };
            match &part.kind {
                PartKind::Words => format!("{instead}{not}{}", part.text),
                PartKind::Phrase => format!("{instead}{not}“{}”", part.text),
                PartKind::Field(field) => format!("{instead}{not}{field}:{}", part.text),
            }
        });
        let parts: Vec<String> = parts.chain(query.notices).collect();
        assert_eq!(parts.join(" · "), expected, "{typed}");
    }

    #[test]
    fn operators_in_capitals_part_a_query() {
        check(
            "(\"data engineer\" OR \"ingénieur data\") AND spark NOT stage",
            "“data engineer” · or “ingénieur data” · spark · not stage",
        );
        check(
            "(infirmier OU aide soignant) ET ehpad SAUF nuit",
            "infirmier · or aide soignant · ehpad · not nuit",
        );
        check("(java || kotlin) && spring !stage", "java · or kotlin · spring · not stage");
        check("NOT \"data engineer\" spark", "not “data engineer” · spark");
    }

    #[test]
    fn a_group_is_avoided_or_looked_for_in_a_field_as_one() {
        check("data NOT (stage OR chef de projet) Lyon", "data · not stage · or not chef de projet · Lyon");
        check("vendeur -(stage OR alternance)", "vendeur · not stage · or not alternance");
        check("title:(data engineer OR \"data scientist\")", "title:data engineer · or title:data scientist");
        check("-lieu:(Paris OR (Lyon)) dev", "not lieu:Paris · or not lieu:Lyon · dev");
    }

    #[test]
    fn brackets_and_capitals_of_names_are_their_own() {
        check("Développeur(se) (H/F) confirmé(e)", "Développeur(se) (H/F) confirmé(e)");
        check("(développeur(se) OR dev(s)) AND java", "développeur(se) · or dev(s) · java");
        check("MARKETING AND COMMUNICATION", "MARKETING AND COMMUNICATION");
        check("OR nurse", "OR nurse");
        check("infirmier DE", "infirmier DE");
        check("R&D ET/OU qualité", "R&D ET/OU qualité");
    }

    #[test]
    fn what_is_left_open_is_no_fault() {
        check("lieu:(Lyon OR", "lieu:Lyon");
        check("java AND ( ) b", "java · b");
        check("data NOT (", "data");
    }

    #[test]
    fn an_or_joins_no_more_than_the_names_beside_it() {
        let notice = "`OR` joins the two names beside it, not all of a group that has an `AND`";
        check("(java AND spring) OR rust", &format!("java · spring · or rust · {notice}"));
        check("rust OR (java AND spring)", &format!("rust · or java · spring · {notice}"));
    }
}
