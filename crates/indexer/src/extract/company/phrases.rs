//! Phrases that name who hires.

use jobsearch_analysis::fold;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// A name as it stands in a text, and how much the phrase around it says.
pub(super) struct Naming {
    pub(super) span: Range<usize>,
    pub(super) weight: f32,
}

/// The most words of a name.
const WORDS: usize = 5;
/// The longest sentence that is looked through, in words.
const SENTENCE: usize = 40;
/// How far behind the name the kind of company is said, in words.
const KIND: usize = 14;

/// Words that begin sentences without being a name, folded.
const NO_NAME: &str = "nous notre nos vous votre vos ce cet cette ces il elle ils elles on qui que quoi comment pourquoi pour dans afin au \
    aux avec sans sur sous en de du des un une le la les l d entreprise societe groupe client clients cabinet agence association \
    description mission missions poste postes profil descriptif contexte environnement rattache integre au-dela depuis fort forte \
    basee base situe situee cree creee fonde fondee specialise specialisee acteur leader recrutement offre emploi cdi cdd stage \
    alternance interim we our you your the this that these it its they who what why how a an as at in on for with from to join about \
    role position job team company organisation organization client hospital trust centre service services department candidate \
    us there software great working bienvenue welcome candidat candidats applicants successful post ideal if please are is do does be france paris lyon technicien ingenieur developpeur charge \
    responsable chef data consultant infirmier infirmiere etablissement structure magasin restaurant equipe direction";
static NO_NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| NO_NAME.split_ascii_whitespace().collect());
/// What ends the name of a part of a company or of a site, not of who hires.
const PARTS: &str = "ward directorate house clinic surgery practice team department unit view views pcn camhs manager lodge centre center";
/// What a company is said to be.
const KINDS: &str = "societe entreprise groupe leader acteur cabinet agence filiale association esn start-up startup editeur specialiste \
    specialisee specialise reseau enseigne banque marque maison pme eti fabricant constructeur fournisseur cooperative mutuelle company firm \
    provider group organisation organization charity agency consultancy platform business specialist bank retailer manufacturer \
    supplier scale-up scaleup trust";
/// Words between the parts of a name.
const JOINTS: [&str; 10] = ["de", "des", "du", "et", "&", "of", "and", "la", "en", "-"];

/// Names in a heading: `About Acme`, `À propos d'Acme`.
pub(super) fn in_heading(heading: &str) -> Vec<Naming> {
    let mut words = Vec::new();
    add_words(heading, 0..heading.len(), &mut words);
    let folded: Vec<String> = words.iter().map(|span| fold(&heading[span.clone()])).collect();
    let start = match folded.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["about", ..] => 1,
        ["a", "propos", "de", ..] => 3,
        ["who", "is" | "are", ..] | ["qui", "est", ..] => 2,
        ["rejoindre" | "rejoignez" | "join", ..] => 1,
        _ => return Vec::new(),
    };
    let name = name_at(heading, &words, start).filter(|(_, end)| *end == words.len());
    name.map(|(span, _)| Naming { span, weight: 3.5 }).into_iter().collect()
}

/// Names in the sentences of a text.
pub(super) fn in_text(text: &str) -> Vec<Naming> {
    let (mut found, mut words) = (Vec::new(), Vec::with_capacity(SENTENCE));
    for sentence in sentences(text) {
        words.clear();
        add_words(text, sentence, &mut words);
        found.extend(subject(text, &words));
        object(text, &words, &mut found);
    }
    found
}

/// `Le groupe X recrute`, `X est une société`, `X, leader de la tôlerie, recherche`, `X is hiring`.
fn subject(text: &str, words: &[Range<usize>]) -> Option<Naming> {
    let folded = |at: usize| words.get(at).map(|span| bare(&text[span.clone()])).unwrap_or_default();
    let mut start = 0;
    while matches!(
        &*folded(start),
        "le" | "la"
            | "les"
            | "l"
            | "the"
            | "groupe"
            | "societe"
            | "entreprise"
            | "cabinet"
            | "agence"
            | "association"
    ) {
        start += 1;
    }
    let (span, end) = name_at(text, words, start)?;
    let verb = folded(end);
    let comma = text[..words.get(end)?.start].trim_end().ends_with(',');
    let hires = |word: &str| matches!(word, "recrute" | "recrutent" | "recherche" | "embauche");
    let weight = match &*verb {
        _ if comma => {
            let later = (end..words.len())
                .any(|at| hires(&folded(at)) || folded(at) == "est" && folded(at + 1) == "un");
            if later { 2.5 } else { return None }
        }
        word if hires(word) => 3.0,
        "is" if matches!(&*folded(end + 1), "hiring" | "looking" | "seeking" | "recruiting") => 3.0,
        "est" | "is" => {
            let kind =
                (end + 1..end + KIND).any(|at| KINDS.split_ascii_whitespace().any(|kind| kind == folded(at)));
            if kind { 2.5 } else { return None }
        }
        _ => return None,
    };
    Some(Naming { span, weight })
}

