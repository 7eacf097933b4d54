//! Reads tables of concepts, ours and those a user writes: `id ⇥ kind ⇥ French labels ⇥ English labels ⇥ relations`.

use crate::keys;
use crate::packing::{Draft, Drafts, ENGLISH, FRENCH, KINDS, Name, Tie};

/// Reads the rows of some tables, each given by its name and text, without those that are wrong; what is wrong comes
/// beside, each with its file and line. A first row that names the columns is passed over.
pub(crate) fn read(files: &[(String, String)]) -> (Drafts, Vec<String>) {
    let (mut drafts, mut errors) = (Drafts::new(), Vec::new());
    for (name, text) in files {
        let mut rows = keys::rows(text).peekable();
        rows.next_if(|(_, row)| row.split('\t').nth(1).is_some_and(|kind| kind.trim() == "kind"));
        for (line, row) in rows {
            let place = format!("{name}:{line}");
            match read_row(row, &place) {
                Ok((id, draft)) => {
                    if let Some(first) = drafts.insert(id.to_owned(), draft) {
                        errors
                            .push(format!("{place}: concept `{id}` is already declared at {}", first.place));
                    }
                }
                Err(why) => errors.push(format!("{place}: {why}")),
            }
        }
    }
    (drafts, errors)
}

fn read_row<'a>(row: &'a str, place: &str) -> Result<(&'a str, Draft), String> {
    let mut fields = row.split('\t').map(str::trim);
    let mut field = |name| fields.next().ok_or_else(|| format!("the column of {name} is missing"));
    let (id, kind) = (field("the id")?, field("the kind")?);
    let (french, english) = (field("French labels")?, field("English labels")?);
    let relations = fields.next().unwrap_or_default();
    if fields.next().is_some() {
        return Err("more than 5 columns".into());
    }
    if id.is_empty() {
        return Err("the id is empty".into());
    }
    let kind =
        KINDS.iter().position(|known| *known == kind).ok_or_else(|| format!("unknown kind `{kind}`"))?;
    let mut labels = read_labels(french, FRENCH)?;
    labels.extend(read_labels(english, ENGLISH)?);
    if labels.is_empty() {
        return Err(format!("concept `{id}` has no label"));
    }
    let ties = read_relations(relations)?;
    Ok((id, Draft { place: place.into(), kind: kind as u8, labels, ties }))
}

fn read_labels(column: &str, language: u8) -> Result<Vec<Name>, String> {
    if column.is_empty() {
        return Ok(Vec::new());
    }
    column.split('|').map(|label| read_label(label.trim(), language)).collect()
}

fn read_label(label: &str, language: u8) -> Result<Name, String> {
    let (text, weight) = match label.rsplit_once('~') {
        Some((text, weight)) => {
            let weight: f32 =
                weight.trim().parse().map_err(|_| format!("weight of `{label}` is no number"))?;
            (text.trim(), weight)
        }
        None => (label, 1.0),
    };
    if text.is_empty() {
        return Err("a label is empty".into());
    }
    if !(0.01..=1.0).contains(&weight) {
        return Err(format!("weight of `{label}` is not between 0.01 and 1"));
    }
    Ok(Name { text: text.to_owned(), language, weight: (weight * 100.0).round() as u8 })
}

fn read_relations(column: &str) -> Result<Vec<Tie>, String> {
    let relations = column.split('|').map(str::trim).filter(|relation| !relation.is_empty());
    relations
        .map(|relation| match relation.split_once(':') {
            Some(("broader", target)) => Ok(Tie { broader: true, target: target.to_owned() }),
            Some(("related", target)) => Ok(Tie { broader: false, target: target.to_owned() }),
            _ => Err(format!("unknown relation `{relation}`")),
        })
        .collect()
}
