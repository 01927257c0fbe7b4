//! `figure-of-speech`

use crate::rules::lists::Watched;
use crate::rules::{Context, PageView, Report, passages};

pub(in crate::rules) fn check(page: &PageView<'_>, context: &Context<'_>, report: &mut Report<'_>) {
    passages::listed(
        page,
        context,
        report,
        (Watched::FigureOfSpeech, |plain| &plain.figure_of_speech),
        "`{}` is a figure of speech",
    );
}
