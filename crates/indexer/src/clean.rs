//! Raw text to clean text: what the wild does to letters, lines, tags and titles is undone here.

mod entities;
mod html;
mod letters;
mod lines;
mod title;
mod wrapped;

pub(crate) use title::{Title, title};

use std::borrow::Cow;

/// Cleans a text: no tags, no entities, one kind of space, bullet and apostrophe, a line for each paragraph and list
/// item, whole where it was cut at a width, an empty line between paragraphs at most.
pub(crate) fn text(raw: &str) -> String {
    wrapped::joined(lines::tidy(&unwrapped(raw)))
}

/// Cleans a text of one line.
pub(crate) fn line(raw: &str) -> String {
    let text = text(raw);
    match text.contains('\n') {
        true => text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "),
        false => text,
    }
}

/// Takes off tags and entities; descriptions may be escaped up to three times.
fn unwrapped(raw: &str) -> Cow<'_, str> {
    let mut text = letters::repair(raw);
    for _ in 0..3 {
        if html::has_tags(&text) {
            text = html::without_tags(&text).into();
        }
        match entities::decode(&text) {
            Some(decoded) => text = decoded.into(),
            None => break,
        }
    }
    if html::has_tags(&text) { html::without_tags(&text).into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(raw: &str, expected: Expect) {
        expected.assert_eq(&text(raw));
    }

    #[test]
    fn tags_and_entities_become_text() {
        check(
            "<p>Vos missions&nbsp;:</p><ul><li>Souder</li><li>Meuler</li></ul><p>Fin</p>",
            expect![[r#"
            Vos missions :

            - Souder
            - Meuler

            Fin"#]],
        );
        check(
            "&lt;p&gt;A &amp;amp; E&lt;/p&gt;&lt;p&gt;two&lt;br/&gt;three&lt;/p&gt;",
            expect![[r#"
            A & E

            two
            three"#]],
        );
        check("R&D, C < D, Vec<T>, x &foo; y", expect!["R&D, C < D, Vec<T>, x &foo; y"]);
        check("<script>alert('x')</script><style>p{}</style>Bonjour<!-- no -->", expect!["Bonjour"]);
        check("&#233;t&#xe9; &eacute;l&egrave;ve &rsquo;", expect!["été élève ’"]);
    }

    #[test]
    fn letters_and_lines_are_repaired() {
        check("ChargÃ© dâ€™Ã©tudes", expect!["Chargé d’études"]);
        check(
            "Cabinet d?architecture, qu?il, vraiment ? Oui?non",
            expect!["Cabinet d’architecture, qu’il, vraiment ? Oui?non"],
        );
        check("l\u{92}équipe", expect!["l’équipe"]);
        check("lâ\u{80}\u{99}atelier", expect!["l’atelier"]);
        check("40¿000,00€¿: ¿Qué?", expect!["40 000,00€ : ¿Qué?"]);
        check("a\u{a0}b\u{202f}c \u{ad}d\u{200b}e   f", expect!["a b c de f"]);
        check(
            "• un\n  ●  deux\n\u{f0b7} trois\n– quatre\n\n\n\nfin",
            expect![[r#"
            - un
            - deux
            - trois
            - quatre

            fin"#]],
        );
        check(
            "e\u{301}te\u{301}\r\nfin\r\n",
            expect![[r#"
            été
            fin"#]],
        );
    }
}
