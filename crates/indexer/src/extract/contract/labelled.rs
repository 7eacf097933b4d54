//! Contracts behind a label, in sections that otherwise say nothing of the job.

use super::super::{Analysed, Part};
use jobsearch_analysis::fold;
use jobsearch_posting::{Section, SectionKind};
use jobsearch_vocabulary::{Meaning, Mention};

/// How sure a mention behind a label must be.
const SURE: f32 = 0.8;
/// The longest label, in bytes.
const LABEL: usize = 30;
/// The longest statement behind a label, in bytes.
const STATEMENT: usize = 60;

/// Gives what lines such as `Type de contrat : CDI` say in the company's text, below which offers often end.
pub(super) fn lines(analysed: &Analysed<'_>, mut each: impl FnMut(&Part<'_>, &Mention)) {
    let apart = |section: &Section| matches!(section.kind, SectionKind::Company | SectionKind::Legal);
    let sections = analysed.posting.sections.iter().enumerate();
    for (number, section) in sections.filter(|(_, section)| apart(section) && !section.boilerplate) {
        if section.text.lines().any(is_labelled) {
            let part = analysed.part(number, section);
            let is_contract = |mention: &&Mention| matches!(mention.meaning, Meaning::Contract(_));
            let sure = part.terms.iter().filter(is_contract).filter(|mention| mention.certainty >= SURE);
            sure.filter(|mention| stands_behind_label(&part, mention))
                .for_each(|mention| each(&part, mention));
        }
    }
}

fn stands_behind_label(part: &Part<'_>, mention: &Mention) -> bool {
    let at = part.span(mention.tokens.clone()).start;
    let start = part.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    is_labelled(&part.text[start..]) && at - start <= LABEL + STATEMENT && part.text[start..at].contains(':')
}

fn is_labelled(line: &str) -> bool {
    let Some(end) = line.bytes().take(LABEL).position(|byte| byte == b':') else { return false };
    let label = fold(&line[..end]).replace('’', "'");
    matches!(
        label.trim_matches(|c: char| !c.is_alphanumeric()),
        "contrat"
            | "type de contrat"
            | "types de contrat"
            | "type d'emploi"
            | "type de poste"
            | "nature du contrat"
            | "duree du contrat"
            | "contract"
            | "contract type"
            | "type of contract"
            | "employment type"
            | "job type"
    )
}
