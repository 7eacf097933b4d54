//! Gender tags: `(H/F)`, `f/h/x`, `Homme - Femme` and their kin.

use super::is_dash;
use jobsearch_analysis::fold;

/// The words of one gender or another, as they stand in tags.
const MASCULINE: [&str; 6] = ["h", "m", "homme", "hommes", "masculin", "male"];
const FEMININE: [&str; 6] = ["f", "w", "femme", "femmes", "feminin", "female"];
const OTHER: [&str; 16] = [
    "x", "d", "nb", "n", "i", "a", "all", "autre", "div", "divers", "diverse", "mx", "mixte", "other", "*",
    "gn",
];
/// Both genders in one word.
const GLUED: [&str; 9] = ["hf", "fh", "mf", "mw", "mwd", "fm", "hfx", "mfd", "fhx"];
/// What the first word of a tag begins with.
const FIRST: [u8; 7] = [b'h', b'f', b'm', b'w', b'x', b'd', b'a'];
/// The trades in which HF and FH are kinds of radio waves.
const OF_RADIO: [&str; 9] =
    ["ingenieur", "technicien", "expert", "radio", "telecom", "hertz", "antenne", "frequence", "engineer"];

/// The length of the gender tag that begins at a byte of the title, its brackets included.
pub(super) fn tag_length(title: &str, at: usize) -> Option<usize> {
    let (before, text) = title.split_at(at);
    let first = text.bytes().next().filter(|first| may_open_tag(*first))?;
    match before.chars().next_back() {
        Some(c) if c.is_lowercase() || c.is_ascii_digit() => return glued_on(text),
        // In `R&D H/F` the tag begins behind the D.
        Some(c) if c.is_alphanumeric() || matches!(c, '/' | '\'' | '’' | '&') => return None,
        _ => {}
    }
    match first {
        b'(' => in_brackets(text, ')'),
        b'[' => in_brackets(text, ']'),
        b'{' => in_brackets(text, '}'),
        b'/' => other_alone(text).filter(|length| opening_tag(&text[*length..]).is_some()),
        _ => bare(title, at)
            .or_else(|| all_genders(text).filter(|length| is_last(&text[*length..])))
            .or_else(|| remains(before, text)),
    }
}

/// Tells whether a tag may begin with a byte.
#[inline]
pub(super) fn may_open_tag(byte: u8) -> bool {
    matches!(byte, b'(' | b'[' | b'{' | b'/') || FIRST.contains(&byte.to_ascii_lowercase())
}

/// `Architecte SolutionF/H`: the letters of a tag whose space was lost.
fn glued_on(text: &str) -> Option<usize> {
    let tag = ["F/H", "H/F"].iter().find(|tag| text.starts_with(**tag))?;
    is_last(&text[tag.len()..]).then_some(tag.len())
}

/// `/NB`, what is left of `F/H/NB`.
fn other_alone(text: &str) -> Option<usize> {
    let (word, length) = word_at(text.strip_prefix('/')?)?;
    matches!(word.as_str(), "nb" | "x" | "d" | "n").then_some(1 + length)
}

fn all_genders(text: &str) -> Option<usize> {
    let is = |tag: &&str| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    ["all genders welcome", "all genders", "all gender"].into_iter().find(is).map(str::len)
}

/// `commercial h (H/F)`, `Industrielle H/ (H/F)`: one letter of a tag before a whole one.
fn remains(before: &str, text: &str) -> Option<usize> {
    let length = 1 + usize::from(one_letter(text)?.starts_with('/'));
    // `D A F (H/F)` is a word letter by letter.
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_tag = word.chars().count() > 1 && text[length..].starts_with(' ');
    (is_tag && is_followed_by_tag(&text[length..])).then_some(length)
}

