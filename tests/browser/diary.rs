//! The diary, used as its readers use it.

use crate::browser::{Browser, Key, Result};
use crate::failures::Failures;
use crate::look::{DESKTOP, Look, PHONE};
use crate::server::Server;
use crate::site::Site;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// The page in the output.
pub(crate) const PAGE: &str = "diary/index.html";

const LOOK: Look = Look { width: 360, ..PHONE };
/// What nobody may bring onto the page by typing it.
const MARKUP: &str = "<img src=x onerror=alert(1)> & <b>why</b>?";
/// The rules of axe-core that look at colours.
const COLOUR_RULES: &[&str] = &["color-contrast", "color-contrast-enhanced"];

/// What a reader could tell about the page; `diary` in `diary.js`.
#[derive(Debug, PartialEq, Deserialize)]
struct State {
    focus: String,
    status: String,
    names: Vec<String>,
    lines: Vec<Vec<String>>,
    plot: String,
    bars: usize,
    caption: String,
    saving: String,
    asked: String,
    buttons: Vec<String>,
    kept: Option<String>,
    markup: Vec<String>,
}

/// A reader at the diary, and what was wrong there.
pub(crate) struct Reader<'a> {
    browser: &'a Browser,
    words: toml::Table,
    url: &'a str,
    look: Look,
    found: Vec<String>,
}

/// A use of the page.
type Story = fn(&mut Reader) -> Result<()>;

/// Uses with script.
const STORIES: &[(&str, Story)] = &[
    ("filled in", shows_what_is_filled_in),
    ("saved", saves_when_asked),
    ("junk in storage", takes_no_junk),
    ("clear", clears),
    ("reload and back", forgets_on_leaving),
    ("paper", prints_on_one_sheet),
    ("keyboard", needs_no_pointer),
];

/// The diary does what it says, and says nothing to anybody.
pub(crate) fn works(_: &Site, server: &Server, browser: &Browser, failures: &mut Failures) {
    let url = server.url(PAGE);
    for (screen, look) in [("phone", LOOK), ("desktop", DESKTOP)] {
        for (name, story) in STORIES {
            let found = Reader::new(browser, &url).goes_through(&look, *story);
            failures.add(browser, PAGE, &format!("{name}, {screen}"), found);
        }
        let unscripted = Look { script: false, ..look };
        let found = Reader::new(browser, &url).goes_through(&unscripted, is_a_table_without_script);
        failures.add(browser, PAGE, &format!("script off, {screen}"), found);
    }
    let found = Reader::new(browser, &url).goes_through(&LOOK, bends);
    failures.add(browser, PAGE, "looks", found);
}

impl<'a> Reader<'a> {
    pub(crate) fn new(browser: &'a Browser, url: &'a str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/frozen/content/en/strings.toml");
        let text = std::fs::read_to_string(file).expect("the site has words");
        Reader {
            browser,
            words: text.parse().expect("the words are TOML"),
            url,
            look: LOOK,
            found: Vec::new(),
        }
    }

    /// Opens the page and goes through `story`, which leaves nothing behind.
    pub(crate) fn goes_through(mut self, look: &Look, story: Story) -> Result<Vec<String>> {
        self.look = *look;
        self.browser.look(look)?;
        self.browser.forget()?;
        self.loads(|browser| browser.open(self.url))?;
        story(&mut self)?;
        self.is_quiet()?;
        if look.script {
            self.found.extend(self.browser.findings("stored", Vec::new())?);
        }
        Ok(self.found)
    }

    fn reload(&mut self) -> Result<()> {
        self.loads(Browser::reload)
    }

    /// Whatever is asked for while a page loads is the page itself, and its own test looks at it.
    fn loads(&mut self, load: impl Fn(&Browser) -> Result<()>) -> Result<()> {
        self.is_quiet()?;
        load(self.browser)?;
        self.browser.attempts()?;
        self.is_quiet()
    }

    /// The page asked for nothing since it loaded, and nothing is on the console.
    fn is_quiet(&mut self) -> Result<()> {
        let asked = self.browser.attempts()?;
        self.found.extend(asked.into_iter().map(|url| format!("asks for {url} once it has loaded")));
        self.found.extend(self.browser.complaints()?);
        Ok(())
    }

    fn state(&self) -> Result<State> {
        serde_json::from_value(self.browser.probe("diary", Vec::new())?)
            .map_err(|problem| problem.to_string())
    }

    /// Words of the site, such as `diary.print`.
    fn text(&self, key: &str) -> String {
        let (table, key) = key.split_once('.').expect("a table and a key");
        self.words[table][key].as_str().expect("words are a string").to_owned()
    }

    fn press(&self, key: &str) -> Result<()> {
        self.browser.click(&format!("//button[.='{}']", self.text(key)))
    }

