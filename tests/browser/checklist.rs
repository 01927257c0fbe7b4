//! The checklist, used as its readers use it.

use crate::browser::{Browser, Key, Result};
use crate::failures::Failures;
use crate::look::{Look, PHONE};
use crate::server::Server;
use crate::site::Site;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// The page in the output.
pub(crate) const PAGE: &str = "checklist/index.html";

/// A common phone.
const LOOK: Look = Look { width: 360, ..PHONE };

/// What nobody may bring onto the page by typing it.
const MARKUP: &str = "<img src=x onerror=\"document.title='hacked'\"> & <b>why</b>?";

/// How long the browser may take over the clipboard.
const PATIENCE: Duration = Duration::from_secs(10);

/// The rules of axe-core that look at colours.
const COLOUR_RULES: &[&str] = &["color-contrast", "color-contrast-enhanced"];

/// What a reader could tell about the page; `state` in `checklist.js`.
#[derive(Debug, PartialEq, Deserialize)]
struct State {
    title: String,
    address: String,
    focus: String,
    status: String,
    ticked: Vec<String>,
    typed: Vec<String>,
    alert: String,
    alert_is_first: bool,
    alert_links: Vec<String>,
    alert_target: String,
    group_errors: Vec<String>,
    summary: String,
    advice: Vec<String>,
    fits: Vec<String>,
    lists: Vec<(String, Vec<String>)>,
    buttons: Vec<String>,
    field: Option<Field>,
    markup: Vec<String>,
}

/// The field that a refused copy leaves.
#[derive(Debug, PartialEq, Deserialize)]
struct Field {
    text: String,
    read_only: bool,
    selected: String,
}

impl State {
    /// The lines of the summary, without their marks.
    fn lines(&self) -> Vec<&str> {
        let lines = self.lists.iter().flat_map(|(_, lines)| lines);
        lines.map(|line| line.trim_start_matches("☑ ")).collect()
    }
}

/// The words of the checklist, from where their authors write them.
pub(crate) struct Words(toml::Table);

impl Words {
    pub(crate) fn read() -> Words {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/checklist.toml");
        let text = std::fs::read_to_string(file).expect("the site has a checklist");
        Words(text.parse().expect("the checklist is TOML"))
    }

    fn text(&self, key: &str) -> &str {
        self.0["texts"][key].as_str().expect("a text is a string")
    }

    fn groups(&self) -> impl Iterator<Item = &toml::Value> {
        self.0["group"].as_array().into_iter().flatten()
    }

    /// How an item or an option reads in the summary.
    fn line(&self, id: &str) -> String {
        let label = |of: &toml::Value| of["label"].as_str().expect("a label is a string").to_owned();
        for group in self.groups() {
            if let Some(item) = list(group, "item").iter().find(|item| item["id"].as_str() == Some(id)) {
                return label(item);
            }
            for choice in list(group, "choice") {
                let mut options = list(choice, "options").iter();
                if let Some(option) = options.find(|option| option["id"].as_str() == Some(id)) {
                    return format!("{} {}", choice["legend"].as_str().unwrap_or_default(), label(option));
                }
            }
        }
        panic!("the checklist has no {id}");
    }

    /// Every item but the one that rules out the others, and the last option of each choice.
    fn most(&self) -> Vec<String> {
        let id = |of: &toml::Value| of["id"].as_str().unwrap_or_default().to_owned();
        let items = self.groups().flat_map(|group| list(group, "item"));
        let items = items.filter(|item| item.get("type").is_none()).map(id);
        let choices = self.groups().flat_map(|group| list(group, "choice"));
        items.chain(choices.filter_map(|choice| list(choice, "options").last()).map(id)).collect()
    }
}

fn list<'a>(of: &'a toml::Value, key: &str) -> &'a [toml::Value] {
    of.get(key).and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A reader at the checklist, and what was wrong there.
