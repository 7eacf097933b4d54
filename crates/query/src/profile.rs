//! What a CV says of what somebody can: neither its headings nor what is done for leisure.

use jobsearch_analysis::fold;

/// Headings of a CV, folded.
const HEADINGS: &[&str] = &[
    "career",
    "certificates",
    "certifications",
    "competences",
    "contact",
    "cursus",
    "diplomes",
    "education",
    "employment",
    "employment history",
    "experience",
    "experience professionnelle",
    "experiences",
    "experiences professionnelles",
    "formation",
    "formations",
    "informatique",
    "languages",
    "langues",
    "logiciels",
    "parcours",
    "parcours professionnel",
    "profil",
    "profile",
    "projects",
    "projets",
    "publications",
    "references",
    "skills",
    "summary",
    "training",
    "work experience",
];

/// Those of what is done for leisure.
const LEISURE: &[&str] = &[
    "activites extra-professionnelles",
    "centre d'interet",
    "centres d'interet",
    "centres d'interets",
    "hobbies",
    "hobbies and interests",
    "interests",
    "loisir",
    "loisirs",
    "passions",
    "personal interests",
    "sports et loisirs",
];

/// The lines of a CV that tell what somebody can.
pub(crate) fn told_of_work(profile: &str) -> String {
    let mut told = String::new();
    let mut for_leisure = false;
    for line in profile.lines() {
        let mut line_for_leisure = for_leisure;
        for sentence in line.split_inclusive(". ") {
            let (heading, rest) = heading_of(sentence);
            if let Some(heading) = heading {
                line_for_leisure = heading == Heading::Leisure;
                // A heading with its text behind it is one of a line.
                for_leisure = line_for_leisure && rest.trim().is_empty();
            }
            if !line_for_leisure {
                told.push_str(rest);
            }
        }
        told.push('\n');
    }
    told
}

/// What a heading tells of the lines below it.
#[derive(Clone, Copy, PartialEq)]
enum Heading {
    Work,
    Leisure,
}

/// The heading that a sentence begins with, and what stands behind it.
fn heading_of(sentence: &str) -> (Option<Heading>, &str) {
    let (name, rest) = sentence.split_once(':').unwrap_or((sentence, ""));
    let name = fold(name.trim_matches(|c: char| !c.is_alphanumeric())).replace('’', "'");
    if LEISURE.contains(&name.as_str()) {
        (Some(Heading::Leisure), rest)
    } else if HEADINGS.contains(&name.as_str()) {
        (Some(Heading::Work), rest)
    } else {
        (None, sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(profile: &str, expected: &str) {
        let told = told_of_work(profile);
        let lines = told.lines().map(str::trim).filter(|line| !line.is_empty());
        assert_eq!(lines.collect::<Vec<_>>().join(" | "), expected, "{profile}");
    }

    #[test]
    fn headings_and_leisure_are_no_skills() {
        check(
            "Infirmière\n\nFORMATION\nDE 2018\nLOISIRS\nCuisine\nski\nLangues :\nanglais",
            "Infirmière | DE 2018 | anglais",
        );
        check("Skills: Python, SQL\nHobbies: cooking, football\nGit", "Python, SQL | Git");
        check("English native. Interests: chess.\nDocker", "English native. | Docker");
        check("## Centres d’intérêt\nphotographie\n## Expérience professionnelle\nSoudeur", "Soudeur");
        check("Formation continue des équipes", "Formation continue des équipes");
    }

    #[test]
    fn headings_are_sorted_and_folded() {
        for table in [HEADINGS, LEISURE] {
            assert!(table.is_sorted() && table.iter().all(|heading| fold(heading) == *heading));
        }
    }
}
