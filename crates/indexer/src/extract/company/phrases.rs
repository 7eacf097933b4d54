//! Phrases that name who hires.

use jobsearch_analysis::fold;
use std::borrow::Cow;
use std::collections::HashSet;
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
static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| NO_NAME.split_ascii_whitespace().collect());
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
    let words = words(heading, usize::MAX);
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
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let words: Vec<Range<usize>> = words(&text[sentence.clone()], SENTENCE)
            .into_iter()
            .map(|span| sentence.start + span.start..sentence.start + span.end)
            .collect();
        found.extend(subject(text, &words));
        found.extend(object(text, &words));
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
fn object(text: &str, words: &[Range<usize>]) -> Vec<Naming> {
    let folded = |at: usize| words.get(at).map(|span| bare(&text[span.clone()])).unwrap_or_default();
    let mut found = Vec::new();
    for at in (0..words.len()).filter(|at| may_lead_to_name(&text[words[*at].clone()])) {
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
    found
}

/// Tells by its first letter whether a word may be one that a name follows; most are none, and need no folding.
fn may_lead_to_name(word: &str) -> bool {
    let first = word.bytes().find(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    first.is_some_and(|first| b"acijr".contains(&first.to_ascii_lowercase()) || !first.is_ascii())
}

/// The name that begins at a word, and the word behind it.
fn name_at(text: &str, words: &[Range<usize>], start: usize) -> Option<(Range<usize>, usize)> {
    let first = words.get(start)?;
    let mut end = start;
    let mut last = None;
    while let Some(span) = words.get(end).filter(|_| end < start + WORDS) {
        let word = &text[span.clone()];
        let joint = end > start && JOINTS.contains(&word);
        let is_name = word
            .trim_start_matches(['«', '"', '“'])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() && end > start);
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
    let opening = folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let closing = folded.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_part = PARTS.split_ascii_whitespace().any(|part| part == closing);
    let fits = !is_part
        && name.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !NO_NAMES.contains(opening)
        && folded.len() <= 40;
    fits.then(|| (from..from + name.len(), end))
}

/// The sentences of a text, as ranges of bytes.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['\n', '!', '?', '.']) {
        let ends = sign != "." || text[at + 1..].starts_with(|c: char| c.is_whitespace());
        if ends {
            found.push(start..at);
            start = at + sign.len();
        }
    }
    found.push(start..text.len());
    found
}

/// The words of a text, of which there are so many at most.
fn words(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(most.min(text.len() / 4 + 1));
    let mut start = 0;
    for (at, length) in partings(text).chain([(text.len(), 1)]) {
        if at > start {
            found.push(start..at);
        }
        start = at + length;
        if found.len() == most {
            break;
        }
    }
    found
}

/// Where words are parted, and how many bytes part them; `L'entreprise` is two words.
fn partings(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let signs =
        text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'\t'..=b'\r' | b' ' | b'\'' | 0xc2..));
    signs.filter_map(|(at, byte)| match byte {
        0xc2.. => {
            let sign = text[at..].chars().next().filter(|c| c.is_whitespace() || *c == '’')?;
            Some((at, sign.len_utf8()))
        }
        _ => Some((at, 1)),
    })
}

/// A word folded, without the signs around it.
fn bare(word: &str) -> Cow<'_, str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    match word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold(word)),
    }
}
