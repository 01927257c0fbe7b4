//! `figure-of-speech`

use super::lists::Watched;
use super::{Context, PageView, Report, passages};

pub(super) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    passages::listed(
        page,
        context,
        report,
        (Watched::FigureOfSpeech, |plain| &plain.figure_of_speech),
        "`{}` is a figure of speech",
    );
}
