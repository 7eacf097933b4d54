//! Days as sources write them.

use jobsearch_analysis::fold;
use jobsearch_posting::Day;
use jobsearch_vocabulary::calendar::month;

/// Seconds in a day.
const DAY: i64 = 86_400;

/// Reads a day: ISO, with slashes, dots or dashes, with the month's name in French or English, as seconds or
/// milliseconds since 1970, or counted back from today (`il y a 3 jours`). Without a year the latest past one is meant.
pub(crate) fn read(text: &str, today: Day) -> Option<Day> {
    let text = text.trim();
    Day::parse_iso(text)
        .filter(|day| is_plausible(*day))
        .or_else(|| numeric(text, today))
        .or_else(|| named(text, today))
        .or_else(|| counted_back(text, today))
}

fn is_plausible(day: Day) -> bool {
    (1990..2100).contains(&day.ymd().0)
}

fn numeric(text: &str, today: Day) -> Option<Day> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let date: u32 = text.parse().ok()?;
        let found = Day::from_ymd((date / 10_000) as i32, date / 100 % 100, date % 100);
        return found.filter(|day| is_plausible(*day));
    }
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return epoch(text.parse().ok()?);
    }
    let date = text.split([' ', 'T', ',']).find(|piece| piece.starts_with(|c: char| c.is_ascii_digit()))?;
    let parts: Vec<u32> = date.split(['/', '-', '.']).map_while(|part| part.parse().ok()).collect();
    match parts[..] {
        [year @ 1990..=2099, month, day, ..] => Day::from_ymd(year as i32, month, day),
        [first, second, year @ 1990..=2099, ..] => day_or_month_first(year as i32, first, second),
        [first, second, year @ 0..=99, ..] if date.len() >= 6 => {
            day_or_month_first(2000 + year as i32, first, second)
        }
        [day, month] if date.contains('/') => latest(today, month, day),
        _ => None,
    }
}

fn epoch(number: i64) -> Option<Day> {
    let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
    i32::try_from(seconds.div_euclid(DAY)).ok().map(Day).filter(|day| is_plausible(*day))
}

/// The day first, as in Europe, unless only the other order makes a date.
fn day_or_month_first(year: i32, first: u32, second: u32) -> Option<Day> {
    Day::from_ymd(year, second, first).or_else(|| Day::from_ymd(year, first, second))
}

fn named(text: &str, today: Day) -> Option<Day> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let ordinal = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<u32>().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    };
    let day = at.checked_sub(1).and_then(|before| words.get(before)).and_then(ordinal);
    let day_behind = words.get(at + 1).and_then(ordinal);
    let year =
        words.iter().find_map(|word| word.parse::<i32>().ok().filter(|year| (1990..2100).contains(year)));
    match (day.or(day_behind), year) {
        (Some(day), Some(year)) => Day::from_ymd(year, month, day),
        (Some(day), None) => latest(today, month, day),
        (None, Some(year)) => Day::from_ymd(year, month, 1),
        (None, None) => None,
    }
}

/// The latest such day that is not ahead of today.
fn latest(today: Day, month: u32, day: u32) -> Option<Day> {
    let year = today.ymd().0;
    // A leap day may lie up to eight years back.
    (0..=8).find_map(|back| Day::from_ymd(year - back, month, day).filter(|found| *found <= today))
}

fn counted_back(text: &str, today: Day) -> Option<Day> {
    let folded = fold(text);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["aujourd", "today", "just posted", "a l'instant"]) {
        return Some(today);
    }
    if has(&["hier", "yesterday"]) {
        return Some(Day(today.0 - 1));
    }
    if !has(&["il y a", "ago", "depuis", "days"]) {
        return None;
    }
    let digits: String =
        folded.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let number: i32 = digits.parse().ok().filter(|number| *number < 1000)?;
    let days = match () {
        () if has(&["heure", "hour", "minute"]) => 0,
        () if has(&["semaine", "week"]) => 7,
        () if has(&["mois", "month"]) => 30,
        () if has(&["jour", "day"]) => 1,
        () => return None,
    };
    Some(Day(today.0 - number * days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(texts: &str, expected: Expect) {
        let today = Day::from_ymd(2026, 11, 22).unwrap();
        let said = texts
            .split('|')
            .map(|text| format!("{text}: {}", read(text, today).map_or("-".into(), |day| day.to_string())));
        expected.assert_eq(&said.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn every_way_to_write_a_day() {
        check(
            "2025-11-26T11:56:34.422Z|2025-11-26|18/10/2023|10/18/2023|18-10-2023|18.10.2023|\
             7 sept. 2024|23 oct. 2025|3 May 2026|May 3, 2026|1er mars 2026|9 May-12:30|\
             12 Dec-09:05|Tue, 03 Jun 2025 10:00:00 GMT|1717400000000|1717400000|il y a 3 jours|\
             2 weeks ago|Aujourd'hui|hier|14-m-2024|31/02/2024|publié le 4 août|21/11|March 2024|\
             2024/05/06|05/06/24||bientôt",
            expect![[r#"
                2025-11-26T11:56:34.422Z: 2025-11-26
                2025-11-26: 2025-11-26
                18/10/2023: 2023-10-18
                10/18/2023: 2023-10-18
                18-10-2023: 2023-10-18
                18.10.2023: 2023-10-18
                7 sept. 2024: 2024-09-07
                23 oct. 2025: 2025-10-23
                3 May 2026: 2026-05-03
                May 3, 2026: 2026-05-03
                1er mars 2026: 2026-03-01
                9 May-12:30: 2026-05-09
                12 Dec-09:05: 2025-12-12
                Tue, 03 Jun 2025 10:00:00 GMT: 2025-06-03
                1717400000000: 2024-06-03
                1717400000: 2024-06-03
                il y a 3 jours: 2026-11-19
                2 weeks ago: 2026-11-08
                Aujourd'hui: 2026-11-22
                hier: 2026-11-21
                14-m-2024: -
                31/02/2024: -
                publié le 4 août: 2026-08-04
                21/11: 2026-11-21
                March 2024: 2024-03-01
                2024/05/06: 2024-05-06
                05/06/24: 2024-06-05
                : -
                bientôt: -"#]],
        );
    }
}
