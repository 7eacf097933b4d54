//! How well the words of a posting answer, whatever its facts.

use crate::found::Found;
use crate::score::Text;
use jobsearch_engine::{Answer, Scoring};

/// A title that says one word of so many answers in part.
const ONE_WORD_OF: u32 = 3;

/// From which text scores on a posting answers.
pub(crate) struct Answers {
    /// The words that count.
    needed: u64,
    /// Those that are asked for beside a job: any place does.
    beside: u64,
    full: f32,
    part: f32,
    /// The most that text of a company can score.
    company_text: f32,
}

impl Answers {
    pub(crate) fn of(scoring: &Scoring, text: &Text<'_>) -> Self {
        let rarity = text.weigh(text.needed);
        let in_title = scoring.title * rarity;
        Self {
            needed: text.needed,
            beside: text.beside,
            full: scoring.full_answer * in_title,
            part: scoring.part_answer * in_title,
            company_text: scoring.boilerplate * (scoring.k1 + 1.0) * rarity,
        }
    }

    /// Tells whether a posting's words answer in full, be it in another language than the question; those of a title do
    /// that says all of them.
    fn is_whole(&self, found: &Found) -> bool {
        self.scores_full(found) || self.needed & !(self.answered(found) | found.foreign_in_title) == 0
    }

    /// Tells whether a posting's words score as much as a full answer does; however much they do, what is asked for
    /// beside a job must be said.
    fn scores_full(&self, found: &Found) -> bool {
        found.core >= self.full && self.beside & !found.said == 0
    }

    /// How well a posting's words answer. What says all of them in its own text answers in part, what says them in its
    /// company's text does not, nor what says nothing of the job.
    pub(crate) fn of_found(&self, found: &Found) -> Answer {
        if self.is_whole(found) {
            let is_full = self.scores_full(found) || self.needed & !self.answered(found) == 0;
            return if is_full { Answer::Full } else { Answer::Foreign };
        }
        let in_title = self.needed & (found.in_title | found.named_in_title | found.foreign_in_title);
        let job = self.needed & !self.beside;
        let says_all = self.needed & !found.words == 0 && found.core > self.company_text;
        let says_some = || in_title.count_ones() * ONE_WORD_OF >= self.needed.count_ones();
        let says_job = job == 0 || job & (in_title | found.words) != 0;
        if says_job && (found.core >= self.part || says_all || says_some()) {
            Answer::Part
        } else {
            Answer::Passing
        }
    }

    /// The words that are answered in the language of the question: in the title, and anywhere if asked for beside a job.
    fn answered(&self, found: &Found) -> u64 {
        found.in_title | found.named_in_title | self.beside & found.said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_in_either_language() {
        let answers = Answers { needed: 0b011, beside: 0b010, full: 9.0, part: 2.0, company_text: 0.5 };
        let check = |[in_title, foreign_in_title, said, near]: [u64; 4], core: f32, expected: Answer| {
            let words = said | near;
            let found = Found { core, words, said, in_title, foreign_in_title, ..Found::default() };
            assert_eq!(answers.of_found(&found), expected, "{found:?}");
            let is_whole = matches!(expected, Answer::Full | Answer::Foreign);
            assert_eq!(answers.is_whole(&found), is_whole, "{found:?}");
        };
        check([0b011, 0, 0b011, 0], 5.0, Answer::Full);
        check([0b001, 0, 0b011, 0], 5.0, Answer::Full);
        check([0, 0b001, 0b011, 0], 5.0, Answer::Foreign);
        check([0, 0b011, 0b001, 0], 1.0, Answer::Foreign);
        check([0, 0b001, 0b011, 0], 9.0, Answer::Full);
        check([0b001, 0, 0b001, 0], 5.0, Answer::Part);
        check([0b010, 0, 0b010, 0], 1.0, Answer::Passing);
        check([0, 0, 0b001, 0], 1.0, Answer::Passing);
        // What is asked beside a job must be said, not something near it, however much the rest scores.
        check([0b001, 0, 0b001, 0b010], 5.0, Answer::Part);
        check([0b001, 0, 0b001, 0b010], 9.0, Answer::Part);
    }
}
