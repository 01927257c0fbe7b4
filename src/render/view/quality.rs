//! The quality sheet as its component sees it.

use tera::Value;

use super::super::map;
use super::{Common, link};
use crate::page::Card;
use crate::quality::{INSTRUMENTS, Instrument, InstrumentWords, Item, State};
use crate::reading::Figures;
use crate::site::Site;

/// Every instrument with its items; nothing where the site has no words for them.
pub(in crate::render) fn quality<'a>(
    words: impl Fn(&str) -> Option<&'a InstrumentWords>,
    common: &Common,
) -> Value {
    let known = INSTRUMENTS.iter().filter_map(|instrument| Some((instrument, words(instrument.id)?)));
    let tables: Vec<Value> =
        known.map(|(instrument, words)| instrument_value(instrument, words, common)).collect();
    Value::from(tables)
}

fn instrument_value(instrument: &Instrument, words: &InstrumentWords, common: &Common) -> Value {
    let score = common.sheet.score(instrument);
    let items: Vec<Value> = instrument
        .items
        .iter()
        .map(|item| {
            let asks = words.items.get(item.id).map_or("", String::as_str);
            item_value(item, asks, common)
        })
        .collect();
    map([
        ("id", Value::from(instrument.id)),
        ("name", Value::from(words.name.as_str())),
        ("source", Value::from(words.source.as_str())),
        ("items", Value::from(items)),
        ("scored", Value::from(instrument.scored)),
        ("met", Value::from(score.met)),
        ("judged", Value::from(score.judged)),
        ("apply", Value::from(score.apply)),
        ("percent", Value::from(score.percent())),
    ])
}

fn item_value(item: &Item, asks: &str, common: &Common) -> Value {
    let state = common.sheet.state(item);
    let (mut role, mut date, mut why) = (Value::none(), Value::none(), Value::none());
    let word = match state {
        State::Built => "build",
        State::Attested(said) => {
            role = Value::from(common.role(&said.role));
            date = common.date(said.date);
            "person"
        }
        State::NotMet(reason) => {
            why = Value::from(reason.word());
            "not-met"
        }
        State::DoesNotApply(reason) => {
            why = Value::from(common.words(reason));
            "does-not-apply"
        }
        State::Unjudged => "not-yet",
    };
    let number = item.id.rsplit('-').next().unwrap_or_default();
    map([
        ("id", Value::from(item.id)),
        ("number", Value::from(number)),
        ("asks", Value::from(asks)),
        ("state", Value::from(word)),
        ("why", why),
        ("role", role),
        ("date", date),
    ])
}

/// How hard the pages of a page's language are to read, in school grades; only English is told in grades.
pub(in crate::render) fn readings(from: &Card, site: &Site, common: &Common) -> Value {
    let readings = common.sheet.readings.iter().filter_map(|(path, figures)| {
        let card = site.card(path).filter(|card| card.language == from.language)?;
        let Figures::English { grade, smog } = figures else {
            return None;
        };
        Some(map([
            ("title", Value::from(card.nav.as_str())),
            ("href", Value::from(link(from, &card.url, site))),
            ("grade", Value::from(format!("{grade:.1}"))),
            ("smog", Value::from(smog.map(|smog| format!("{smog:.1}")))),
        ]))
    });
    Value::from(readings.collect::<Vec<_>>())
}