pub(crate) struct Reader<'a> {
    browser: &'a Browser,
    words: &'a Words,
    url: &'a str,
    found: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(browser: &'a Browser, words: &'a Words, url: &'a str) -> Self {
        Reader { browser, words, url, found: Vec::new() }
    }

    /// Opens the page and goes through `story`. Whatever it is about, it keeps nothing, asks for nothing and leaves
    /// the console quiet.
    pub(crate) fn goes_through(mut self, look: &Look, story: Story) -> Result<Vec<String>> {
        self.browser.look(look)?;
        self.open(self.url)?;
        story(&mut self)?;
        let asked = self.browser.attempts()?;
        self.found.extend(asked.into_iter().map(|url| format!("asks for {url} once it has loaded")));
        self.found.extend(self.browser.complaints()?);
        if look.script {
            self.found.extend(self.browser.findings("stored", Vec::new())?);
        }
        Ok(self.found)
    }

    fn open(&self, url: &str) -> Result<()> {
        self.browser.open(url)?;
        self.browser.forget()
    }

    fn state(&self) -> Result<State> {
        serde_json::from_value(self.browser.probe("state", Vec::new())?)
            .map_err(|problem| problem.to_string())
    }

    fn focus(&self) -> Result<String> {
        Ok(self.browser.probe("focused", Vec::new())?.as_str().unwrap_or_default().to_owned())
    }

    fn tick(&self, ids: &[&str]) -> Result<()> {
        ids.iter().try_for_each(|id| self.browser.click(&format!("//label[input/@id='{id}']")))
    }

    /// Ticks many boxes in one go.
    fn tick_fast(&self, ids: &[&str]) -> Result<()> {
        self.browser.probe("tick", vec![json!(ids)]).map(drop)
    }

    /// The page once it has this status; a copy takes its time.
    fn state_saying(&self, text: &str) -> Result<State> {
        let started = Instant::now();
        loop {
            let state = self.state()?;
            if state.status == self.words.text(text) || started.elapsed() > PATIENCE {
                return Ok(state);
            }
        }
    }

    /// Types into an own question, counted from 1.
    fn ask(&self, number: u32, words: &str) -> Result<()> {
        self.browser.click(&format!("(//form//textarea)[{number}]"))?;
        self.browser.type_words(words)
    }

    /// Presses the button with the words of this text.
    fn press(&self, text: &str) -> Result<()> {
        self.browser.click(&format!("//button[.='{}']", self.words.text(text)))
    }

    fn expect(&mut self, what: &str, is_so: bool) {
        if !is_so {
            self.found.push(format!("not so: {what}"));
        }
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

    /// What axe-core finds, in light and dark. A page from a disk is the same page, and is not looked at again.
    fn axe(&mut self, state: &str) -> Result<()> {
        if self.url.starts_with("file:") {
            return Ok(());
        }
        for (name, look, rules) in [("light", LOOK, &[][..]), ("dark", LOOK.dark(), COLOUR_RULES)] {
            self.browser.look(&look)?;
            let found = self.browser.axe(rules)?;
            self.found.extend(found.into_iter().map(|finding| format!("{state}, {name}: {finding}")));
        }
        self.browser.look(&LOOK)
    }

    /// Presses Tab until the focus is there.
    fn tab_to(&self, target: &str) -> Result<()> {
        self.press_to(Key::Tab, target)
    }

    /// Presses Tab with Shift until the focus is there.
    fn tab_back_to(&self, target: &str) -> Result<()> {
        self.press_to(Key::BackTab, target)
    }

    fn press_to(&self, key: Key, target: &str) -> Result<()> {
        for _ in 0..120 {
            if self.focus()? == target {
                return Ok(());
            }
            self.browser.press(key)?;
        }
        Err(format!("{key:?} does not reach {target}"))
    }
}

/// A use of the page.
type Story = fn(&mut Reader) -> Result<()>;

/// Uses with script.
const STORIES: &[(&str, Story)] = &[
    ("no answer where one is needed", asks_for_an_answer),
    ("none of these", none_rules_out_the_others),
    ("summary", makes_a_summary),
    ("advice", gives_the_strongest_advice),
    ("copy", copies),
    ("clear", clears),
    ("address", takes_nothing_from_the_address),
    ("reload and back", forgets_on_leaving),
    ("paper", prints_on_one_sheet),
    ("keyboard", needs_no_pointer),
];

/// The checklist does what it says, and says nothing to anybody.
pub(crate) fn works(_: &Site, server: &Server, browser: &Browser, failures: &mut Failures) {
    let words = Words::read();
    let url = server.url(PAGE);
    for (name, story) in STORIES {
        let found = Reader::new(browser, &words, &url).goes_through(&LOOK, *story);
        failures.add(browser, PAGE, name, found);
    }
    let unscripted = Look { script: false, ..LOOK };
    let found = Reader::new(browser, &words, &url).goes_through(&unscripted, is_whole_without_script);
    failures.add(browser, PAGE, "script off", found);
}

