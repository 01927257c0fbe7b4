//! The built site in a real browser: every page, in every state a reader may bring.
//!
//! Chromium, and Firefox for what pages do by themselves (checklist, diary, from a disk, no signal), are driven through
//! WebDriver against an HTTP server inside this process, with one font for all (`fonts.conf`). `tests/setup` installs
//! what is needed. Each test visits all pages, collects what it finds and fails once, with the whole list.
//!
//! What every page owes its reader is asked of the site that is published, whatever its words are; stories that need
//! certain words and boxes are played on the frozen site, `tests/sites/frozen`.

#![expect(
    clippy::disallowed_methods,
    reason = "these tests read their tools, and write copies of the site into folders of their own"
)]

mod accessibility;
mod browser;
mod checklist;
mod checks;
mod diary;
mod drawings;
mod driver;
mod failures;
mod firefox;
mod html;
mod keyboard;
mod links;
mod live;
mod look;
mod offline;
mod portable;
mod server;
mod site;
mod tools;

use browser::Browser;
use failures::Failures;
use look::{DESKTOP, Look, PHONE};
use server::Server;
use site::Site;
use tools::Engine;

/// Hands the site that is published, a server at `mount` and a running browser to `test`, or skips it where there
/// is no browser.
fn in_browser(mount: &str, test: impl FnOnce(&Site, &Server, &Browser, &mut Failures)) {
    in_bare_browser(Engine::Chromium, |browser, failures| {
        let site = Site::published();
        let server = Server::start(site, mount);
        test(site, &server, browser, failures);
    });
}

/// The same with the frozen site, in the browser asked for.
fn in_engine(engine: Engine, mount: &str, test: impl FnOnce(&Site, &Server, &Browser, &mut Failures)) {
    in_bare_browser(engine, |browser, failures| {
        let site = Site::frozen();
        let server = Server::start(site, mount);
        test(site, &server, browser, failures);
    });
}

/// Hands a running browser to `test`, or skips it where there is none.
fn in_bare_browser(engine: Engine, test: impl FnOnce(&Browser, &mut Failures)) {
    let Some(programs) = tools::or_skip(tools::Programs::find(engine)) else {
        return;
    };
    let browser = Browser::start(&programs);
    let mut failures = Failures::default();
    test(&browser, &mut failures);
    drop(browser);
    failures.report();
}

/// Opens every page in the first of `looks`, then changes to the others, and runs `check` in each.
fn each_page(looks: &[(&str, Look)], check: impl Fn(&Visit) -> browser::Result<Vec<String>>) {
    in_browser("/", |site, server, browser, failures| {
        for page in site.pages() {
            for (at, (name, look)) in looks.iter().enumerate() {
                let visit = Visit { server, browser, page, look };
                let ready = if at == 0 { visit.open() } else { browser.look(look) };
                failures.add(browser, page, name, ready.and_then(|()| check(&visit)));
            }
        }
    });
}

/// One page, open in one look.
struct Visit<'a> {
    server: &'a Server,
    browser: &'a Browser,
    /// The page's path in the output.
    page: &'a str,
    look: &'a Look,
}

impl Visit<'_> {
    fn open(&self) -> browser::Result<()> {
        self.browser.look(self.look)?;
        self.browser.forget()?;
        self.server.take_requests();
        self.browser.open(&self.server.url(self.page))
    }
}

#[test]
fn a_phone_shows_every_page() {
    each_page(&[("320 px, light", PHONE), ("320 px, dark", PHONE.dark())], checks::page);
}

#[test]
fn a_desktop_shows_every_page() {
    each_page(&[("1280 px, light", DESKTOP), ("1280 px, dark", DESKTOP.dark())], checks::page);
}

#[test]
fn every_page_bends_to_its_reader() {
    let looks = [
        ("forced colours", Look { forced_colors: true, ..PHONE }),
        // A window of 1280 by 1024 at 400 %: WCAG 1.4.10.
        ("400 % zoom", Look { width: 320, height: 256, zoom: 4.0, ..DESKTOP }),
        ("360 px", Look { width: 360, ..PHONE }),
        // A4 between margins of 15 mm.
        ("on paper", Look { width: 680, print: true, ..DESKTOP }),
    ];
    each_page(&looks, checks::bends);
}

