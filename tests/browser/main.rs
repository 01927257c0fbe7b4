//! The built site in a real browser: every page, in every state a reader may bring.
//!
//! Chromium, and Firefox for what pages do by themselves (checklist, diary, from a disk, no signal), are driven through
//! WebDriver against an HTTP server inside this process, with one font for all (`fonts.conf`). `tests/setup` installs
//! what is needed. Each test plays several stories in one browser, as starting one takes as long as a story; it collects
//! what it finds and fails once, with the whole list.
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

/// Hands a running browser to `test`, or skips it where there is none.
fn in_browser(engine: Engine, test: impl FnOnce(&Browser, &mut Failures)) {
    let Some(programs) = tools::or_skip(tools::Programs::find(engine)) else {
        return;
    };
    let browser = Browser::start(&programs);
    let mut failures = Failures::default();
    test(&browser, &mut failures);
    drop(browser);
    failures.report();
}

/// A use of a site on a server.
type Story = fn(&Site, &Server, &Browser, &mut Failures);

/// Plays stories on the frozen site, each on a server of its own, so that none finds what another left.
fn play(browser: &Browser, failures: &mut Failures, stories: &[Story]) {
    for story in stories {
        let site = Site::frozen();
        story(site, &Server::start(site, "/"), browser, failures);
    }
}

/// Opens every page that is published in the first of `looks`, then changes to the others, and runs `check` in each.
fn each_page(
    browser: &Browser,
    failures: &mut Failures,
    looks: &[(&str, Look)],
    check: impl Fn(&Visit) -> browser::Result<Vec<String>>,
) {
    let site = Site::published();
    let server = &Server::start(site, "/");
    for page in site.pages() {
        for (at, (name, look)) in looks.iter().enumerate() {
            let visit = Visit { server, browser, page, look };
            let ready = if at == 0 { visit.open() } else { browser.look(look) };
            failures.add(browser, page, name, ready.and_then(|()| check(&visit)));
        }
    }
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
fn every_page_fits_a_phone_and_bends_to_its_reader() {
    in_browser(Engine::Chromium, |browser, failures| {
        each_page(
            browser,
            failures,
            &[("320 px, light", PHONE), ("320 px, dark", PHONE.dark())],
            checks::page,
        );
        let looks = [
            ("forced colours", Look { forced_colors: true, ..PHONE }),
            // A window of 1280 by 1024 at 400 %: WCAG 1.4.10.
            ("400 % zoom", Look { width: 320, height: 256, zoom: 4.0, ..DESKTOP }),
            ("360 px", Look { width: 360, ..PHONE }),
            // A4 between margins of 15 mm.
            ("on paper", Look { width: 680, print: true, ..DESKTOP }),
        ];
        each_page(browser, failures, &looks, checks::bends);
        each_page(
            browser,
            failures,
            &[("script off", Look { script: false, ..PHONE })],
            checks::without_script,
        );
    });
}

#[test]
fn every_page_fits_a_desktop_and_a_keyboard_and_its_links_answer() {
    in_browser(Engine::Chromium, |browser, failures| {
        let looks = [("1280 px, light", DESKTOP), ("1280 px, dark", DESKTOP.dark())];
        each_page(browser, failures, &looks, checks::page);
        each_page(browser, failures, &[("keyboard", DESKTOP)], keyboard::reaches_everything);
        let site = Site::published();
        for mount in ["/", "/a/b/"] {
            links::all_answer(site, &Server::start(site, mount), browser, failures);
        }
    });
}

/// All that a reader does with the checklist.
const CHECKLIST: [Story; 5] = [
    checklist::works_on_a_phone,
    checklist::works_on_a_desktop,
    checklist::bends,
    checklist::gives_the_advice_that_was_proved,
    checklist::works_on_another_topic,
];

#[test]
fn a_reader_uses_the_checklist() {
    in_browser(Engine::Chromium, |browser, failures| play(browser, failures, &CHECKLIST));
}

#[test]
fn a_reader_uses_the_checklist_in_firefox() {
    in_browser(Engine::Firefox, |browser, failures| play(browser, failures, &CHECKLIST));
}

/// All else that pages do by themselves.
fn work(browser: &Browser, failures: &mut Failures) {
    failures.add(browser, "", "fonts", browser.findings("otherFonts", Vec::new()));
    play(browser, failures, &[diary::works]);
    portable::works(browser, failures);
    offline::works(browser, failures);
}

#[test]
fn the_diary_and_pages_from_a_disk_and_without_a_signal_work() {
    in_browser(Engine::Chromium, |browser, failures| {
        play(browser, failures, &[checks::print_tools_fit_their_sheets]);
        failures.add(browser, "relief/index.html", "served", live::follows_its_writer(browser));
        failures.add(browser, "", "drawings", drawings::only_draw(browser));
        work(browser, failures);
    });
}

#[test]
fn the_diary_and_pages_from_a_disk_and_without_a_signal_work_in_firefox() {
    in_browser(Engine::Firefox, work);
}

#[test]
fn html_is_valid() {
    let Some(checker) = tools::or_skip(tools::HtmlChecker::find()) else {
        return;
    };
    html::check(&checker, Site::published()).report();
}