fn in_brackets(text: &str, closing: char) -> Option<usize> {
    let inner = text[1..].trim_start();
    if let Some(length) = never_closed(inner) {
        return Some(text.len() - inner.len() + length);
    }
    let length = Markers::read(inner, true)
        .map(|markers| markers.length)
        .or_else(|| other_alone(inner))
        .or_else(|| in_spanish(inner))
        .or_else(|| all_genders(inner))?;
    let end = text.len() - inner.len() + length;
    let behind = &text[end..];
    let gap = behind.len() - behind.trim_start_matches([' ', '.', '/']).len();
    // Sometimes the bracket is never closed: `(H/F`.
    match behind[gap..].chars().next() {
        None => Some(end),
        Some(next) => (next == closing).then_some(end + gap + 1),
    }
}

/// What stands behind a single letter of a tag.
fn one_letter(text: &str) -> Option<&str> {
    let behind = text.strip_prefix(['h', 'H', 'f', 'F'])?;
    (!behind.starts_with(char::is_alphanumeric)).then_some(behind)
}

/// `H/M`, hombre and mujer, which is a tag in brackets alone.
fn in_spanish(inner: &str) -> Option<usize> {
    ["H/M", "M/H", "h/m", "m/h"].iter().find(|tag| inner.starts_with(**tag)).map(|tag| tag.len())
}

/// `(H (H/F)`: a tag that was cut off.
fn never_closed(inner: &str) -> Option<usize> {
    let length = 1 + usize::from(one_letter(inner)?.starts_with('/'));
    let behind = &inner[length..];
    (behind.is_empty() || behind.starts_with(' ') && is_followed_by_tag(behind)).then_some(length)
}

fn bare(title: &str, at: usize) -> Option<usize> {
    let text = &title[at..];
    let markers = Markers::read(text, false)?;
    let behind = &text[markers.length..];
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '+' | '&');
    if behind.starts_with(goes_on)
        || behind.strip_prefix('/').is_some_and(|behind| behind.starts_with(goes_on))
    {
        return None;
    }
    let is_tag = match markers.joint {
        Joint::Slash => !is_trade(&markers, behind),
        Joint::SpacedDash => true,
        // `M-F 9-5` are the days from Monday to Friday.
        Joint::Dash => !markers.may_be_days() || is_last(behind),
        Joint::Space => is_last(behind),
        Joint::Glued => {
            is_last(behind) && !is_followed_by_tag(behind)
                || (is_followed_by_tag(behind) || behind.starts_with(" - ")) && !is_of_radio(title)
        }
    };
    is_tag.then_some(markers.length)
}

/// `Homme/Femme à tout faire` is the name of a trade.
fn is_trade(markers: &Markers, behind: &str) -> bool {
    let next = behind.trim_start();
    markers.letters > 2 && behind.len() > next.len() && (next.starts_with("à ") || next.starts_with("de "))
}

/// Tells whether nothing but signs and other tags follows.
fn is_last(behind: &str) -> bool {
    let rest = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
    rest.is_empty() || is_followed_by_tag(behind)
}

fn is_followed_by_tag(behind: &str) -> bool {
    opening_tag(behind)
        .is_some_and(|end| behind[end..].trim_matches(|c: char| !c.is_alphanumeric()).is_empty())
}

/// Where the tag ends that opens a text, behind spaces and dashes.
fn opening_tag(text: &str) -> Option<usize> {
    let start = text.find(|c: char| !c.is_whitespace() && !is_dash(c)).unwrap_or(text.len());
    let rest = &text[start..];
    let length = match rest.chars().next() {
        Some('(') => in_brackets(rest, ')'),
        Some('[') => in_brackets(rest, ']'),
        _ => Markers::read(rest, false).map(|markers| markers.length),
    };
    length.map(|length| start + length)
}

fn is_of_radio(title: &str) -> bool {
    let folded = fold(title);
    OF_RADIO.iter().any(|word| folded.contains(word))
}

/// A run of gender words with what joins them.
struct Markers {
    /// The loosest of all joints.
    joint: Joint,
    masculine: bool,
    feminine: bool,
    first_masculine: bool,
    /// How many letters the words have.
    letters: usize,
    length: usize,
}

/// What joins the words of a tag, from the tightest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    Slash,
    SpacedDash,
    Dash,
    Space,
    Glued,
}

