//! The drawings of `hostile.txt`, as files would hold them.

/// Every drawing of the list.
pub(crate) fn drawings() -> Vec<String> {
    let lines = include_str!("hostile.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(whole).collect()
}

fn whole(line: &str) -> String {
    let line: String = line.chars().map(control).collect();
    if ["<svg ", "<svg/", "<?", "<!DOC", "<html"].iter().any(|start| line.starts_with(start)) {
        line
    } else {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{line}</svg>")
    }
}

/// The control character that a sign is the picture of.
fn control(c: char) -> char {
    match u32::from(c) {
        0x2421 => '\u{7f}',
        code @ 0x2400..=0x241f => char::from_u32(code - 0x2400).unwrap_or(c),
        _ => c,
    }
}
