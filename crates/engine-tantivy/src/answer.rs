//! How well the words of a posting answer, whatever its facts.

use crate::score::Text;
use crate::window::Found;
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

    /// Tells whether no posting answers in full unless its title says something, given the most that others score.
    pub(crate) fn need_titles(&self, most_untitled: f32) -> bool {
        self.needed & !self.beside != 0 && most_untitled < self.full
    }

    /// Tells whether a posting's words answer in full, as those of a title do that says all of them.
    #[inline]
    pub(crate) fn is_full(&self, found: &Found) -> bool {
        let in_title = found.in_title | found.named_in_title;
        found.core >= self.full || self.needed & !(in_title | self.beside & found.words) == 0
    }

    /// How well a posting's words answer. What says all of them in its own text answers in part, what says them in its
    /// company's text does not, nor what says nothing of the job.
    pub(crate) fn of_found(&self, found: &Found) -> Answer {
        if self.is_full(found) {
            return Answer::Full;
        }
        let answered = self.needed & (found.in_title | found.named_in_title | self.beside & found.words);
        let foreign = self.needed & found.foreign_in_title;
        if answered | foreign == self.needed {
            return Answer::Foreign;
        }
        let in_title = self.needed & (found.in_title | found.named_in_title) | foreign;
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
}