fn asks_for_an_answer(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    reader.same("ticked at first", &before.ticked, &Vec::<String>::new());
    reader.same("the focus at first", &before.focus, &"");
    reader.tick(&["c-calf", "t-stretch"])?;
    reader.ask(1, "Why me?")?;
    reader.press("make")?;
    let state = reader.state()?;
    let required = reader.words.text("error_required");
    let prefix = reader.words.text("error_prefix");
    let heading = reader.words.text("error_heading");
    reader.same("the error", &state.alert, &format!("{heading} {required}"));
    reader.same("the focus", &state.focus, &format!("{heading}{required}"));
    reader.expect("the error is the first thing in main", state.alert_is_first);
    reader.same("the title", &state.title, &format!("{prefix} {}", before.title));
    reader.same("the links of the error", &state.alert_links, &vec![required]);
    reader.same("the target of its link", &state.alert_target, &"s-pad");
    reader.same("the error at the group", &state.group_errors, &vec![format!("{prefix} {required}")]);
    reader.same("the summary", &state.summary, &"");
    reader.same("the ticks", &state.ticked, &vec!["c-calf", "t-stretch"]);
    reader.same("the first own question", &state.typed[0], &"Why me?");
    reader.axe("error")?;

    reader.browser.click("//*[@role='alert']//a")?;
    let state = reader.state()?;
    reader.same("the focus after the link", &state.focus, &"s-pad");
    reader.same("the address after the link", &state.address, &before.address);
    reader.press("make")?;
    let errors = reader.state()?.group_errors.len();
    reader.same("errors at the group after a second try", &errors, &1);

    reader.tick(&["s-pad"])?;
    reader.press("make")?;
    let state = reader.state()?;
    reader.same("the title once answered", &state.title, &before.title);
    reader.same("the error once answered", &state.alert, &"");
    reader.same("the error at the group once answered", &state.group_errors, &Vec::<String>::new());
    reader.expect("there is a summary once answered", !state.summary.is_empty());
    Ok(())
}

fn none_rules_out_the_others(reader: &mut Reader) -> Result<()> {
    reader.tick(&["s-pad", "s-diabetes", "c-calf"])?;
    let status = reader.state()?.status;
    reader.same("the status after a tick", &status, &"");
    reader.tick(&["s-none"])?;
    let state = reader.state()?;
    reader.same("ticked after none of these", &state.ticked, &vec!["s-none", "c-calf"]);
    reader.same("the status", &state.status, &reader.words.text("exclusive_cleared"));
    reader.tick(&["s-heart"])?;
    let state = reader.state()?;
    reader.same("ticked after another", &state.ticked, &vec!["s-heart", "c-calf"]);
    reader.same("the status", &state.status, &reader.words.text("none_cleared"));
    Ok(())
}

fn makes_a_summary(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    let ids = ["s-hands", "s-heart", "c-wake", "side-both", "n-4", "m-pills", "t-stretch", "q-size"];
    reader.tick(&ids)?;
    reader.ask(1, MARKUP)?;
    reader.ask(2, &"long ".repeat(40))?;
    reader.press("make")?;
    let state = reader.state()?;
    let heading = reader.words.text("summary_heading");
    reader.same("the focus", &state.focus, &"checklist-heading");
    reader.expect("the summary begins with its heading", state.summary.starts_with(heading));
    reader.same("the title", &state.title, &before.title);
    reader.same("markup in the summary", &state.markup, &Vec::<String>::new());
    let own = reader.words.groups().find_map(|group| group.get("own")?.get("max")?.as_integer());
    let lengths: Vec<_> = state.typed.iter().map(|typed| typed.chars().count() as i64).collect();
    reader.same("the longest own question", &lengths.iter().max().copied(), &own);
    // First what must be known, then what is asked, then the rest.
    let mut expected: Vec<_> = ["s-heart", "s-hands", "q-size"].map(|id| reader.words.line(id)).into();
    expected.extend([MARKUP.to_owned(), state.typed[1].trim().to_owned()]);
    expected.extend(["c-wake", "side-both", "n-4", "m-pills", "t-stretch"].map(|id| reader.words.line(id)));
    reader.same("the lines of the summary", &state.lines(), &expected);
    let headings: Vec<_> = state.lists.iter().map(|(heading, _)| heading.as_str()).collect();
    let group = |at: usize| reader.words.groups().nth(at)?.get("heading_in_summary")?.as_str();
    let expected: Vec<_> = [0, 4, 1, 2, 3].into_iter().filter_map(group).collect();
    reader.same("the headings of the summary", &headings, &expected);
    let end = reader.words.text("not_diagnosis");
    reader.expect("the summary says what it is not", state.summary.contains(end));
    reader.axe("summary")?;

    reader.browser.probe("watchPrint", Vec::new())?;
    reader.press("print")?;
    let prints = reader.browser.probe("prints", Vec::new())?;
    reader.same("prints", &prints, &json!(1));
    Ok(())
}