#[test]
fn every_page_works_without_script() {
    each_page(&[("script off", Look { script: false, ..PHONE })], checks::without_script);
}

#[test]
fn the_keyboard_reaches_everything() {
    each_page(&[("keyboard", DESKTOP)], keyboard::reaches_everything);
}

#[test]
fn every_link_answers_at_the_root() {
    in_browser("/", links::all_answer);
}

#[test]
fn every_link_answers_in_a_folder() {
    in_browser("/a/b/", links::all_answer);
}

#[test]
fn print_tools_fit_their_sheets() {
    in_engine(Engine::Chromium, "/", checks::print_tools_fit_their_sheets);
}

#[test]
fn the_checklist_works_on_a_phone() {
    in_engine(Engine::Chromium, "/", checklist::works_on_a_phone);
}

#[test]
fn the_checklist_works_on_a_phone_in_firefox() {
    in_engine(Engine::Firefox, "/", checklist::works_on_a_phone);
}

#[test]
fn the_checklist_works_on_a_desktop() {
    in_engine(Engine::Chromium, "/", checklist::works_on_a_desktop);
}

#[test]
fn the_checklist_works_on_a_desktop_in_firefox() {
    in_engine(Engine::Firefox, "/", checklist::works_on_a_desktop);
}

#[test]
fn the_checklist_bends_in_each_state() {
    in_engine(Engine::Chromium, "/", checklist::bends);
}

#[test]
fn the_checklist_bends_in_each_state_in_firefox() {
    in_engine(Engine::Firefox, "/", checklist::bends);
}

#[test]
fn the_checklist_gives_the_advice_that_was_proved() {
    in_engine(Engine::Chromium, "/", checklist::gives_the_advice_that_was_proved);
}

#[test]
fn the_checklist_gives_the_advice_that_was_proved_in_firefox() {
    in_engine(Engine::Firefox, "/", checklist::gives_the_advice_that_was_proved);
}

#[test]
fn a_checklist_of_another_topic_works() {
    in_engine(Engine::Chromium, "/", checklist::works_on_another_topic);
}

#[test]
fn a_checklist_of_another_topic_works_in_firefox() {
    in_engine(Engine::Firefox, "/", checklist::works_on_another_topic);
}

#[test]
fn the_site_works_from_a_disk() {
    in_bare_browser(Engine::Chromium, portable::works);
}

#[test]
fn the_site_works_from_a_disk_in_firefox() {
    in_bare_browser(Engine::Firefox, portable::works);
}

#[test]
fn one_font_stands_for_all() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        in_bare_browser(engine, |browser, failures| {
            failures.add(browser, "", "fonts", browser.findings("otherFonts", Vec::new()));
        });
    }
}

#[test]
fn the_diary_works() {
    in_engine(Engine::Chromium, "/", diary::works);
}

#[test]
fn the_diary_works_in_firefox() {
    in_engine(Engine::Firefox, "/", diary::works);
}

#[test]
fn pages_are_kept_for_readers_with_no_signal() {
    in_bare_browser(Engine::Chromium, offline::works);
}

#[test]
fn pages_are_kept_for_readers_with_no_signal_in_firefox() {
    in_bare_browser(Engine::Firefox, offline::works);
}

#[test]
fn a_served_page_follows_its_writer() {
    in_bare_browser(Engine::Chromium, |browser, failures| {
        failures.add(browser, "relief/index.html", "served", live::follows_its_writer(browser));
    });
}

#[test]
fn no_drawing_does_more_than_draw() {
    in_bare_browser(Engine::Chromium, |browser, failures| {
        failures.add(browser, "", "drawings", drawings::only_draw(browser));
    });
}

#[test]
fn html_is_valid() {
    let Some(checker) = tools::or_skip(tools::HtmlChecker::find()) else {
        return;
    };
    html::check(&checker, Site::published()).report();
}
