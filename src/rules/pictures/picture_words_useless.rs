//! `picture-words-useless`

use crate::prose::{Block, BlockKind};
use crate::rules::{Context, PageView, Report};

/// What file names end in.
const ENDINGS: [&str; 6] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif"];

pub(in crate::rules) fn check(page: &PageView<'_>, _: &Context<'_>, report: &mut Report<'_>) {
    let bare = |block: &Block| block.text.trim().trim_end_matches('.').to_lowercase();
    for (index, block) in page.prose.blocks.iter().enumerate() {
        if block.kind != BlockKind::PictureText {
            continue;
        }
        let words = bare(block);
        let help = "say what the picture shows, for someone who does not see it";
        let caption = page.prose.blocks.get(index + 1).filter(|next| next.kind == BlockKind::PictureCaption);
        if !words.is_empty() && caption.is_some_and(|caption| bare(caption) == words) {
            let message = "the words for those who do not see this picture only repeat its caption";
            report.add(page.span(block.range.clone()), message, help);
        }
        if ENDINGS.iter().any(|ending| words.ends_with(ending)) {
            let message = format!("`{}` is the name of a file", block.text);
            report.add(page.span(block.range.clone()), message, help);
        }
    }
}