impl Markers {
    /// Reads the gender words at the start of a text, which must name both genders.
    fn read(text: &str, bracketed: bool) -> Option<Self> {
        let mut found = Self {
            joint: Joint::Slash,
            masculine: false,
            feminine: false,
            first_masculine: false,
            letters: 0,
            length: 0,
        };
        let (mut rest, mut words) = (text, 0);
        while let Some((word, length)) = word_at(rest).filter(|(word, _)| found.add(word, words == 0)) {
            words += 1;
            rest = &rest[length..];
            found.length = text.len() - rest.len();
            let Some((joint, length)) = joint(rest).filter(|_| words <= 5) else { break };
            // In `M - F - d'Angers` the last letter is no part of it.
            let elided = |end: usize| rest[length + end..].starts_with(['\'', '’']);
            let next = word_at(&rest[length..]).filter(|(next, end)| is_marker(next) && !elided(*end));
            let Some((next, end)) = next else { break };
            let alike = (word.len() > 1) == (next.len() > 1);
            if !bracketed && !found.goes_on(joint, alike, (&next, &rest[length + end..])) {
                break;
            }
            found.joint = found.joint.max(joint);
            rest = &rest[length..];
        }
        (found.masculine && found.feminine).then_some(found)
    }

    /// Tells whether the next word belongs to a tag outside brackets, by its joint, whether it is as long as the one before,
    /// and what stands behind it.
    fn goes_on(&self, joint: Joint, alike: bool, (next, behind): (&str, &str)) -> bool {
        match (joint, self.masculine, self.feminine) {
            (Joint::Slash, ..) => true,
            // `permis D H/F`
            (_, false, false) => false,
            // `H/F à Antony` and `F/M F/H` end at the space.
            (Joint::Space, true, true) => false,
            // `F/H - M-Extend` ends at the dash; `M - F - D` is one tag.
            (_, true, true) => OTHER.contains(&next) && (is_last(behind) || behind.starts_with(" - ")),
            // In `Sage Femme H/F` the tag begins behind the space.
            (Joint::Space, ..) => alike,
            _ => true,
        }
    }

    fn add(&mut self, word: &str, first: bool) -> bool {
        match word {
            _ if GLUED.contains(&word) => {
                self.masculine = true;
                self.feminine = true;
                self.joint = Joint::Glued;
            }
            _ if MASCULINE.contains(&word) => self.masculine = true,
            _ if FEMININE.contains(&word) => self.feminine = true,
            "x" | "d" => {}
            _ => return !first && OTHER.contains(&word),
        }
        self.first_masculine |= first && self.masculine;
        self.letters += word.len();
        true
    }

    fn may_be_days(&self) -> bool {
        self.first_masculine && self.letters == 2
    }
}

fn is_marker(word: &str) -> bool {
    MASCULINE.contains(&word) || FEMININE.contains(&word) || OTHER.contains(&word)
}

/// The word at the start of a text, folded, and its length there.
fn word_at(text: &str) -> Option<(String, usize)> {
    if text.starts_with('*') {
        return Some(("*".into(), 1));
    }
    let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    (1..=10).contains(&length).then(|| (fold(&text[..length]), length))
}

/// What joins two words of a tag: `/`, `-`, `|`, `.`, `,`, `ou`, a space.
fn joint(text: &str) -> Option<(Joint, usize)> {
    let behind = text.trim_start();
    let spaces = text.len() - behind.len();
    let first = behind.chars().next()?;
    let (joint, length) = match first {
        '/' | '|' | '\\' | ',' | '+' | ';' | ':' => (Joint::Slash, 1),
        '.' | '·' | '_' | '∕' | '⁄' | '／' => (Joint::Slash, first.len_utf8()),
        _ if is_dash(first) && spaces > 0 => (Joint::SpacedDash, first.len_utf8()),
        _ if is_dash(first) => (Joint::Dash, first.len_utf8()),
        'o' | 'O' if is_or(behind) => (Joint::Slash, 2),
        _ if spaces > 0 => return Some((Joint::Space, spaces)),
        _ => return None,
    };
    let after = &behind[length..];
    Some((joint, spaces + length + (after.len() - after.trim_start().len())))
}

fn is_or(text: &str) -> bool {
    text.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("ou ") || word.eq_ignore_ascii_case("or "))
}
