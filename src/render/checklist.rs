//! The checklist as its component and its script see it.

use serde::Serialize;
use tera::Value;

use super::map;
use super::view::Common;
use crate::checklist::{Checklist, Group, ItemKind, Outcome};

/// What the script needs: the rules it evaluates. All words are on the page already, and are read
/// from there.
#[derive(Serialize)]
struct Data<'a> {
    /// Notes that were saved of another version are of no use.
    version: String,
    groups: Vec<GroupData<'a>>,
    results: Vec<OutcomeData<'a>>,
}

#[derive(Serialize)]
struct GroupData<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    summary: &'a str,
}

#[derive(Serialize)]
struct OutcomeData<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    any: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    only: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<u32>,
}

/// The checklist's value for its component.
pub(super) fn view(list: &Checklist, common: &Common) -> Value {
    let groups: Vec<Value> = list.groups.iter().map(|group| view_group(group.get_ref(), common)).collect();
    let results: Vec<Value> = list
        .results
        .iter()
        .map(|result| {
            let result = result.get_ref();
            map([
                ("id", Value::from(result.id.as_str())),
                ("lead", Value::from(common.words(&result.lead))),
                ("words", Value::from(common.words(&result.words))),
            ])
        })
        .collect();
    let texts: tera::Map = list
        .texts
        .iter()
        .map(|(key, words)| (key.clone().into(), Value::from(common.words(words))))
        .collect();
    map([
        ("purpose", Value::from(common.words(&list.purpose))),
        ("privacy", Value::from(common.words(&list.privacy))),
        ("groups", Value::from(groups)),
        ("results", Value::from(results)),
        ("texts", Value::from(texts)),
        ("json", Value::safe_string(&json(list, common))),
    ])
}

fn view_group(group: &Group, common: &Common) -> Value {
    let items: Vec<Value> = group
        .items
        .iter()
        .map(|item| {
            let item = item.get_ref();
            map([
                ("id", Value::from(item.id.as_str())),
                ("label", Value::from(common.words(&item.label))),
                ("hint", Value::from(common.words(&item.hint))),
                ("kind", Value::from(if item.kind == ItemKind::None { "none" } else { "tick" })),
            ])
        })
        .collect();
    let choices: Vec<Value> = group
        .choices
        .iter()
        .map(|choice| {
            let choice = choice.get_ref();
            let options: Vec<Value> = choice
                .options
                .iter()
                .map(|answer| {
                    map([
                        ("id", Value::from(answer.id.as_str())),
                        ("label", Value::from(common.words(&answer.label))),
                    ])
                })
                .collect();
            map([
                ("id", Value::from(choice.id.as_str())),
                ("legend", Value::from(common.words(&choice.legend))),
                ("note", Value::from(common.words(&choice.note))),
                ("options", Value::from(options)),
            ])
        })
        .collect();
    let own = group.own.as_ref().map(|own| {
        let ids: Vec<String> = (1..=own.count).map(|n| format!("{}-own-{n}", group.id)).collect();
        map([
            ("count", Value::from(own.count)),
            ("label", Value::from(common.words(&own.label))),
            ("max", Value::from(own.max)),
            ("ids", Value::from(ids)),
        ])
    });
    map([
        ("id", Value::from(group.id.as_str())),
        ("legend", Value::from(common.words(&group.legend))),
        ("hint", Value::from(common.words(&group.hint))),
        ("required", Value::from(group.required)),
        ("note", Value::from(common.words(&group.note))),
        ("items", Value::from(items)),
        ("choices", Value::from(choices)),
        ("own", own.unwrap_or_else(Value::none)),
    ])
}

fn json(list: &Checklist, common: &Common) -> String {
    let groups = list.groups.iter().map(|group| {
        let group = group.get_ref();
        let summary = common.words(&group.heading_in_summary);
        GroupData { id: &group.id, required: group.required, summary }
    });
    let results = list.results.iter().map(|result| outcome_data(result.get_ref()));
    let (groups, results) = (groups.collect(), results.collect());
    super::structured::in_script(&Data { version: list.version(), groups, results })
}

fn outcome_data(result: &Outcome) -> OutcomeData<'_> {
    OutcomeData { id: &result.id, any: &result.any, only: &result.only, strength: result.strength }
}