fn gives_the_strongest_advice(reader: &mut Reader) -> Result<()> {
    let cases: &[(&[&str], &[&str])] = &[
        (&["s-none"], &["be-measured"]),
        (&["s-skin"], &["ask-first"]),
        (&["s-unsure"], &["ask-first"]),
        (&["s-hands"], &["ask-first", "hands"]),
        (&["s-newleg"], &["help-today", "ask-first"]),
        (&["s-none", "l-over-10"], &["help-today", "ask-first"]),
        (
            &["s-none", "c-weak", "m-pills", "t-diary"],
            &["be-measured", "book-visit", "ask-medicines", "what-to-try"],
        ),
        (&["s-diabetes", "m-new"], &["ask-first", "book-visit", "ask-medicines"]),
    ];
    for (ticks, advice) in cases {
        reader.open(reader.url)?;
        reader.tick_fast(ticks)?;
        reader.press("make")?;
        let state = reader.state()?;
        let expected: Vec<_> = advice.iter().map(|id| format!("result-{id}")).collect();
        reader.same(&format!("advice for {ticks:?}"), &state.fits, &expected);
        let results = reader.words.0["result"].as_array().expect("there are results");
        let lead =
            |id: &&str| results.iter().find(|result| result["id"].as_str() == Some(id))?["lead"].as_str();
        let leads: Vec<_> = advice.iter().filter_map(lead).collect();
        reader.same(&format!("advice in the summary for {ticks:?}"), &state.advice, &leads);
    }
    let results = reader.words.0["result"].as_array().into_iter().flatten();
    let strengths = results.filter_map(|result| {
        Some((format!("result-{}", result["id"].as_str()?), json!(result.get("strength")?.as_integer()?)))
    });
    let strengths = Value::Object(strengths.collect());
    let pair = vec![json!("group-safety"), json!(reader.words.text("make")), strengths];
    reader.found.extend(reader.browser.findings("pairs", pair)?);
    Ok(())
}

fn copies(reader: &mut Reader) -> Result<()> {
    let ids = ["s-heart", "c-wake", "n-4", "q-size"];
    reader.tick(&ids)?;
    reader.ask(1, MARKUP)?;
    reader.press("make")?;
    reader.browser.allow_clipboard(true)?;
    reader.press("copy")?;
    let state = reader.state_saying("copied")?;
    let copied = reader.browser.clipboard()?;
    reader.same("the status", &state.status, &reader.words.text("copied"));
    reader.same("the field", &state.field, &None::<Field>);
    let lines: Vec<_> = copied.lines().collect();
    reader.same("the first line", &lines.first(), &Some(&reader.words.text("summary_heading")));
    for line in ids.map(|id| reader.words.line(id)).into_iter().chain([MARKUP.to_owned()]) {
        reader.expect(&format!("the copy has {line}"), lines.contains(&&*format!("- {line}")));
    }
    for lead in &state.advice {
        reader.expect(&format!("the copy has {lead}"), copied.contains(lead));
    }
    let end = reader.words.text("not_diagnosis");
    reader.expect("the copy ends with what it is not", copied.trim_end().ends_with(end));

    reader.browser.allow_clipboard(false)?;
    reader.press("copy")?;
    let state = reader.state_saying("copy_failed")?;
    reader.same("the status when refused", &state.status, &reader.words.text("copy_failed"));
    let field = Field { text: copied.clone(), read_only: true, selected: copied };
    reader.same("the field when refused", &state.field, &Some(field));
    let printed = reader.browser.pdf(8.27, 11.69)?.words()?;
    let times = printed.matches(reader.words.text("not_diagnosis")).count();
    reader.same("times the notes stand on paper", &times, &1);
    reader.axe("copy refused")?;
    reader.browser.allow_clipboard(true)
}

