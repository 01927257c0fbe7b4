//! Notes on the device: kept only if asked for, looked at with distrust, gone when told to.

use super::{MARKUP, PAGE, Reader, State};
use crate::browser::{Browser, Result};
use crate::failures::Failures;
use crate::server::Server;
use crate::site::Site;
use serde_json::{Value, json};

/// The ticks of these stories.
const TICKS: [&str; 3] = ["s-heart", "n-4", "q-size"];

/// Nothing is kept before the second press, nor after "do not save"; own questions only if asked for.
pub(super) fn saves_only_if_asked(reader: &mut Reader) -> Result<()> {
    reader.tick(&TICKS)?;
    reader.ask(1, "Why me?")?;
    let filled = reader.state()?;
    reader.press_word("save")?;
    let state = reader.state()?;
    let warning = reader.saving("warning").to_owned();
    reader.expect("the question begins with the warning", state.asked.starts_with(&warning));
    reader.expect("the focus is on the question", state.focus.starts_with(&warning));
    reader.same("the extra box", &state.extra, &Some(false));
    reader.same("kept when asked", &state.kept, &None);
    reader.axe("save question")?;

    reader.press_word("no")?;
    let state = reader.state()?;
    reader.same("the focus after no", &state.focus, &reader.saving("save"));
    let state = State { focus: filled.focus.clone(), ..state };
    reader.same("the page after no", &state, &filled);

    reader.press_word("save")?;
    reader.press("save_yes")?;
    let state = reader.state()?;
    reader.same("the status", &state.status, &reader.saving("saved"));
    reader.same("the focus once saved", &state.focus, &reader.saving("save"));
    reader.same("ticked once saved", &state.ticked, &filled.ticked);
    let data = reader.kept()?["data"].take();
    reader.same("what is kept", &data, &json!({ "ids": TICKS, "own": [] }));
    let length = state.kept.map_or(0, |text| text.len());
    reader.expect(&format!("{length} characters are few"), length <= 4096);
    reader.axe("saved")?;
    reader.press_word("save")?;
    let status = reader.state()?.status;
    reader.same("the status when asked again", &status, &"");

    reader.reload()?;
    let state = reader.state()?;
    reader.same("ticked on returning", &state.ticked, &Vec::<String>::new());
    reader.same("the focus on returning", &state.focus, &"");
    let today = reader.browser.probe("inWords", vec![json!(0)])?;
    let today = today.as_str().unwrap_or_default();
    let found = reader.saving("found").replace("{date}", today);
    reader.expect("the note says what is saved", state.note.starts_with(&found));
    reader.axe("return note")?;

    reader.press_word("show")?;
    let state = reader.state()?;
    reader.same("ticked when shown", &state.ticked, &filled.ticked);
    reader.expect("own questions are not shown", state.typed.iter().all(String::is_empty));
    reader.same("the focus when shown", &state.focus, &"saving");
    let shown = reader.saving("shown").replace("{date}", today);
    reader.expect("the note says what is shown", state.note.starts_with(&shown));
    reader.press_word("delete")?;
    let state = reader.state()?;
    reader.same("kept after deleting", &state.kept, &None);
    reader.same("the focus after deleting", &state.focus, &"saving");
    reader.same("the note after deleting", &state.note, &reader.saving("deleted"));
    reader.reload()?;
    let state = reader.state()?;
    reader.same("the note on returning after deleting", &state.note, &"");
    Ok(())
}

/// Own questions come back as they were typed; clearing deletes all.
pub(super) fn keeps_questions_if_asked(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    reader.tick(&TICKS)?;
    reader.ask(2, MARKUP)?;
    reader.press_word("save")?;
    let own = reader.words.text("save_own");
    reader.browser.click(&format!("//label[.='{own}']"))?;
    let state = reader.state()?;
    reader.same("the extra box", &state.extra, &Some(true));
    reader.press("save_yes")?;
    reader.reload()?;
    reader.press_word("show")?;
    let state = reader.state()?;
    reader.same("the question", &state.typed[1], &MARKUP);
    reader.press("make")?;
    let state = reader.state()?;
    reader.same("markup in the summary", &state.markup, &Vec::<String>::new());
    reader.expect("the question in the summary", state.lines().contains(&MARKUP));

    reader.press("clear")?;
    reader.press("clear_yes")?;
    let state = reader.state()?;
    reader.same("the status after clearing", &state.status, &reader.words.text("cleared"));
    let state = State { status: String::new(), focus: String::new(), ..state };
    reader.same("the page after clearing", &state, &before);
    Ok(())
}

