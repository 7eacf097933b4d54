//! The lines of a text that are read by themselves.

/// The lines of a text, each with its place; a range that is cut by the end of a line is in one.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let mut ends = text[start..].match_indices('\n').map(|(end, _)| start + end);
        let end = ends.find(|end| !cuts_range(&text[start..*end], &text[end + 1..]));
        next = end.map(|end| end + 1);
        Some((start, &text[start..end.unwrap_or(text.len())]))
    })
}

/// `$104,900 -` with `$199,065` in the next line, or `$211,500` with `- $306,600`.
fn cuts_range(before: &str, behind: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    let is_sign = |c: char| matches!(c, '€' | '£' | '$');
    let ends_with_figure =
        |text: &str| text.trim_end().ends_with(|c: char| is_sign(c) || c.is_ascii_digit() || c == 'k');
    let (before, behind) = (before.trim_end(), behind.trim_start());
    // In a list each line has its own sum.
    let is_item = before.trim_start().starts_with(is_dash);
    match (before.strip_suffix(is_dash), behind.strip_prefix(is_dash)) {
        (Some(low), None) => ends_with_figure(low) && behind.starts_with(is_sign),
        (None, Some(high)) => !is_item && ends_with_figure(before) && high.trim_start().starts_with(is_sign),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_in_one_line() {
        let check = |text: &str, expected: &[(usize, &str)]| {
            assert_eq!(lines(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("", &[(0, "")]);
        check("a\nb\n", &[(0, "a"), (2, "b"), (4, "")]);
        check("is $104,900 -\n$199,065.\nb", &[(0, "is $104,900 -\n$199,065."), (24, "b")]);
        check("is $104,900\n- $199,065", &[(0, "is $104,900\n- $199,065")]);
        check("- $10\n- $20", &[(0, "- $10"), (6, "- $20")]);
        check("$10 -\n- $20", &[(0, "$10 -"), (6, "- $20")]);
    }
}