    fn choose(&self, night: usize, column: usize, value: &str) -> Result<()> {
        self.browser.click(&format!("//tbody/tr[{night}]/td[{column}]//option[.='{value}']"))
    }

    fn write(&self, night: usize, column: usize, words: &str) -> Result<()> {
        self.browser.click(&format!("//tbody/tr[{night}]/td[{column}]/*"))?;
        self.browser.type_words(words)
    }

    /// Three nights, as a reader fills them in.
    fn fill(&self) -> Result<()> {
        self.choose(1, 1, "2")?;
        self.write(1, 2, "5 min")?;
        self.choose(1, 3, "7")?;
        self.write(1, 4, MARKUP)?;
        self.choose(2, 1, "0")?;
        self.choose(4, 1, "13")
    }

    fn keep(&self, text: Option<&str>) -> Result<()> {
        self.browser.probe("keepNotes", vec![json!(text)]).map(drop)
    }

    fn same<T: std::fmt::Debug + PartialEq<U>, U: std::fmt::Debug>(
        &mut self,
        what: &str,
        is: &T,
        should: &U,
    ) {
        if is != should {
            self.found.push(format!("{what}: {is:?}\ninstead of {should:?}"));
        }
    }

    fn expect(&mut self, what: &str, is_so: bool) {
        if !is_so {
            self.found.push(format!("not so: {what}"));
        }
    }

    /// What axe-core finds in light, and of the colours in dark.
    fn axe(&mut self, state: &str) -> Result<()> {
        let look = self.look;
        for (name, look, rules) in [("light", look, &[][..]), ("dark", look.dark(), COLOUR_RULES)] {
            self.browser.look(&look)?;
            let found = self.browser.axe(rules)?;
            self.found.extend(found.into_iter().map(|finding| format!("{state}, {name}: {finding}")));
        }
        self.browser.look(&look)
    }

    fn tab_to(&self, target: &str) -> Result<()> {
        for _ in 0..120 {
            if self.browser.probe("focusedBox", Vec::new())? == target {
                return Ok(());
            }
            self.browser.press(Key::Tab)?;
        }
        Err(format!("Tab does not reach {target}"))
    }
}

fn filled() -> Vec<Vec<String>> {
    let line = |values: [&str; 5]| values.map(str::to_owned).to_vec();
    vec![line(["1", "2", "5 min", "7", MARKUP]), line(["2", "0", "", "", ""]), line(["4", "13", "", "", ""])]
}

fn shows_what_is_filled_in(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    reader.same("filled in at first", &before.lines, &Vec::<Vec<String>>::new());
    reader.same("the focus at first", &before.focus, &"");
    reader.same("the picture at first", &before.plot, &"");
    let heads = ["count", "long", "bad", "notes"].map(|head| reader.text(&format!("diary.{head}")));
    let names = heads.map(|head| format!("{} 1 {head}", reader.text("diary.night")));
    reader.same("the names of the boxes", &before.names, &names.to_vec());
    reader.axe("empty")?;
    reader.fill()?;
    let state = reader.state()?;
    reader.same("filled in", &state.lines, &filled());
    reader.same("markup", &state.markup, &Vec::<String>::new());
    let each = |night: &str, count: &str| {
        reader.text("diary.each").replace("{night}", night).replace("{count}", count)
    };
    let nights = [each("1", "2"), each("2", "0"), each("4", "13")].join(" ");
    let plot = format!("{} {nights}", reader.text("diary.plot"));
    reader.same("the picture in words", &state.plot, &plot);
    reader.same("bars", &state.bars, &2);
    let sum = [("{filled}", "3"), ("{nights}", "14"), ("{with}", "2"), ("{total}", "15")];
    let sum = sum.iter().fold(reader.text("diary.sum"), |sum, (name, number)| sum.replace(name, number));
    reader.same("below the picture", &state.caption, &sum);
    reader.same("kept", &state.kept, &None);
    reader.axe("filled in")?;
    reader.choose(1, 1, "")?;
    reader.choose(2, 1, "")?;
    reader.choose(4, 1, "")?;
    let plot = reader.state()?.plot;
    reader.same("the picture without a count", &plot, &"");
    Ok(())
}