/// What this page cannot have kept, or kept too long ago, is deleted, and nobody sees it.
pub(super) fn distrusts_what_is_stored(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    let here = reader.browser.probe("path", Vec::new())?;
    let here = here.as_str().unwrap_or_default();
    let day = |ago: i64| reader.browser.probe("day", vec![json!(ago)]);
    let note = |date: &Value, data: Value| json!({ "version": 1, "pages": { here: { "date": date, "data": data } } });
    let good = json!({ "ids": TICKS, "own": ["Why me?"] });
    let today = day(0)?;
    let script = "<script>document.title='hacked'</script>";
    let own = |own: Value| note(&today, json!({ "ids": [], "own": own }));
    let ids = |ids: Value| note(&today, json!({ "ids": ids, "own": [] }));
    let mut other_version = note(&today, good.clone());
    other_version["version"] = json!(2);
    let junk = [
        ("no JSON", Value::String(script.into())),
        ("null", Value::Null),
        ("a list", json!([])),
        ("no pages", json!({ "version": 1 })),
        ("another version", other_version),
        ("one megabyte", own(json!(["x".repeat(1 << 20)]))),
        (
            "spaces up to one megabyte",
            Value::String(format!("{}{}", note(&today, good.clone()), " ".repeat(1 << 20))),
        ),
        ("31 days old", note(&day(31)?, good.clone())),
        ("a day to come", note(&day(-3)?, good.clone())),
        ("no day", note(&json!("2026-13-41"), good.clone())),
        ("a number for a day", note(&json!(20_261_124), good.clone())),
        ("no data", note(&today, Value::Null)),
        ("an unknown id", ids(json!(["s-heart", "s-nothing"]))),
        ("markup for an id", ids(json!([script]))),
        ("the id of something else", ids(json!(["checklist"]))),
        ("a number for an id", ids(json!([1]))),
        ("text for ids", ids(json!("s-heart"))),
        ("a long question", own(json!(["x".repeat(141)]))),
        ("a fourth question", own(json!(["", "", "", "why"]))),
        ("a number for a question", own(json!([1]))),
    ];
    for (name, junk) in junk {
        let text = junk.as_str().map_or_else(|| junk.to_string(), str::to_owned);
        reader.returns_to(&text)?;
        let state = State { focus: String::new(), ..reader.state()? };
        reader.same(&format!("the page with {name} in its storage"), &state, &before);
    }
    for (name, ago) in [("30 days old", 30), ("from where it is tomorrow", -1)] {
        reader.returns_to(&note(&day(ago)?, good.clone()).to_string())?;
        let state = reader.state()?;
        reader.expect(&format!("notes {name} are offered"), !state.note.is_empty());
    }
    // What other pages keep is theirs, as long as it is not too old.
    let elsewhere = |date: Value| json!({ "version": 1, "pages": { "/other/": { "date": date, "data": 1 }, here: { "date": today, "data": 2 } } });
    reader.returns_to(&elsewhere(day(3)?).to_string())?;
    let kept = json!({ "version": 1, "pages": { "/other/": { "date": day(3)?, "data": 1 } } }).to_string();
    let state = reader.state()?;
    reader.same("what is left of two notes", &state.kept, &Some(kept));
    reader.returns_to(&elsewhere(day(31)?).to_string())?;
    let state = reader.state()?;
    reader.same("what is left of old notes", &state.kept, &None);
    Ok(())
}

/// Where the browser refuses, the page says so in plain words, and goes on.
pub(super) fn survives_a_refusal(reader: &mut Reader) -> Result<()> {
    reader.tick(&TICKS)?;
    reader.browser.probe("fillStorage", Vec::new())?;
    reader.press_word("save")?;
    reader.press("save_yes")?;
    let state = reader.state()?;
    reader.same("the status with a full store", &state.status, &reader.saving("failed"));
    reader.same("kept in a full store", &state.kept, &None);
    reader.same("the note with a full store", &state.note, &"");

    reader.browser.refuse_storage(true)?;
    reader.reload()?;
    reader.tick(&TICKS)?;
    reader.press_word("save")?;
    reader.press("save_yes")?;
    let refused = reader.state()?;
    reader.press("make")?;
    let made = reader.state()?;
    reader.press("clear")?;
    reader.press("clear_yes")?;
    let cleared = reader.state()?;
    reader.browser.refuse_storage(false)?;
    reader.same("the status where nothing can be stored", &refused.status, &reader.saving("failed"));
    reader.expect("there is a summary where nothing can be stored", !made.summary.is_empty());
    reader.same("ticked once cleared where nothing can be stored", &cleared.ticked, &Vec::<String>::new());
    reader.reload()
}

/// From a disk nothing is offered: all pages of a disk share one store.
pub(super) fn offers_nothing(reader: &mut Reader) -> Result<()> {
    let state = reader.state()?;
    let save = reader.saving("save").to_owned();
    reader.expect("saving is not offered", !state.buttons.contains(&save));
    reader.same("the note", &state.note, &"");
    Ok(())
}

/// Inside another page nothing is offered and nothing is read.
pub(super) fn offers_nothing_in_a_frame(site: &Site, browser: &Browser, failures: &mut Failures) {
    let server = Server::start(&site.in_a_frame(PAGE), "/");
    let found = browser.open(&server.url("frame.html")).and_then(|()| {
        let buttons = browser.probe("framedButtons", Vec::new())?;
        let buttons = buttons.as_array().map_or(0, Vec::len);
        Ok((buttons != 2).then(|| format!("{buttons} buttons instead of 2")).into_iter().collect())
    });
    failures.add(browser, PAGE, "in a frame", found);
}
