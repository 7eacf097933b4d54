//! HTML entities: `&eacute;` to `é`, by name or number.

use memchr::memchr;

/// The names of Latin-1 stand in the order of its codes, from 0xA0 on.
const LATIN: &str = "\
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
    micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
    ugrave uacute ucirc uuml yacute thorn yuml";

/// Names beyond Latin-1, and of signs that need one in HTML.
const OTHERS: [(&str, char); 51] = [
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
    ("Yuml", 'Ÿ'),
    ("trade", '™'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200b}'),
    ("zwj", '\u{200b}'),
    ("lrm", '\u{200b}'),
    ("rlm", '\u{200b}'),
    ("rarr", '→'),
    ("larr", '←'),
    ("check", '✓'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("minus", '−'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("colon", ':'),
    ("comma", ','),
    ("period", '.'),
    ("lpar", '('),
    ("rpar", ')'),
    ("num", '#'),
    ("percnt", '%'),
    ("plus", '+'),
    ("sol", '/'),
    ("NewLine", '\n'),
    ("Tab", '\t'),
];

/// Decodes the entities of a text once; nothing where it has none.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = memchr(b'&', &text.as_bytes()[from..]).map(|at| from + at) {
        from = at + 1;
        let Some((character, length)) = entity(&text[at..]) else { continue };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(&text[done..at]);
        out.push(character);
        done = at + length;
        from = done;
    }
    let mut out = out?;
    out.push_str(&text[done..]);
    Some(out)
}

/// The character an entity at the start of the text stands for, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let body = &text[1..];
    let end = body.bytes().take(10).position(|byte| byte == b';')?;
    let name = &body[..end];
    let character = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => named(name)?,
    };
    Some((character, end + 2))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        // Pages written on Windows number its characters, which HTML allows.
        0x80..=0x9f => Some(crate::decode::windows_1252(code as u8)),
        0 => None,
        code => char::from_u32(code),
    }
}

fn named(name: &str) -> Option<char> {
    let other = OTHERS.iter().find(|(other, _)| *other == name).map(|(_, character)| *character);
    other.or_else(|| {
        let at = LATIN.split_ascii_whitespace().position(|latin| latin == name)?;
        u8::try_from(0xa0 + at).ok().map(char::from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_once() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(decode(text).as_deref(), expected, "{text}");
        check("&eacute;&yuml;&nbsp;&divide;", Some("éÿ\u{a0}÷"));
        check("&amp;lt;", Some("&lt;"));
        check("A&E; R&D", None);
        check("&#8217;&#x2019;&#146;", Some("’’’"));
        check("&#0; &;", None);
        check("é & à ; &éé;", None);
    }
}
