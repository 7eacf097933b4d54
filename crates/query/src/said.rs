//! The words behind the other names of a plan: a name stands for labels, a posting says one of them.

use jobsearch_analysis::Analyzer;
use jobsearch_engine::Name;
use jobsearch_vocabulary::{Label, Meaning, Mention, Vocabulary};

/// The labels that a name stands for.
pub(crate) fn labels<'v>(
    vocabulary: &'v Vocabulary,
    name: &Name,
) -> impl Iterator<Item = Label<'v>> + use<'v> {
    let (language, nearness) = (name.language, name.nearness);
    let labels = vocabulary.concept(&name.concept).into_iter().flat_map(|concept| concept.labels());
    labels.filter(move |label| label.language == language && label.weight == nearness)
}

/// The words by which a text says a name.
pub(crate) fn said<'t>(vocabulary: &Vocabulary, text: &'t str, name: &Name) -> Option<&'t str> {
    let tokens = Analyzer::new().tokens(text);
    let says = |mention: &&Mention| {
        let Meaning::Concept(concept) = mention.meaning else { return false };
        mention.language.is_none_or(|language| language == name.language)
            && mention.weight == name.nearness
            && vocabulary.get(concept).id() == name.concept
    };
    let mention = vocabulary.concept_mentions(&tokens).into_iter().find(|mention| says(&mention))?;
    let words = &tokens[mention.tokens];
    text.get(words.first()?.span.start..words.last()?.span.end)
}
