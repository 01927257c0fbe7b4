//! The checklist, used as its readers use it.

mod combinations;
mod looks;
mod saving;
mod tree;

use crate::browser::{Browser, Key, Result};
use crate::failures::Failures;
use crate::look::{DESKTOP, Look, PHONE};
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

/// Common papers, in inches.
const PAPERS: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)];

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
    beside: String,
    field: Option<Field>,
    markup: Vec<String>,
    asked: String,
    extra: Option<bool>,
    note: String,
    kept: Option<String>,
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

/// The words of a checklist in one language, from where their authors write them.
pub(crate) struct Words {
    list: toml::Value,
    strings: toml::Value,
    language: &'static str,
}

impl Words {
    /// Those of the frozen site.
    pub(crate) fn read() -> Words {
        Words::of("frozen", "en")
    }

    fn of(site: &str, language: &'static str) -> Words {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(site).join("content");
        let read = |file: String| {
            let file = content.join(file);
            let text = std::fs::read_to_string(file).expect("the site has a checklist and words");
            toml::Value::Table(text.parse().expect("they are TOML"))
        };
        let strings = read(format!("{language}/strings.toml"));
        Words { list: read("checklist.toml".to_owned()), strings, language }
    }

    /// A text as it is, or the one in the language.
    fn said<'a>(&self, text: &'a toml::Value) -> &'a str {
        let said = text.as_str().or_else(|| text.get(self.language)?.as_str());
        said.expect("a text is a string, or one for each language")
    }

    fn text(&self, key: &str) -> &str {
        self.said(&self.list["texts"][key])
    }

    fn groups(&self) -> impl Iterator<Item = &toml::Value> {
        list(&self.list, "group").iter()
    }

    fn results(&self) -> &[toml::Value] {
        list(&self.list, "result")
    }

    /// The first words of a line of advice.
    fn lead(&self, id: &str) -> &str {
        let result = self.results().iter().find(|result| result["id"].as_str() == Some(id));
        self.said(&result.expect("there is such a line")["lead"])
    }

    /// How an item or an option reads in the summary.
    fn line(&self, id: &str) -> String {
        let label = |of: &toml::Value| self.said(&of["label"]).to_owned();
        for group in self.groups() {
            if let Some(item) = list(group, "item").iter().find(|item| item["id"].as_str() == Some(id)) {
                return label(item);
            }
            for choice in list(group, "choice") {
                let mut options = list(choice, "options").iter();
                if let Some(option) = options.find(|option| option["id"].as_str() == Some(id)) {
                    return format!("{} {}", self.said(&choice["legend"]), label(option));
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
    look: Look,
    found: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(browser: &'a Browser, words: &'a Words, url: &'a str) -> Self {
        Reader { browser, words, url, look: LOOK, found: Vec::new() }
    }

    /// Opens the page and goes through `story`. Whatever it is about, it keeps nothing, asks for nothing and leaves
    /// the console quiet.
    pub(crate) fn goes_through(mut self, look: &Look, story: Story) -> Result<Vec<String>> {
        self.look = *look;
        self.browser.look(look)?;
        self.browser.forget()?;
        self.open(self.url)?;
        story(&mut self)?;
        self.is_quiet()?;
        if look.script {
            self.found.extend(self.browser.findings("stored", Vec::new())?);
        }
        Ok(self.found)
    }

    /// Leaves the page, if one is open, for that of this address.
    fn open(&mut self, url: &str) -> Result<()> {
        self.loads(|browser| browser.open(url))
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

    /// A word of the interface about saving.
    fn saving(&self, key: &str) -> &'a str {
        self.words.strings["saving"][key].as_str().expect("a word is a string")
    }

    /// Presses the button with this word about saving.
    fn press_word(&self, key: &str) -> Result<()> {
        self.browser.click(&format!("//button[.='{}']", self.saving(key)))
    }

    /// What the page keeps for itself.
    fn kept(&self) -> Result<Value> {
        let kept: Value = serde_json::from_str(&self.state()?.kept.unwrap_or_default())
            .map_err(|problem| format!("what is kept is no JSON: {problem}"))?;
        let pages = kept["pages"].as_object().into_iter().flatten();
        Ok(pages.map(|(_, note)| note.clone()).next().unwrap_or_default())
    }

    /// Loads the page with this kept as notes.
    fn returns_to(&mut self, kept: &str) -> Result<()> {
        self.browser.probe("keep", vec![json!(kept)])?;
        self.reload()
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

    /// What axe-core finds in light, and of the colours in dark, where all else is the same; in forced colours the system
    /// chooses the colours, and `bends` looks for what is lost. A page from a disk, or on another screen, is the same page
    /// and is not looked at again.
    fn axe(&mut self, state: &str) -> Result<()> {
        if self.url.starts_with("file:") || self.look.width != LOOK.width {
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
    ("another answer", takes_an_old_summary_away),
    ("advice", gives_the_strongest_advice),
    ("copy", copies),
    ("save", saving::saves_only_if_asked),
    ("save questions", saving::keeps_questions_if_asked),
    ("stored junk", saving::distrusts_what_is_stored),
    ("no store", saving::survives_a_refusal),
    ("clear", clears),
    ("address", takes_nothing_from_the_address),
    ("reload and back", forgets_on_leaving),
    ("paper", prints_on_one_sheet),
    ("keyboard", needs_no_pointer),
];

/// Some ticks, one of each group.
const TICKS: &[&str] = &["s-heart", "s-hands", "c-wake", "n-4", "m-pills", "t-stretch", "q-size"];

/// The checklist does what it says, and says nothing to anybody.
pub(crate) fn works_on_a_phone(site: &Site, server: &Server, browser: &Browser, failures: &mut Failures) {
    works(server, browser, &LOOK, failures);
    saving::offers_nothing_in_a_frame(site, browser, failures);
    let found =
        Reader::new(browser, &Words::read(), &server.url(PAGE)).goes_through(&LOOK, tree::is_told_whole);
    failures.add(browser, PAGE, "accessibility tree", found);
}

/// The same on another screen.
pub(crate) fn works_on_a_desktop(_: &Site, server: &Server, browser: &Browser, failures: &mut Failures) {
    works(server, browser, &DESKTOP, failures);
}

/// With script and without.
fn works(server: &Server, browser: &Browser, look: &Look, failures: &mut Failures) {
    let words = Words::read();
    let url = server.url(PAGE);
    for (name, story) in STORIES {
        let found = Reader::new(browser, &words, &url).goes_through(look, *story);
        failures.add(browser, PAGE, name, found);
    }
    let unscripted = Look { script: false, ..*look };
    let found = Reader::new(browser, &words, &url).goes_through(&unscripted, is_whole_without_script);
    failures.add(browser, PAGE, "script off", found);
    failures.add(browser, PAGE, "a look again", browser.look(look).map(|()| Vec::new()));
}

/// The checklist loses nothing in any of its states, whatever a reader sets.
pub(crate) fn bends(_: &Site, server: &Server, browser: &Browser, failures: &mut Failures) {
    let found = Reader::new(browser, &Words::read(), &server.url(PAGE)).goes_through(&LOOK, |reader| {
        looks::bends_in_each_state(reader)?;
        reader.press("clear")?;
        reader.press("clear_yes")
    });
    failures.add(browser, PAGE, "settings", found);
}

/// What the generator proved of all combinations holds for the page.
pub(crate) fn gives_the_advice_that_was_proved(
    site: &Site,
    server: &Server,
    browser: &Browser,
    failures: &mut Failures,
) {
    let mut agree = |site: &Site, url: String, name| {
        let found = browser
            .look(&LOOK)
            .and_then(|()| browser.open(&url))
            .and_then(|()| combinations::agree(browser, site.checklist(), Words::read().text("make")));
        failures.add(browser, PAGE, name, found);
    };
    agree(site, server.url(PAGE), "all combinations");
    let other = Site::of_another_topic();
    let server = Server::start(&other, "/");
    agree(&other, server.url(PAGE), "all combinations, another topic");
}

/// A list of another topic, in another language too, works with the same script.
pub(crate) fn works_on_another_topic(_: &Site, _: &Server, browser: &Browser, failures: &mut Failures) {
    let site = Site::of_another_topic();
    let server = Server::start(&site, "/");
    for (page, language) in [(PAGE, "en"), ("es/checklist/index.html", "es")] {
        let words = Words::of("hearing", language);
        let url = server.url(page);
        let found = Reader::new(browser, &words, &url).goes_through(&LOOK, speaks_its_own_words);
        failures.add(browser, page, "another topic", found);
    }
}

fn speaks_its_own_words(reader: &mut Reader) -> Result<()> {
    let words = reader.words;
    reader.axe("empty")?;
    reader.press("make")?;
    let state = reader.state()?;
    let error = [words.text("error_heading"), words.text("error_required")];
    reader.same("the error", &state.alert, &error.join(" "));
    reader.same("the target of its link", &state.alert_target, &"book-aids");
    reader.expect("the title says so", state.title.starts_with(words.text("error_prefix")));
    reader.axe("error")?;

    let ticks = ["book-phone", "when-evening", "ask-long", "talk-any"];
    reader.tick(&ticks)?;
    reader.ask(1, MARKUP)?;
    reader.press("make")?;
    let state = reader.state()?;
    // What must be answered comes first, then what is asked.
    let [phone, evening, long, any] = ticks.map(|id| words.line(id));
    reader.same("the lines of the summary", &state.lines(), &vec![&*phone, &*evening, &*long, MARKUP, &*any]);
    let advice = ["book-help", "no-need"];
    reader.same("advice", &state.fits, &advice.map(|id| format!("result-{id}")).to_vec());
    reader.same("advice in the summary", &state.advice, &advice.map(|id| words.lead(id)).to_vec());
    reader.expect("every word of the summary is filled in", !state.summary.contains('{'));
    reader.axe("summary")?;
    reader.found.extend(reader.browser.findings("bends", vec![json!(LOOK.width)])?);
    for (name, width, height) in PAPERS {
        let paper = reader.browser.pdf(width, height)?;
        reader.same(&format!("sheets of {name}"), &paper.sheets(), &1);
        let printed = paper.words()?;
        for line in state.lines() {
            reader.expect(&format!("on {name}: {line}"), printed.contains(line));
        }
    }

    reader.tick(&["book-none"])?;
    let state = reader.state()?;
    let told = [words.text("exclusive_cleared"), words.text("changed")];
    reader.same("the status after none of these", &state.status, &told.join(" "));
    reader.press_word("save")?;
    reader.press("save_yes")?;
    reader.reload()?;
    reader.press_word("show")?;
    let state = reader.state()?;
    reader.same(
        "ticked when shown",
        &state.ticked,
        &vec!["talk-any", "book-none", "when-evening", "ask-long"],
    );
    reader.press("clear")?;
    reader.press("clear_yes")?;
    let state = reader.state()?;
    reader.same("ticked once cleared", &state.ticked, &Vec::<String>::new());
    reader.same("the status once cleared", &state.status, &words.text("cleared"));
    Ok(())
}

fn asks_for_an_answer(reader: &mut Reader) -> Result<()> {
    let before = reader.state()?;
    reader.same("ticked at first", &before.ticked, &Vec::<String>::new());
    reader.same("the focus at first", &before.focus, &"");
    reader.axe("empty")?;
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
    let before = reader.state()?;
    let ticks = ["s-pad", "s-diabetes", "c-calf"];
    let place = |reader: &Reader| reader.browser.execute("return scrollY", Vec::new());
    for id in ticks {
        reader.tick(&[id])?;
        let seen = place(reader)?;
        reader.tick_fast(&[id, id])?;
        let now = place(reader)?;
        reader.same("the place on the page after a tick", &now, &seen);
    }
    let state = reader.state()?;
    reader.same("ticked", &state.ticked, &ticks.to_vec());
    let state = State { ticked: Vec::new(), focus: String::new(), ..state };
    reader.same("all else on the page after a tick", &state, &before);
    reader.tick(&["s-none"])?;
    let state = reader.state()?;
    reader.same("ticked after none of these", &state.ticked, &vec!["s-none", "c-calf"]);
    reader.same("the status", &state.status, &reader.words.text("exclusive_cleared"));
    reader.tick(&["s-heart"])?;
    let state = reader.state()?;
    reader.same("ticked after another", &state.ticked, &vec!["s-heart", "c-calf"]);
    reader.same("the status", &state.status, &reader.words.text("none_cleared"));
    reader.press("clear")?;
    let status = reader.state()?.status;
    reader.same("the status when asked", &status, &"");
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
    let today = reader.browser.probe("inWords", vec![json!(0)])?;
    let made = reader.words.text("summary_date").replace("{date}", today.as_str().unwrap_or_default());
    reader.expect("the summary says when it was made", state.summary.contains(&made));
    let buttons =
        [before.buttons.clone(), ["print", "copy"].map(|key| reader.words.text(key).to_owned()).to_vec()];
    reader.same("the buttons, those of the summary last", &state.buttons, &buttons.concat());
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
    let groups: Vec<_> = reader.words.groups().collect();
    let expected = [0, 4, 1, 2, 3].map(|at| reader.words.said(&groups[at]["heading_in_summary"]));
    reader.same("the headings of the summary", &headings, &expected.to_vec());
    let end = reader.words.text("not_diagnosis");
    reader.expect("the summary says what it is not", state.summary.contains(end));
    reader.axe("summary")?;

    reader.browser.probe("watchPrint", Vec::new())?;
    reader.press("print")?;
    let prints = reader.browser.probe("prints", Vec::new())?;
    reader.same("prints", &prints, &json!(1));
    Ok(())
}

/// A summary is of the ticks it was made from: another answer takes it away, and says so.
fn takes_an_old_summary_away(reader: &mut Reader) -> Result<()> {
    let changed = reader.words.text("changed");
    reader.tick(&["s-none"])?;
    reader.press("make")?;
    reader.tick(&["c-numb"])?;
    let state = reader.state()?;
    reader.same("the summary after another tick", &state.summary, &"");
    reader.same("the lines marked after another tick", &state.fits, &Vec::<String>::new());
    reader.same("the status after another tick", &state.status, &changed);
    reader.press("make")?;
    let state = reader.state()?;
    reader.same("the status once made again", &state.status, &"");
    reader.tick(&["s-pad"])?;
    let state = reader.state()?;
    reader.same("the status", &state.status, &format!("{} {changed}", reader.words.text("none_cleared")));
    reader.press("make")?;
    reader.ask(1, "Why")?;
    let state = reader.state()?;
    reader.same("the summary after typing", &state.summary, &"");
    reader.expect("paper is the whole list again", {
        let words = reader.browser.pdf(8.27, 11.69)?.words()?;
        words.contains(reader.words.text("results_heading"))
    });
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
        let leads: Vec<_> = advice.iter().map(|id| reader.words.lead(id)).collect();
        reader.same(&format!("advice in the summary for {ticks:?}"), &state.advice, &leads);
    }
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
    reader.same("beside the button", &state.beside, &reader.words.text("copied"));
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
    reader.same("beside the button when refused", &state.beside, &reader.words.text("copy_failed"));
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
    let question = reader.words.text("clear_question");
    reader.expect("the focus is on the question", state.focus.starts_with(question));
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
    reader.reload()?;
    let state = reader.state()?;
    reader.same("the page after a reload", &state, &before);
    fill(reader)?;
    reader.open("about:blank")?;
    reader.loads(Browser::back)?;
    let state = State { focus: String::new(), ..reader.state()? };
    reader.same("the page after coming back", &state, &before);
    Ok(())
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
    reader.reload()?;
    let most = reader.words.most();
    let most: Vec<_> = most.iter().map(String::as_str).collect();
    prints_every_line(reader, &most, 2)
}

/// The summary of these ticks prints on so many sheets, each line of it, and nothing else of the page.
fn prints_every_line(reader: &mut Reader, ticks: &[&str], sheets: usize) -> Result<()> {
    reader.tick_fast(ticks)?;
    reader.press("make")?;
    let state = reader.state()?;
    for (name, width, height) in PAPERS {
        let paper = reader.browser.pdf(width, height)?;
        reader.same(&format!("sheets of {name} for {} ticks", ticks.len()), &paper.sheets(), &sheets);
        let words = paper.words()?;
        let ticked = ticks.iter().map(|id| reader.words.line(id));
        for line in ticked.chain(state.lines().into_iter().map(str::to_owned)).chain(state.advice.clone()) {
            reader.expect(&format!("on {name}: {line}"), words.contains(&line));
        }
        let [room, buttons, rest] =
            ["name_line", "clear", "results_heading"].map(|key| reader.words.text(key));
        reader.expect(&format!("room for a name on {name}"), words.contains(room));
        reader.expect(&format!("no buttons on {name}"), !words.contains(buttons));
        reader.expect(&format!("no other part of the page on {name}"), !words.contains(rest));
    }
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
    reader.tab_back_to(reader.saving("save"))?;
    browser.press(Key::Enter)?;
    browser.press(Key::Tab)?;
    browser.press(Key::Space)?;
    let extra = reader.state()?.extra;
    reader.same("the extra box by key", &extra, &Some(true));
    reader.tab_to(words.text("save_yes"))?;
    browser.press(Key::Enter)?;
    let own = reader.kept()?["data"]["own"][0].take();
    reader.same("the question kept", &own, &json!("Why me?"));
    reader.tab_to(words.text("clear"))?;
    browser.press(Key::Enter)?;
    let focus = reader.focus()?;
    reader.expect("the focus is on the question", focus.starts_with(words.text("clear_question")));
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
    for story in [makes_a_summary, clears, forgets_on_leaving, saving::offers_nothing] {
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
    let words = reader.words;
    let advice =
        words.results().iter().flat_map(|result| [words.said(&result["lead"]), words.said(&result["words"])]);
    let rest =
        [words.text("none_rule"), words.said(&words.list["purpose"]), words.said(&words.list["privacy"])];
    for words in advice.chain(rest) {
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
    for (name, width, height) in PAPERS {
        let paper = reader.browser.pdf(width, height)?;
        let pages = paper.sheets();
        reader.expect(&format!("{pages} pages of {name} are two sheets at most"), pages <= 4);
        let paper = paper.words()?;
        reader.expect(&format!("on {name}: the rule for none"), paper.contains(words.text("none_rule")));
        for id in words.most() {
            let line = words.line(&id);
            // A choice's question stands above its answers.
            let line = line.rsplit_once("? ").map_or(&*line, |(_, answer)| answer);
            reader.expect(&format!("on {name}: {line}"), paper.contains(line));
        }
    }
    Ok(())
}