fn saves_when_asked(reader: &mut Reader) -> Result<()> {
    reader.fill()?;
    reader.press("saving.save")?;
    let state = reader.state()?;
    reader.expect("it is said who can see it", state.asked.contains(&reader.text("saving.warning")));
    reader.press("saving.no")?;
    let kept = reader.state()?.kept;
    reader.same("kept after no", &kept, &None);
    // What the checklist keeps is its own.
    let day = "2026-11-24";
    let today = reader.browser.execute("return new Date().toLocaleDateString('sv')", Vec::new())?;
    let today = today.as_str().unwrap_or(day).to_owned();
    let other =
        format!(r#"{{"version":1,"pages":{{"/checklist/":{{"date":"{today}","data":["c-calf"]}}}}}}"#);
    reader.keep(Some(&other))?;
    reader.press("saving.save")?;
    reader.press("diary.save_yes")?;
    let state = reader.state()?;
    reader.same("the status", &state.status, &reader.text("saving.saved"));
    let kept: Value = serde_json::from_str(state.kept.as_deref().unwrap_or_default()).unwrap_or_default();
    let lines = json!([["2", "5 min", "7", MARKUP], ["0", "", "", ""], ["", "", "", ""], ["13", "", "", ""]]);
    reader.same("kept", &kept["pages"]["/diary/"], &json!({ "date": today, "data": lines }));
    reader.same("kept of the checklist", &kept["pages"]["/checklist/"]["data"], &json!(["c-calf"]));
    reader.axe("saved")?;

    reader.reload()?;
    let state = reader.state()?;
    reader.same("filled in on coming back", &state.lines, &Vec::<Vec<String>>::new());
    reader.expect("what is kept is offered", state.saving.contains(&reader.text("saving.show")));
    reader.press("saving.show")?;
    let state = reader.state()?;
    reader.same("filled in once shown", &state.lines, &filled());
    reader.same("markup once shown", &state.markup, &Vec::<String>::new());
    reader.same("the focus, on what was done", &state.focus, &"saving");
    reader.press("saving.delete")?;
    let kept = reader.state()?.kept;
    reader.same("kept once deleted", &kept, &Some(other.clone()));
    reader.keep(None)?;

    let old = format!(r#"{{"version":1,"pages":{{"/diary/":{{"date":"2026-01-01","data":{lines}}}}}}}"#);
    reader.keep(Some(&old))?;
    reader.reload()?;
    let state = reader.state()?;
    reader.same("kept after 30 days", &(state.kept, state.saving.as_str()), &(None, ""));
    Ok(())
}

fn takes_no_junk(reader: &mut Reader) -> Result<()> {
    let today = reader.browser.execute("return new Date().toLocaleDateString('sv')", Vec::new())?;
    let today = today.as_str().unwrap_or_default().to_owned();
    let note = |data: Value| {
        json!({ "version": 1, "pages": { "/diary/": { "date": today, "data": data } } }).to_string()
    };
    let nights = |count: usize| json!(vec![["1", "", "", ""]; count]);
    let junk = [
        "<script>alert(1)</script>".to_owned(),
        "x".repeat(1_000_000),
        "null".to_owned(),
        note(json!("<b>")),
        note(nights(15)),
        note(json!([["1", "", ""]])),
        note(json!([["21", "", "", ""]])),
        note(json!([["", "", "11", ""]])),
        note(json!([["1e1", "", "", ""]])),
        note(json!([[" 1", "", "", ""]])),
        note(json!([[1, "", "", ""]])),
        note(json!([["1", "", "", "a".repeat(81)]])),
        note(json!([["1", "", "", "a\nb"]])),
        note(json!([{ "0": "1", "length": 4 }])),
        note(nights(1)).replace("\"version\":1", "\"version\":2"),
    ];
    let before = reader.state()?;
    for text in junk {
        reader.keep(Some(&text))?;
        reader.reload()?;
        let state = reader.state()?;
        let name: String = text.chars().take(90).collect();
        reader.same(&format!("the page with {name} in storage"), &state, &before);
    }
    Ok(())
}

fn clears(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    reader.fill()?;
    reader.press("saving.save")?;
    reader.press("diary.save_yes")?;
    reader.press("diary.clear")?;
    let state = reader.state()?;
    reader.expect("it asks first", state.asked.contains(&reader.text("diary.clear_question")));
    reader.press("diary.clear_no")?;
    let state = reader.state()?;
    reader.same("filled in after no", &state.lines, &filled());
    reader.press("diary.clear")?;
    reader.press("diary.clear_yes")?;
    let state = reader.state()?;
    reader.same("the status after yes", &state.status, &reader.text("diary.cleared"));
    let title = reader.browser.probe("words", vec![json!("h1")])?;
    reader.same("the focus after yes", &json!(state.focus), &title);
    let cleared = State { status: String::new(), focus: String::new(), ..state };
    reader.same("the page after yes", &cleared, &before);
    reader.axe("cleared")
}

fn forgets_on_leaving(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    reader.fill()?;
    reader.reload()?;
    let state = reader.state()?;
    reader.same("the page after a reload", &state, &before);
    reader.fill()?;
    reader.loads(|browser| browser.open("about:blank"))?;
    reader.loads(Browser::back)?;
    let state = State { focus: String::new(), ..reader.state()? };
    reader.same("the page after coming back", &state, &before);
    Ok(())
}

fn prints_on_one_sheet(reader: &mut Reader) -> Result<()> {
    let note = |night: usize| {
        format!("{night}: I walked more than most days; a stretch by the bed helped in a short while.")
    };
    let nights: Vec<[String; 4]> = (1..=14)
        .map(|night| {
            [(night % 5).to_string(), "about ten minutes".into(), (night % 11).to_string(), note(night)]
        })
        .collect();
    reader.browser.probe("fillNights", vec![json!(nights)])?;
    let state = reader.state()?;
    for (paper, width, height) in [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)] {
        let pdf = reader.browser.pdf(width, height)?;
        reader.same(&format!("sheets of {paper}"), &pdf.sheets(), &1);
        let words = pdf.words()?;
        // A note runs over several lines of its column.
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let printed = letters(&words);
        for night in &nights {
            reader.expect(&format!("on {paper}: {}", night[3]), printed.contains(&letters(&night[3])));
        }
        reader.expect(&format!("on {paper}: the numbers of the picture"), words.contains(&state.caption));
        reader.expect(&format!("on {paper}: no buttons"), !words.contains(&reader.text("diary.print")));
        reader.expect(&format!("on {paper}: nothing else of the page"), !words.contains("How to use it"));
    }
    Ok(())
}

fn needs_no_pointer(reader: &mut Reader) -> Result<()> {
    let browser = reader.browser;
    let name =
        |night: &str, head: &str| format!("{} {night} {}", reader.text("diary.night"), reader.text(head));
    let (count, notes) = (name("1", "diary.count"), name("1", "diary.notes"));
    reader.tab_to(&count)?;
    browser.type_words("3")?;
    reader.tab_to(&notes)?;
    browser.type_words("a walk")?;
    // A night is one line.
    browser.press(Key::Enter)?;
    browser.type_words("helped")?;
    let lines = reader.state()?.lines;
    reader.same("filled in", &lines, &vec![["1", "3", "", "", "a walk helped"].map(str::to_owned).to_vec()]);
    reader.tab_to(&reader.text("diary.print"))?;
    reader.tab_to(&reader.text("saving.save"))?;
    browser.press(Key::Enter)?;
    reader.tab_to(&reader.text("diary.save_yes"))?;
    browser.press(Key::Enter)?;
    reader.tab_to(&reader.text("diary.clear"))?;
    browser.press(Key::Space)?;
    reader.tab_to(&reader.text("diary.clear_yes"))?;
    browser.press(Key::Enter)?;
    let state = reader.state()?;
    reader.same("filled in once cleared", &state.lines, &Vec::<Vec<String>>::new());
    reader.same("kept once cleared", &state.kept, &None);
    Ok(())
}

/// Nothing is cut off or scrolls sideways, however the reader looks at a diary that is filled in.
fn bends(reader: &mut Reader) -> Result<()> {
    let looks = [
        ("320 px", PHONE),
        ("forced colours", Look { forced_colors: true, ..PHONE }),
        ("400 % zoom", Look { width: 320, height: 256, zoom: 4.0, ..DESKTOP }),
        ("desktop", DESKTOP),
        ("desktop, dark", DESKTOP.dark()),
    ];
    reader.fill()?;
    for (name, look) in looks {
        reader.browser.look(&look)?;
        let found = reader.browser.findings("bends", vec![json!(look.width)])?;
        reader.found.extend(found.into_iter().map(|finding| format!("{name}: {finding}")));
    }
    Ok(())
}

/// A page from a disk can be filled in, and keeps nothing.
pub(crate) fn works_from_a_disk(reader: &mut Reader) -> Result<()> {
    reader.fill()?;
    let state = reader.state()?;
    reader.same("filled in", &state.lines, &filled());
    reader.same("bars", &state.bars, &2);
    let buttons = [reader.text("diary.print"), reader.text("diary.clear")];
    reader.same("buttons", &state.buttons, &buttons.to_vec());
    let shown = reader.browser.probe("words", vec![json!("main")])?;
    reader.expect(
        "nothing of saving",
        !shown.as_str().unwrap_or_default().contains(&reader.text("diary.keep")),
    );
    Ok(())
}

fn is_a_table_without_script(reader: &mut Reader) -> Result<()> {
    let shown = reader.browser.probe("words", vec![json!("main")])?;
    let shown = shown.as_str().unwrap_or_default().to_owned();
    reader.expect("nothing of filling in", !shown.contains(&reader.text("diary.fill")));
    let state = reader.state()?;
    reader.same("buttons", &state.buttons, &Vec::<String>::new());
    reader.same("boxes", &state.names, &Vec::<String>::new());
    for (name, width, height) in [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)] {
        let paper = reader.browser.pdf(width, height)?;
        reader.same(&format!("sheets of {name}"), &paper.sheets(), &1);
        reader.expect(
            &format!("the columns are on {name}"),
            paper.words()?.contains(&reader.text("diary.long")),
        );
    }
    Ok(())
}
