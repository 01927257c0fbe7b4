//! What stands inside attributes and styles: references, and ways out of the drawing.

/// Whether this is four numbers with a width and a height.
pub(super) fn is_view_box(value: &str) -> bool {
    let numbers: Vec<Option<f64>> = value
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|n: &f64| n.is_finite()))
        .collect();
    matches!(numbers[..], [Some(_), Some(_), Some(width), Some(height)] if width > 0.0 && height > 0.0)
}

/// The value with a prefix on every `url(#name)`, and the names; or what is wrong with it.
pub(super) fn with_prefix(value: &str, prefix: &str) -> Result<(String, Vec<String>), String> {
    if let Some(way) = way_out(value) {
        return Err(format!("`{way}` leads out of the drawing"));
    }
    let (mut written, mut ids, mut rest) = (String::new(), Vec::new(), value);
    while let Some(at) = find(rest, "url(") {
        let (before, from) = rest.split_at(at);
        let Some(end) = from.find(')') else {
            return Err(format!("`{from}` is not closed"));
        };
        let inside = from[4..end].trim().trim_matches(['"', '\'']);
        match inside.strip_prefix('#') {
            Some(id) if !id.is_empty() && !id.contains([' ', '"', '\'', '(']) => {
                written.push_str(&format!("{before}url(#{prefix}{id})"));
                ids.push(id.to_owned());
            }
            _ => return Err(format!("`{}` leads out of the drawing", &from[..=end])),
        }
        rest = &from[end + 1..];
    }
    written.push_str(rest);
    Ok((written, ids))
}

/// What is wrong with the text of a `style` element.
pub(super) fn css_problem(css: &str) -> Option<String> {
    if let Some(way) = find(css, "url(").map(|_| "url(").or(way_out(css)) {
        return Some(format!("`{way}` in a style leads out of the drawing"));
    }
    for word in ["animation", "transition", "offset-path"] {
        if find(css, word).is_some() {
            return Some(format!("`{word}` moves the drawing by itself"));
        }
    }
    let at_rule = |rest: &str| !rest.starts_with("media");
    if let Some(rule) = css.split('@').skip(1).find(|rest| at_rule(rest)) {
        let name = rule.split(|c: char| !c.is_alphanumeric() && c != '-').next()?;
        return Some(format!("`@{name}` has no place in a drawing"));
    }
    // A selector is what stands before a brace. Ids get a prefix, and styles do not follow it.
    css.split('{')
        .map(|part| part.rsplit(['}', ';']).next().unwrap_or(part).trim())
        .filter(|_| css.contains('{'))
        .find(|selector| selector.contains('#'))
        .map(|selector| format!("`{selector}` styles by id"))
}

/// Functions that load something, and the escapes that can hide them.
fn way_out(value: &str) -> Option<&'static str> {
    ["\\", "image-set(", "image(", "src(", "element(", "expression(", "javascript:", "data:"]
        .into_iter()
        .find(|way| find(value, way).is_some())
}

fn find(text: &str, lowercase: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(lowercase)
}