fn clears(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    let ids = ["s-heart", "c-wake", "n-4", "q-size"];
    reader.tick(&ids)?;
    reader.ask(1, "Why me?")?;
    reader.press("make")?;
    let made = reader.state()?;
    reader.press("clear")?;
    let state = reader.state()?;
    reader.same("the focus when asked", &state.focus, &reader.words.text("clear_question"));
    reader.same("the summary when asked", &state.summary, &made.summary);
    reader.axe("asked")?;
    reader.press("clear_no")?;
    let state = reader.state()?;
    reader.same("ticked after no", &state.ticked, &made.ticked);
    reader.same("the summary after no", &state.summary, &made.summary);
    reader.same("the focus after no", &state.focus, &reader.words.text("clear"));
    reader.press("clear")?;
    reader.press("clear_yes")?;
    let state = reader.state()?;
    reader.same("the status after yes", &state.status, &reader.words.text("cleared"));
    let title = reader.browser.probe("words", vec![json!("h1")])?;
    reader.same("the focus after yes", &json!(state.focus), &title);
    let cleared = State { status: String::new(), focus: String::new(), ..state };
    reader.same("the page after yes", &cleared, &before);
    reader.axe("cleared")?;
    // Paper too is that of a fresh page.
    let printed = reader.browser.pdf(8.27, 11.69)?.words()?;
    let heading = reader.words.text("summary_heading");
    reader.expect("no summary on paper after yes", !printed.contains(heading));
    Ok(())
}

fn takes_nothing_from_the_address(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    for junk in [
        "?x",
        "?s-pad=on&ask-own-1=Ring%200900%20123",
        "#s-pad",
        "#checklist-summary",
        "?q=<img%20src=x%20onerror=alert(1)>#:~:text=Ring",
    ] {
        // From another address, so that it is no step within the page.
        reader.open("about:blank")?;
        reader.open(&format!("{}{junk}", reader.url))?;
        // The browser itself may set the focus on what a fragment names.
        let state = reader.state()?;
        let state = State { address: before.address.clone(), focus: String::new(), ..state };
        reader.same(&format!("the page at {junk}"), &state, &before);
    }
    Ok(())
}

fn forgets_on_leaving(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    let fill = |reader: &Reader| {
        reader.tick(&["s-heart", "n-4"])?;
        reader.ask(1, "Why me?")?;
        reader.press("make")
    };
    fill(reader)?;
    reader.browser.reload()?;
    let state = reader.state()?;
    reader.same("the page after a reload", &state, &before);
    fill(reader)?;
    reader.browser.open("about:blank")?;
    reader.browser.back()?;
    let state = State { focus: String::new(), ..reader.state()? };
    reader.same("the page after coming back", &state, &before);
    reader.browser.forget()
}

fn prints_on_one_sheet(reader: &mut Reader) -> Result<()> {
    let some = [
        "s-pad",
        "s-walk",
        "s-diabetes",
        "s-hands",
        "c-calf",
        "c-foot",
        "c-wake",
        "c-sore",
        "side-one",
        "n-2",
        "l-minutes",
        "m-new",
        "m-pills",
        "m-list",
        "m-still",
        "m-veins",
        "t-stretch",
        "t-covers",
        "t-diary",
        "q-medicine",
        "q-test",
        "q-first",
    ];
    reader.ask(1, MARKUP)?;
    reader.ask(2, &"Will this go on for long? ".repeat(5))?;
    prints_every_line(reader, &some, 1)?;
    let name_line = reader.words.text("name_line");
    let on_screen = reader.state()?.summary.contains(name_line);
    reader.expect("no name on the screen", !on_screen);
    // With everything ticked one sheet could only hold it in small print.
    reader.browser.reload()?;
    reader.browser.forget()?;
    let most = reader.words.most();
    let most: Vec<_> = most.iter().map(String::as_str).collect();
    prints_every_line(reader, &most, 2)
}

/// The summary of these ticks prints on so many sheets, each line of it, and nothing else of the page.
fn prints_every_line(reader: &mut Reader, ticks: &[&str], sheets: usize) -> Result<()> {
    reader.tick_fast(ticks)?;
    reader.press("make")?;
    let state = reader.state()?;
    let paper = reader.browser.pdf(8.27, 11.69)?;
    reader.same(&format!("sheets of A4 for {} ticks", ticks.len()), &paper.sheets(), &sheets);
    let letter = reader.browser.pdf(8.5, 11.0)?;
    reader.same(&format!("sheets of Letter for {} ticks", ticks.len()), &letter.sheets(), &sheets);
    let words = paper.words()?;
    let ticked = ticks.iter().map(|id| reader.words.line(id));
    for line in ticked.chain(state.lines().into_iter().map(str::to_owned)).chain(state.advice.clone()) {
        reader.expect(&format!("on paper: {line}"), words.contains(&line));
    }
    reader.expect("room for a name on paper", words.contains(reader.words.text("name_line")));
    reader.expect("no buttons on paper", !words.contains(reader.words.text("clear")));
    reader
        .expect("no other part of the page on paper", !words.contains(reader.words.text("results_heading")));
    Ok(())
}