/// `Rejoignez X`, `chez X`, `At X, we …`
fn object(text: &str, words: &[Range<usize>], found: &mut Vec<Naming>) {
    let folded = |at: usize| words.get(at).map(|span| bare(&text[span.clone()])).unwrap_or_default();
    for (at, word) in words.iter().enumerate() {
        if !may_lead_to_name(&text[word.clone()]) {
            continue;
        }
        let weight = match &*folded(at) {
            "rejoignez" | "rejoindre" | "rejoins" | "integrez" | "integrer" => 2.0,
            "join" | "joining" => 2.0,
            "at" if at == 0 => 2.5,
            "chez" if at == 0 || matches!(&*folded(at - 1), "travailler" | "rejoindre") => 2.5,
            "chez" => 1.0,
            _ => continue,
        };
        let next = at + 1 + usize::from(matches!(&*folded(at + 1), "le" | "la" | "the" | "groupe"));
        if let Some((span, end)) = name_at(text, words, next) {
            // `At Acme, we …`
            let says = folded(at) != "at" || matches!(&*folded(end), "we" | "our" | "you");
            found.extend(says.then_some(Naming { span, weight }));
        }
    }
}

/// Tells by its first letters whether a word may be one that a name follows; most are none, and need no folding.
fn may_lead_to_name(word: &str) -> bool {
    let mut letters = word.bytes().skip_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return false };
    let wanted = match first.to_ascii_lowercase() {
        b'a' => b't',
        b'c' => b'h',
        b'i' => b'n',
        b'j' => b'o',
        b'r' => b'e',
        // What is not ASCII may be any letter once it is folded.
        other => return !other.is_ascii(),
    };
    second.to_ascii_lowercase() == wanted || !second.is_ascii()
}

/// The name that begins at a word, and the word behind it.
fn name_at(text: &str, words: &[Range<usize>], start: usize) -> Option<(Range<usize>, usize)> {
    let first = words.get(start)?;
    // Most sentences begin with a capital and no name.
    let word = &text[first.clone()];
    if !has_capital(word) || NO_NAMES.contains(opening(&bare(word))) {
        return None;
    }
    let mut end = start;
    let mut last = None;
    while let Some(span) = words.get(end).filter(|_| end < start + WORDS) {
        let word = &text[span.clone()];
        let joint = end > start && JOINTS.contains(&word);
        let is_name =
            has_capital(word) || end > start && unquoted(word).starts_with(|c: char| c.is_ascii_digit());
        if !is_name && !joint {
            break;
        }
        end += 1;
        if is_name {
            last = Some(end);
        }
        if word.ends_with([',', ';', ':', ')', '»', '"']) {
            break;
        }
    }
    let end = last?;
    let bare = |c: char| !c.is_alphanumeric();
    let from = first.start + (text[first.clone()].len() - text[first.clone()].trim_start_matches(bare).len());
    let name = text[from..words[end - 1].end].trim_end_matches(bare);
    let folded = fold(name);
    let closing = folded.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_part = PARTS.split_ascii_whitespace().any(|part| part == closing);
    let fits = !is_part && name.chars().filter(|c| c.is_alphabetic()).count() > 1 && folded.len() <= 40;
    fits.then(|| (from..from + name.len(), end))
}

fn has_capital(word: &str) -> bool {
    unquoted(word).starts_with(char::is_uppercase)
}

/// A word without the quote that opens before it.
fn unquoted(word: &str) -> &str {
    word.trim_start_matches(['«', '"', '“'])
}

/// What a folded word begins with.
fn opening(folded: &str) -> &str {
    folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// The sentences of a text, as ranges of bytes.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_sign = |byte: &u8| matches!(byte, b'\n' | b'!' | b'?' | b'.');
    // `3.5` is one word.
    let ends = move |at: usize| {
        !text[at..].starts_with('.') || text[at + 1..].starts_with(|c: char| c.is_whitespace())
    };
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        let start = rest?;
        let mut from = start;
        loop {
            let Some(sign) = text.as_bytes()[from..].iter().position(is_sign) else {
                rest = None;
                return Some(start..text.len());
            };
            from += sign + 1;
            if ends(from - 1) {
                rest = Some(from);
                return Some(start..from - 1);
            }
        }
    })
}

/// Adds the words in a range of a text, up to so many as are looked through; `L'entreprise` is two.
fn add_words(text: &str, within: Range<usize>, words: &mut Vec<Range<usize>>) {
    let mut start = within.start;
    while start < within.end && words.len() < SENTENCE {
        let (end, parting) = parting(text, start..within.end);
        if start < end {
            words.push(start..end);
        }
        start = end + parting;
    }
}

/// Where the first word in a range ends, and how many bytes part it from the next.
fn parting(text: &str, within: Range<usize>) -> (usize, usize) {
    let mut at = within.start;
    // Spaces, some signs, and the first byte of what is not ASCII.
    let may_part = |byte: &u8| matches!(byte, 0..=b'\'' | 0xc2..);
    while let Some(sign) = text.as_bytes()[at..within.end].iter().position(may_part) {
        at += sign;
        let sign = text[at..].chars().next().filter(|c| c.is_whitespace() || matches!(c, '\'' | '’'));
        if let Some(sign) = sign {
            return (at, sign.len_utf8());
        }
        at += 1;
    }
    (within.end, 0)
}

/// A word folded, without the signs around it.
fn bare(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    match word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold(word)),
    }
}
