//! `zoom-locked`

use crate::rules::{BuiltView, Context, Report};

pub(in crate::rules) fn check(page: &BuiltView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    let mut metas = page.document.named("meta");
    let viewport =
        metas.find(|meta| meta.value("name") == Some("viewport")).and_then(|meta| meta.value("content"));
    let Some(viewport) = viewport else {
        let message = "phones would show the page as wide as a desk's screen";
        let help =
            "write `<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">` in the head";
        report.add(page.place("<head>", context), message, help);
        return;
    };
    for part in viewport.split([',', ';']).map(str::trim) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let (key, value) = (key.trim(), value.trim());
        let locks = match key {
            "user-scalable" => ["no", "0"].contains(&value),
            "maximum-scale" => value.parse::<f64>().is_ok_and(|scale| scale < 5.0),
            _ => false,
        };
        if locks {
            let message = format!("`{part}` keeps readers from making the text larger");
            report.add(page.place(part, context), message, "take it out");
        }
    }
}