fn needs_no_pointer(reader: &mut Reader) -> Result<()> {
    let words = reader.words;
    let browser = reader.browser;
    let h1 = browser.probe("words", vec![json!("h1")])?;
    reader.tab_to("c-calf")?;
    browser.press(Key::Space)?;
    // Enter in a form without a button to send it must not send it.
    browser.press(Key::Enter)?;
    reader.tab_to(words.text("make"))?;
    browser.press(Key::Enter)?;
    reader.tab_to(words.text("error_required"))?;
    browser.press(Key::Enter)?;
    let focus = reader.focus()?;
    reader.same("the focus after the error's link", &focus, &"s-pad");
    browser.press(Key::Space)?;
    reader.tab_to("n-1")?;
    browser.press(Key::Space)?;
    reader.tab_to("q-back")?;
    browser.press(Key::Tab)?;
    browser.type_words("Why me?")?;
    reader.tab_to(words.text("make"))?;
    browser.press(Key::Space)?;
    let state = reader.state()?;
    reader.same("the focus on the summary", &state.focus, &"checklist-heading");
    let ticked = ["s-pad", "c-calf", "n-1"].map(|id| words.line(id));
    let expected = [&ticked[0], "Why me?", &ticked[1], &ticked[2]];
    reader.same("the lines of the summary", &state.lines(), &expected.to_vec());
    reader.tab_to(words.text("print"))?;
    browser.allow_clipboard(true)?;
    reader.tab_to(words.text("copy"))?;
    browser.press(Key::Enter)?;
    reader.state_saying("copied")?;
    let copied = browser.clipboard()?;
    reader.expect("the copy has the question", copied.contains("- Why me?"));
    reader.tab_back_to(words.text("clear"))?;
    browser.press(Key::Enter)?;
    let focus = reader.focus()?;
    reader.same("the focus when asked", &focus, &words.text("clear_question"));
    reader.tab_to(words.text("clear_yes"))?;
    browser.press(Key::Space)?;
    let state = reader.state()?;
    reader.same("the focus once cleared", &json!(state.focus), &h1);
    reader.same("ticked once cleared", &state.ticked, &Vec::<String>::new());
    Ok(())
}

/// The uses that a page from a disk could hinder. What is never to be stored, as the server of these tests has it, is
/// forgotten by the browser itself: only here is it the page that forgets.
pub(crate) fn works_from_a_disk(reader: &mut Reader) -> Result<()> {
    for story in [makes_a_summary, clears, forgets_on_leaving] {
        reader.open(reader.url)?;
        story(reader)?;
    }
    Ok(())
}

fn is_whole_without_script(reader: &mut Reader) -> Result<()> {
    let state = reader.state()?;
    reader.same("buttons", &state.buttons, &Vec::<String>::new());
    reader.same("the summary", &state.summary, &"");
    let shown = reader.browser.probe("words", vec![json!("main")])?;
    let shown = shown.as_str().unwrap_or_default();
    let results = reader.words.0["result"].as_array().into_iter().flatten();
    for words in results.flat_map(|result| [&result["lead"], &result["words"]]) {
        let words = words.as_str().unwrap_or_default();
        reader.expect(&format!("shown: {words}"), shown.contains(words));
    }
    let ids = ["s-pad", "s-none", "c-calf", "n-1"];
    reader.tick(&ids)?;
    reader.ask(1, "Why me?")?;
    reader.browser.press(Key::Enter)?;
    reader.browser.click("//label[input/@id='c-foot']")?;
    reader.browser.press(Key::Enter)?;
    let state = reader.state()?;
    reader.same("ticked", &state.ticked, &vec!["s-pad", "s-none", "c-calf", "c-foot", "n-1"]);
    reader.same("the first own question", &state.typed[0], &"Why me?\n");
    let paper = reader.browser.pdf(8.27, 11.69)?.words()?;
    for id in ids {
        let line = reader.words.line(id);
        // A choice's question stands above its answers.
        let line = line.rsplit_once("? ").map_or(&*line, |(_, answer)| answer);
        reader.expect(&format!("on paper: {line}"), paper.contains(line));
    }
    Ok(())
}
