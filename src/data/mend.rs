//! A table from which mistakes are taken out, and into which stand-ins are put, so that it can be read on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

/// A table being read, with what is known to be wrong taken out of it.
#[derive(Clone)]
pub(super) struct Read<'a> {
    pub(super) table: DeValue<'a>,
    /// Where the table as a whole lies.
    pub(super) root: Range<usize>,
    /// Tables, by place, and keys of theirs that were reported: that they are missing is no second mistake.
    pub(super) settled: Vec<(Range<usize>, String)>,
    /// Whether the parser lost its way, so that keys below may only seem to be missing.
    pub(super) is_torn: bool,
}

/// A stand-in for a key that is missing, so that the rest of the table is read all the same.
pub(super) struct Blank {
    pub(super) table: Range<usize>,
    pub(super) key: String,
    /// A place that nothing in the file has, by which a mistake about the stand-in is known.
    pub(super) place: Range<usize>,
    pub(super) tries: std::vec::IntoIter<DeValue<'static>>,
}

impl Read<'_> {
    /// Takes out the innermost entry that a range lies in.
    pub(super) fn settle(&mut self, range: &Range<usize>) -> bool {
        let Some((table, key)) = take_out(&mut self.table, &self.root, range) else {
            return false;
        };
        self.settled.extend(key.map(|key| (table, key)));
        true
    }
}

/// Takes the innermost entry around a range out of a value: the place of the table it was in, and its key.
fn take_out(
    value: &mut DeValue<'_>,
    place: &Range<usize>,
    range: &Range<usize>,
) -> Option<(Range<usize>, Option<String>)> {
    match value {
        DeValue::Table(table) => {
            let mut around = None;
            for (key, value) in table.iter_mut() {
                let at = value.span();
                if let Some(taken) = take_out(value.get_mut(), &at, range) {
                    return Some(taken);
                }
                if inside(range, &key.span()) || inside(range, &at) {
                    around = Some(key.clone());
                }
            }
            let key = around?;
            table.remove(&key);
            Some((place.clone(), Some(key.into_inner().into_owned())))
        }
        DeValue::Array(array) => {
            for item in array.iter_mut() {
                let at = item.span();
                if let Some(taken) = take_out(item.get_mut(), &at, range) {
                    return Some(taken);
                }
            }
            let at = array.iter().position(|item| inside(range, &item.span()))?;
            let items = std::mem::replace(array, DeArray::new());
            *array = items.into_iter().enumerate().filter(|(i, _)| *i != at).map(|(_, item)| item).collect();
            Some((place.clone(), None))
        }
        _ => None,
    }
}

/// Puts a value under a key of the table at a place.
pub(super) fn put<'a>(
    value: &mut DeValue<'a>,
    place: &Range<usize>,
    table_at: &Range<usize>,
    key: &str,
    new: &Spanned<DeValue<'a>>,
) -> bool {
    match value {
        DeValue::Table(table) if place == table_at => {
            table.insert(Spanned::new(new.span(), key.to_owned().into()), new.clone());
            true
        }
        DeValue::Table(table) => table.iter_mut().any(|(_, value)| {
            let at = value.span();
            put(value.get_mut(), &at, table_at, key, new)
        }),
        DeValue::Array(array) => array.iter_mut().any(|item| {
            let at = item.span();
            put(item.get_mut(), &at, table_at, key, new)
        }),
        _ => false,
    }
}

/// What a missing value could be, for the sake of reading on.
pub(super) fn stand_ins() -> Vec<DeValue<'static>> {
    vec![
        DeValue::String("2026-01-01".into()),
        DeValue::Array(DeArray::new()),
        DeValue::Integer(DeInteger::default()),
        DeValue::Boolean(true),
        DeValue::Table(DeTable::new()),
    ]
}

fn inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
