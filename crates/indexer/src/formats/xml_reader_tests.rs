//! What the reader of XML makes of good and bad files.

use super::super::xml::FIELDS;
use super::super::xml_source::root_of;
use super::*;
use expect_test::{Expect, expect};
use std::path::Path;

fn check(xml: &str, expected: Expect) {
    let mut said = Vec::new();
    let mut lines = xml.as_bytes();
    let mut input = Input { lines: &mut lines, path: Path::new("a.xml"), max_record: 400 };
    let outcome = read_records(&mut input, &Records { names: &["job"], fields: &FIELDS }, &mut |read| {
        let what = read.posting.map(|raw| raw.title.or(raw.description).unwrap_or_default());
        said.push(format!("{}: {}", read.record, what.unwrap_or_else(|why| format!("! {why}"))));
        Ok(())
    });
    match outcome {
        Err(ReadError::Syntax { record, why }) => said.push(format!("{record}: !! {why}")),
        Err(error) => said.push(format!("!! {error}")),
        Ok(()) => {}
    }
    expected.assert_eq(&said.join("\n"));
}

#[test]
fn records_are_given_one_by_one() {
    check(
        "<jobs><job><title>A &amp; B</title></job>\n<job><title>C &#233;&nbsp;D & E</title></job></jobs>",
        expect![[r#"
        record 1: A & B
        record 2: C é&nbsp;D & E"#]],
    );
    check(
        "<x:job xmlns:x='u'><x:title><![CDATA[A <b>B</b>]]></x:title></x:job>",
        expect!["record 1: A <b>B</b>"],
    );
    check("<jobs><job><title><a href='x'>A <i>B</i></a></title></job></jobs>", expect!["record 1: A B"]);
    check(
        "<job><description>A<br/>B &lt; C<ul><li>D</li></ul></description></job>",
        expect!["record 1: A<br></br>B < C<ul><li>D</li></ul>"],
    );
    check(
        "<jobs><job/><job><title>A</title></job></jobs>",
        expect![[r#"
        record 1: ! it has neither a title nor a description
        record 2: A"#]],
    );
    check("<html><p>A</p></html>", expect!["!! no element in it is a posting"]);
}

#[test]
fn what_is_not_well_formed_ends_the_reading() {
    check(
        "<jobs><job><title>A</title></job>\n<job><title>B</name></job></jobs>",
        expect![[r#"
            record 1: A
            line 2: !! the XML is not well-formed: expected `</title>`, but `</name>` was found"#]],
    );
    check(
        "<jobs><job><title>A</title></job>\n<job><title>B",
        expect![[r#"
        record 1: A
        line 2: !! the XML is not well-formed: it ends inside <title>"#]],
    );
    check(
        "<jobs><job a=\"1\"b=\"2\"><title>A</title></job></jobs>",
        expect!["line 1: !! the XML is not well-formed: no space between the attributes of <job>"],
    );
    check(
        "<jobs><job a=1><title>A</title></job></jobs>",
        expect![[
            r#"line 1: !! the XML is not well-formed: position 6: attribute value must be enclosed in `"` or `'`"#
        ]],
    );
    check(
        "<jobs><job a='1' a='2'><title>A</title></job></jobs>",
        expect![
            "line 1: !! the XML is not well-formed: position 10: duplicated attribute, previous declaration at position 4"
        ],
    );
}

#[test]
fn bombs_are_refused() {
    check(
        "<!DOCTYPE jobs [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><jobs><job><title>&b;</title></job></jobs>",
        expect!["line 1: !! it declares entities of its own, which are not expanded"],
    );
    check(
        "<!DOCTYPE jobs SYSTEM \"file:///etc/hosts\"><jobs><job><title>A &b;</title></job></jobs>",
        expect!["record 1: A &b;"],
    );
    check(&"<a>".repeat(10_000), expect!["line 1: !! its elements lie over 64 deep"]);
    check(&format!("<job>{}", "<p>".repeat(10_000)), expect!["line 1: !! its elements lie over 64 deep"]);
    check(
        &format!("<job><title>{}</title></job>", "x".repeat(500)),
        expect!["line 1: !! a record is over the size limit"],
    );
    check(&format!("<job {}='x'/>", "x".repeat(500)), expect!["line 1: !! a record is over the size limit"]);
}

#[test]
fn the_first_element_is_found() {
    let name = |head: &'static str| root_of(head.as_bytes()).map(|root| root.name);
    assert_eq!(name("\u{feff}<?xml version='1.0'?>\n<!-- <a> -->\n<ns:jobs x='y'>"), Some("jobs"));
    assert_eq!(name("<!DOCTYPE rss><rss>"), Some("rss"));
    assert_eq!(name("a < b > c"), None);
    assert_eq!(name("<3 cats>"), None);
    assert_eq!(name("<!-- never closed"), None);
}
