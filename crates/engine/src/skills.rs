//! Skills that somebody has, compared with those that a posting asks for.

use jobsearch_posting::Facts;

/// A posting that names fewer skills than this, each counted as what it weighs, says little of what it asks for.
const FEW: f32 = 3.0;

/// The skills somebody has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Those with a name in the vocabulary, by [`skill_key`].
    pub keys: Vec<u32>,
    /// Those without: the plan's groups, by number, that look for them in the text.
    pub groups: Vec<usize>,
    /// What a skill counts that a posting requires, above 0 and at most 1.
    pub required: f32,
    /// What a skill counts that a posting wishes for or names in its text, above 0 and at most 1.
    pub wished: f32,
}

/// A skill that a posting asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedSkill {
    /// The skill, by [`skill_key`].
    pub key: u32,
    /// The posting demands it; otherwise it is wished for.
    pub required: bool,
}

/// How the skills of a profile and of a posting fit, both shares in [0, 1].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// How much of the profile the posting asks for.
    pub asked: f32,
    /// How much of what the posting asks for the profile has.
    pub had: f32,
}

/// A number for the identifier of a skill in the vocabulary, the same in every index.
pub fn skill_key(id: &str) -> u32 {
    id.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The identifier under which a language, by its ISO 639 code, is a skill.
pub fn language_skill(code: &str) -> String {
    format!("language:{code}")
}

impl Profile {
    /// Compares with what a posting asks for; so many of [`groups`](Self::groups) were found in its text.
    pub fn fit(&self, asked: &[AskedSkill], found_groups: usize) -> Fit {
        let worth = |skill: &AskedSkill| if skill.required { self.required } else { self.wished };
        let had: f32 = asked.iter().filter(|skill| self.keys.contains(&skill.key)).map(worth).sum();
        let all: f32 = asked.iter().map(worth).sum();
        let in_words = self.wished * found_groups as f32;
        let size = (self.keys.len() + self.groups.len()).max(1) as f32;
        Fit { asked: (had + in_words) / size, had: had / all.max(FEW) }
    }
}

/// What a posting asks for.
pub(crate) fn asked(facts: &Facts) -> Vec<AskedSkill> {
    let asked =
        |skill: &jobsearch_posting::Skill| AskedSkill { key: skill_key(&skill.id), required: skill.required };
    let spoken = |code: &str| AskedSkill { key: skill_key(&language_skill(code)), required: true };
    let skills = facts.skills.iter().map(|fact| asked(&fact.value));
    skills.chain(facts.languages.iter().map(|fact| spoken(&fact.value.code))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_and_what_is_had_are_two_shares() {
        let profile = Profile { keys: vec![1, 2, 3], groups: vec![0], required: 1.0, wished: 0.5 };
        let check = |asked: &[(u32, bool)], found_groups, expected: (f32, f32)| {
            let asked: Vec<_> = asked.iter().map(|&(key, required)| AskedSkill { key, required }).collect();
            let fit = profile.fit(&asked, found_groups);
            assert_eq!((fit.asked, fit.had), expected);
        };
        check(&[], 0, (0.0, 0.0));
        check(&[(1, true), (9, true)], 0, (0.25, 1.0 / 3.0));
        check(&[(1, false), (9, true), (8, true), (2, false)], 0, (0.25, 1.0 / 3.0));
        check(&[(1, true), (2, true), (3, true)], 1, (0.875, 1.0));
    }

    #[test]
    fn keys_never_change() {
        assert_eq!([skill_key(""), skill_key("sql")], [0x811C_9DC5, 0xBE45_0F7F]);
    }
}
